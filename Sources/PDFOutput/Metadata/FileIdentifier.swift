import CHaru

/// The file identifier of the trailer (PDF 32000-1 §14.4): a digest of the content, not of the clock.
struct FileIdentifier {
  private var context = HPDF_MD5_CTX()

  init() { HPDF_MD5Init(&context) }

  mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { HPDF_MD5Update(&context, $0.baseAddress, UInt32($0.count)) }
  }

  mutating func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 16)
    HPDF_MD5Final(&digest, &context)
    return digest
  }
}
