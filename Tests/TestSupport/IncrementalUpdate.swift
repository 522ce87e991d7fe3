import Foundation
import Testing

/// An incremental update behind a PDF, as archiving programs write it (PDF 32000-1 §7.5.6).
package enum IncrementalUpdate {
  /// The PDF with one more object, or with another one of that number.
  package static func adding(_ body: String, number: Int? = nil, to pdf: Data) throws -> Data {
    let text = String(decoding: pdf, as: Unicode.ASCII.self)
    let trailer = try #require(text.matches(of: /trailer\s*<<(?<entries>(?s).*?)>>\s*startxref\s+(?<table>\d+)/).last)
    let size = try #require(trailer.entries.firstMatch(of: /\/Size (\d+)/).flatMap { Int($0.1) })
    let number = number ?? size
    let object = "\(number) 0 obj\n\(body)\nendobj\n"
    let offset = String(pdf.count)
    let entries = trailer.entries.replacing(/\/Size \d+/, with: "/Size \(max(size, number + 1))")
    let table =
      "xref\n\(number) 1\n\(String(repeating: "0", count: 10 - offset.count))\(offset) 00000 n \n"
      + "trailer\n<<\(entries)/Prev \(trailer.table)>>\nstartxref\n\(pdf.count + object.utf8.count)\n%%EOF\n"
    return pdf + Data((object + table).utf8)
  }
}
