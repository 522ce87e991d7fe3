import CNettle

/// A SHA-256 digest (FIPS 180-4), computed by Nettle.
struct SHA256: Hashable, Sendable, Codable, CustomStringConvertible {
  /// Its 32 bytes.
  let bytes: [UInt8]

  /// The digest of some bytes.
  init(of content: [UInt8]) {
    var hasher = Hasher()
    hasher.add(content)
    bytes = hasher.finish()
  }

  private init(_ hasher: inout Hasher) { bytes = hasher.finish() }

  /// The digest of a file, read piece by piece.
  init(ofFile path: String) throws(Findings) {
    var stream = try ByteStream(path)
    var hasher = Hasher()
    while try stream.fill() {
      hasher.add(stream.buffer)
      stream.drop(stream.buffer.count)
    }
    self.init(&hasher)
  }

  /// 64 lower-case hexadecimal digits.
  var description: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The first 64 bits, for tables that must be small.
  var prefix: UInt64 { bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

  /// The first 32 bits: enough to notice that a known record has changed.
  var short: UInt32 { UInt32(truncatingIfNeeded: prefix >> 32) }

  private struct Hasher {
    private var context = sha256_ctx()

    init() { nettle_sha256_init(&context) }

    mutating func add(_ bytes: [UInt8]) {
      bytes.withUnsafeBufferPointer { nettle_sha256_update(&context, $0.count, $0.baseAddress) }
    }

    mutating func finish() -> [UInt8] {
      var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
      nettle_sha256_digest(&context, digest.count, &digest)
      return digest
    }
  }
}
