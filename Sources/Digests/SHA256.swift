import CCrypto

/// A SHA-256 digest (FIPS 180-4), computed by OpenSSL, which uses the instructions of the processor.
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
    String(unsafeUninitializedCapacity: bytes.count * 2) { digits in
      for (index, byte) in bytes.enumerated() {
        digits[index * 2] = Self.digit(byte >> 4)
        digits[index * 2 + 1] = Self.digit(byte & 15)
      }
      return bytes.count * 2
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  /// Reads 64 hexadecimal digits; nil if they are something else.
  package init?(hexadecimal text: String) {
    let digits = Array(text.utf8).map { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count == 64, !digits.contains(nil) else { return nil }
    bytes = stride(from: 0, to: 64, by: 2).map { UInt8((digits[$0] ?? 0) << 4 | (digits[$0 + 1] ?? 0)) }
  }

  /// The digest as four numbers, for tables of many digests.
  package var words: SIMD4<UInt64> {
    var words = SIMD4<UInt64>.zero
    for (index, byte) in bytes.enumerated() { words[index >> 3] = words[index >> 3] << 8 | UInt64(byte) }
    return words
  }

  /// The first 64 bits, for tables that must be small.
  package var prefix: UInt64 { bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

  /// Takes bytes piece by piece, for inputs that are not in memory as a whole.
  package struct Hasher: Sendable {
    private var context = SHA256_CTX()

    /// A hasher that has no bytes yet.
    package init() { SHA256_Init(&context) }

    /// Adds bytes.
    package mutating func add(_ bytes: [UInt8]) { add(bytes[...]) }

    /// Adds a part of some bytes.
    package mutating func add(_ bytes: ArraySlice<UInt8>) {
      _ = bytes.withUnsafeBufferPointer { SHA256_Update(&context, $0.baseAddress, $0.count) }
    }

    fileprivate mutating func finish() -> [UInt8] {
      var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
      SHA256_Final(&digest, &context)
      return digest
    }
  }
}
