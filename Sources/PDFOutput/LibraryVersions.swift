import CDeflate
import CHarfBuzz
import CHaru
import CIgzip

/// The versions of the libraries that the bytes of a PDF depend on. They are linked dynamically, so they can change without the program.
package enum LibraryVersions {
  /// Each library with its version. libdeflate and ISA-L do not tell their versions at run time, so these are the ones that the program was
  /// compiled with, each with a checksum of what it makes of a fixed text. Another version would most likely make something else, and so does
  /// ISA-L on a processor without SSE 4.2.
  package static let all: [String: String] = [
    "harfbuzz": String(cString: hb_version_string()),
    "isa-l": "\(ISAL_MAJOR_VERSION).\(ISAL_MINOR_VERSION).\(ISAL_PATCH_VERSION)+" + contentChecksum,
    "libdeflate": LIBDEFLATE_VERSION_STRING + "+" + fontChecksum,
    "libharu": String(cString: HPDF_GetVersion()),
  ]

  /// Of what libdeflate makes of numbers.
  private static var fontChecksum: String {
    let numbers = (0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* $0 / 97 &+ $0 / 13) }
    return checksum(try? Deflate(level: 6).compress(numbers))
  }

  /// Of what ISA-L makes of a content stream.
  private static var contentChecksum: String {
    var content = ByteBuffer()
    content.append(ContentCompressor.sample)
    return checksum(try? ContentCompressor().compress(content))
  }

  private static func checksum(_ bytes: [UInt8]?) -> String {
    guard let bytes else { return "0" }
    return String(libdeflate_adler32(1, bytes, bytes.count), radix: 16)
  }
}
