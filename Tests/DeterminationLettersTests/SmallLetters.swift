import DeterminationLetters
import Foundation
import TestSupport
import Typesetting

/// Letters on small sheets, of sets that are made for each test.
enum SmallLetters {
  private static let page = "@page { size: 400pt 300pt; margin: 40pt } body { font: 12pt/14pt \"Liberation Serif\" } "

  static func renderer(
    _ body: String, _ css: String, _ pictures: [String: [UInt8]] = [:]
  ) throws(Findings) -> LetterRenderer {
    let files = [
      "manifest.json":
        #"{"name": "set", "version": "1.0.0", "summary": "Boxes", "language": "en", "issuer": "Example Board"}"#,
      "schema.json":
        #"{"type": "object", "required": ["text", "rows"], "properties": {"text": {"type": "string", "minLength": 1}, "rows": {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}}}}"#,
      "letter.html": "<title>Boxes</title><body>\(body)</body>", "letter.css": page + css,
    ]
    return try Renderers.renderer(files: files.mapValues { Array($0.utf8) }.merging(pictures) { $1 })
  }

  static func letter(_ renderer: LetterRenderer, text: String = "words", rows: Int = 1) throws -> RenderedLetter {
    let list = (1...rows).map { "\"row \($0)\"" }.joined(separator: ", ")
    return try renderer.render(SourceText(name: "case.json", text: "{\"text\": \"\(text)\", \"rows\": [\(list)]}"))
  }

  static func pages(_ body: String, _ css: String, text: String = "words", rows: Int = 1) throws -> TypesetLetter {
    try letter(renderer(body, css), text: text, rows: rows).typeset()
  }

  static func lines(_ count: Int) -> String { (1...count).map { "line \($0)" }.joined(separator: "\\n") }
}
