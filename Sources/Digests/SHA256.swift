import CNettle

/// A SHA-256 digest (FIPS 180-4), computed by Nettle, which uses the processor's own instructions where it can.
package struct SHA256: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The 32 bytes of the digest.
  package let bytes: [UInt8]

  /// The digest of some bytes.
  package init(of content: [UInt8]) {
    var hasher = Hasher()
    hasher.add(content)
    self.init(hasher)
  }

  /// The digest of everything that was added to a hasher.
  package init(_ hasher: Hasher) {
    var hasher = hasher
    bytes = hasher.finish()
  }

  /// 64 lower-case hexadecimal digits.
  package var description: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The first 64 bits, for tables that must be small.
  package var prefix: UInt64 { bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

  /// Takes bytes piece by piece, for inputs that are not in memory as a whole.
  package struct Hasher {
    private var context = sha256_ctx()

    /// A hasher that has no bytes yet.
    package init() { nettle_sha256_init(&context) }

    /// Adds bytes.
    package mutating func add(_ bytes: [UInt8]) {
      bytes.withUnsafeBufferPointer { nettle_sha256_update(&context, $0.count, $0.baseAddress) }
    }

    fileprivate mutating func finish() -> [UInt8] {
      var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
      nettle_sha256_digest(&context, digest.count, &digest)
      return digest
    }
  }
}
