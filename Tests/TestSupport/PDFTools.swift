import Foundation
import Testing

/// Programs of others that read PDF. The tests believe them, not our own code.
package enum PDFTools {
  /// The text as poppler extracts it, in the order of the content.
  package static func text(of file: String) throws -> String {
    try Subprocess.run("pdftotext", ["-raw", "-enc", "UTF-8", file, "-"]).text
  }

  /// The lines as poppler sees them on the page, with white space folded and without empty lines.
  package static func lines(of file: String) throws -> [String] {
    try Subprocess.run("pdftotext", ["-layout", "-enc", "UTF-8", file, "-"]).text
      .split(whereSeparator: { $0 == "\n" || $0 == "\u{C}" })
      .map { $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ") }.filter { !$0.isEmpty }
  }

  /// The structure tree with its text, as poppler prints it.
  package static func structure(of file: String) throws -> String {
    try Subprocess.run("pdfinfo", ["-struct-text", file]).text
  }

  /// Expects qpdf to find nothing wrong.
  package static func expectClean(_ file: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let result = try Subprocess.run("qpdf", ["--check", file])
    #expect(result.status == 0, "\(result.text)\(result.errors)", sourceLocation: sourceLocation)
  }

  /// Expects every font to be embedded, a subset, and mapped to Unicode.
  package static func expectEmbeddedFonts(_ file: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let rows = try Subprocess.run("pdffonts", [file]).text.split(separator: "\n").dropFirst(2)
    #expect(!rows.isEmpty, sourceLocation: sourceLocation)
    for row in rows { #expect(row.contains(" yes yes yes "), "\(row)", sourceLocation: sourceLocation) }
  }
}
