import CDeflate

/// 64 bits that tell whether some bytes are still the same: CRC-32 (ISO 3309) and Adler-32 (RFC 1950). Making one takes a hundredth of the time
/// of a SHA-256. It finds changes that happen, and not those that somebody makes on purpose so that it stays the same.
package struct Fingerprint: Hashable, Sendable, Codable {
  /// The 64 bits, for tables that must be small.
  package let bits: UInt64

  /// A fingerprint that was made before.
  package init(bits: UInt64) { self.bits = bits }

  /// The fingerprint of some bytes.
  package init(of content: [UInt8]) {
    bits = content.withUnsafeBytes { bytes in
      UInt64(libdeflate_crc32(0, bytes.baseAddress, bytes.count)) << 32
        | UInt64(libdeflate_adler32(1, bytes.baseAddress, bytes.count))
    }
  }
}
