import CDeflate

/// Compresses with libdeflate, in the zlib format that PDF's FlateDecode reads (RFC 1950).
struct Deflate: Sendable {
  private let coders: CoderPool

  /// - Parameter level: 1 (fast) to 12 (small).
  init(level: Int32) {
    coders = CoderPool(make: { libdeflate_alloc_compressor(level) }, free: { libdeflate_free_compressor($0) })
  }

  func compress(_ bytes: [UInt8]) throws(PDFError) -> [UInt8] {
    let most = libdeflate_zlib_compress_bound(nil, bytes.count)
    return try coders.bytes(upTo: most) { coder, output in
      libdeflate_zlib_compress(coder, bytes, bytes.count, output, most)
    }
  }
}
