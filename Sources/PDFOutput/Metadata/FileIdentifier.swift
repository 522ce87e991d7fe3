import CNettle

/// The file identifier of the trailer (PDF 32000-1 §14.4): a digest of the content, not of the clock. The standard recommends MD5
/// and demands sixteen bytes that are unlikely to occur again; half of a SHA-256 takes a third of the time.
struct FileIdentifier {
  private var context = sha256_ctx()

  init() { nettle_sha256_init(&context) }

  mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { nettle_sha256_update(&context, $0.count, $0.baseAddress) }
  }

  mutating func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 16)
    nettle_sha256_digest(&context, digest.count, &digest)
    return digest
  }
}
