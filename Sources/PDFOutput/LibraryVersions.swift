import CDeflate
import CHarfBuzz
import CHaru

/// The versions of the libraries that the bytes of a PDF depend on. They are linked dynamically, so they can change without the program.
package enum LibraryVersions {
  /// Each library with its version. libdeflate does not tell its version at run time, so its version is the one that the program was
  /// compiled with, with how well it compresses a fixed text: another version would most likely differ.
  package static let all: [String: String] = [
    "harfbuzz": String(cString: hb_version_string()),
    "libdeflate": LIBDEFLATE_VERSION_STRING + "+" + fingerprint,
    "libharu": String(cString: HPDF_GetVersion()),
  ]

  /// A checksum of what libdeflate makes of a fixed text.
  private static var fingerprint: String {
    let text = (0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* $0 / 97 &+ $0 / 13) }
    guard let bytes = try? Deflate(level: 6).compress(text) else { return "0" }
    return String(libdeflate_adler32(1, bytes, bytes.count), radix: 16)
  }
}
