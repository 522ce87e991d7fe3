import Foundation
import Testing

/// An incremental update behind a PDF, as archiving programs write it (PDF 32000-1 §7.5.6).
package enum IncrementalUpdate {
  /// The PDF with one more object, or with another one of that number.
  package static func adding(_ body: String, number: Int? = nil, to pdf: Data) throws -> Data {
    try adding([(number, body)], to: pdf)
  }

  /// The PDF with more objects; those with a number replace others.
  private static func adding(_ bodies: [(number: Int?, text: String)], to pdf: Data) throws -> Data {
    let text = String(decoding: pdf, as: Unicode.ASCII.self)
    let trailer = try #require(text.matches(of: /trailer\s*<<(?<entries>(?s).*?)>>\s*startxref\s+(?<table>\d+)/).last)
    var size = try #require(trailer.entries.firstMatch(of: /\/Size (\d+)/).flatMap { Int($0.1) })
    var objects = ""
    var table = ""
    for body in bodies {
      let number = body.number ?? size
      size = max(size, number + 1)
      let offset = String(pdf.count + objects.utf8.count)
      table += "\(number) 1\n\(String(repeating: "0", count: 10 - offset.count))\(offset) 00000 n \n"
      objects += "\(number) 0 obj\n\(body.text)\nendobj\n"
    }
    let entries = trailer.entries.replacing(/\/Size \d+/, with: "/Size \(size)")
    let end =
      "xref\n\(table)trailer\n<<\(entries)/Prev \(trailer.table)>>\nstartxref\n\(pdf.count + objects.utf8.count)\n%%EOF\n"
    return pdf + Data((objects + end).utf8)
  }

  /// The letter with a signature, which is not valid, in the field that it reserves (PDF 32000-1 §12.7.4.5).
  package static func signing(_ letter: Data) throws -> Data {
    let text = String(decoding: letter, as: Unicode.ASCII.self)
    let field = try #require(
      text.firstMatch(of: /(?<number>\d+) 0 obj\s*<<(?<entries>[^>]*\/FT \/Sig[^>]*>[^>]*>)\s*>>/))
    let size = try #require(text.matches(of: /\/Size (\d+)/).last.flatMap { Int($0.1) })
    return try adding(
      [
        (Int(field.number), "<<\(field.entries)/V \(size) 0 R>>"),
        (size, "<</Type /Sig /Filter /Adobe.PPKLite /Contents <00> /ByteRange [0 1 2 3] /Name (Example Signer)>>"),
      ], to: letter)
  }
}
