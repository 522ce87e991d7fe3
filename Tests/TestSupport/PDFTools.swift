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
    // Embedded, a subset, and with a map to Unicode unless the encoding says which characters they are (ISO 19005-2 §6.2.11.7.2).
    for row in rows {
      let isReadable = row.contains(" yes yes yes ") || row.contains("WinAnsi") && row.contains(" yes yes no ")
      #expect(isReadable, "\(row)", sourceLocation: sourceLocation)
    }
  }

  /// The header cells that data cells name and that do not exist, or that the tree of identifiers does not have (PDF 32000-1 §14.8.5.7).
  package static func lostHeaders(of file: String) throws -> [String] {
    let result = try Subprocess.run("qpdf", ["--qdf", "--object-streams=disable", file, "-"])
    let text = String(decoding: result.output, as: UTF8.self)
    func names(_ pattern: Regex<(Substring, Substring)>) -> Set<String> {
      Set(text.matches(of: pattern).map { String($0.1) })
    }
    let named = names(/\/Headers \[\s*\(([0-9A-F]+)\)/)
    let cells = names(/\/ID \(([0-9A-F]+)\)/)
    let listed = names(/\(([0-9A-F]{6})\)\s+\d+ 0 R/)
    return named.subtracting(cells).union(named.subtracting(listed)).sorted()
  }
}
