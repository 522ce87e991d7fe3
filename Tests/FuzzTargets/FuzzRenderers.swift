import DeterminationLetters
import Digests
import Foundation
import JSONText
import LetterTemplate
import TestSupport

/// Renderers for fuzzing, from memory.
enum FuzzRenderers {
  /// The default set.
  static let reviews = try? LetterRenderer(resources: Resources(folder: Project.root.path))

  private static let files: [String: [UInt8]] = [
    "manifest.json": Array(
      #"{"name": "fuzz", "version": "1.0.0", "summary": "s", "language": "en", "issuer": "Office"}"#.utf8),
    "schema.json": Array(
      """
      {"type": "object", "required": ["name", "items", "day"], "properties": {
        "name": {"type": "string"}, "note": {"type": "string", "minLength": 1}, "day": {"type": "string", "format": "date"},
        "kind": {"enum": ["a", "b"]}, "count": {"type": "integer"},
        "items": {"type": "array", "items": {"type": "object", "required": ["title"], "properties": {
          "title": {"type": "string"}, "tags": {"type": "array", "items": {"type": "string"}}}}}}}
      """.utf8),
    "letter.html": Array("<title>T</title><body><p>{{name}}</p></body>".utf8),
    "letter.css": Array("p { margin-bottom: 6pt }".utf8),
    "_part.html": Array("<p>{{name}}</p>".utf8),
  ]

  /// A small set with other files; nil if it is refused.
  static func set(_ others: [String: [UInt8]]) -> LetterRenderer? {
    var files = files
    files.merge(others) { $1 }
    let shown = files
    let template = try? TemplateSet(
      files: TemplateFiles(
        folders: ["set"],
        contents: { path, _ throws(Findings) in path.hasPrefix("set/") ? shown[String(path.dropFirst(4))] : nil },
        list: { folder throws(Findings) in folder == "set" ? [] : nil }))
    return template.flatMap {
      try? LetterRenderer(
        template: $0, files: TemplateFilesInUse(folder: "set", contents: [:]), fonts: Fonts.library,
        fontDigest: SHA256(of: []))
    }
  }
}
