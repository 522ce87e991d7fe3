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
        "kind": {"enum": ["a", "b"]}, "count": {"type": "integer"}, "flag": {"type": "boolean"},
        "amount": {"type": "number", "multipleOf": 0.01}, "due": {"type": "string", "format": "date"},
        "items": {"type": "array", "items": {"type": "object", "required": ["title"], "properties": {
          "title": {"type": "string"}, "price": {"type": "number"}, "tags": {"type": "array", "items": {"type": "string"}}}}}}}
      """.utf8),
    "letter.html": Array("<title>T</title><body><p>{{name}}</p></body>".utf8),
    "letter.css": Array("p { margin-bottom: 6pt }".utf8),
    "_part.html": Array("<p>{{name}}</p>".utf8),
    "es/_part.html": Array("{{name}}".utf8),
    "languages/en.json": file("Corpora/language/all.json"),
    "vocabularies/words.json": file("Corpora/vocabulary/all.json"),
  ]

  /// What a language file is used for.
  static let helpers = Array(
    """
    <title>T</title><body><p>{{date day "long"}} {{date day "medium"}} {{date day "numeric"}} {{date day "LLLL EEEE"}}</p>\
    {{#if (and amount count)}}<p>{{number amount decimals=2}} {{money amount "USD"}} {{plural count one="a" few="b" other="c"}}</p>{{/if}}\
    {{#each items}}{{#if tags}}<p>{{list tags style="and"}}</p>{{/if}}{{/each}}</body>
    """.utf8)

  /// A case that uses all of them.
  static let helperCase = SourceText(
    name: "case.json",
    text: """
      {"name": "n", "day": "2026-03-09", "amount": -1234567.5, "count": 12, "items": [{"title": "t", "tags": ["a", "b", "igloo"]}]}
      """)

  /// A manifest with a rule that uses a vocabulary.
  static let vocabularyManifest = file("Corpora/setManifest/rules.json")

  private static func file(_ path: String) -> [UInt8] {
    (try? Array(Data(contentsOf: Project.root.appending(path: "Tests/FuzzTargets/" + path)))) ?? []
  }

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
        fontFiles: [:])
    }
  }
}
