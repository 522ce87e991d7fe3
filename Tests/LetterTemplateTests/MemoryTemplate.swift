import Diagnostics
import JSONText
import LetterDocument
import LetterTemplate

/// A template set that exists in memory only: a letter body around which everything else is valid.
struct MemoryTemplate {
  var files: [String: String] = [
    "manifest.json": """
    {"name": "test", "version": "1.0.0", "summary": "a test", "language": "en-US", "issuer": "Office", "includes": ["../common"]}
    """,
    "../common/letter.css": "th, .w { width: 50pt }",
    "schema.json": """
    {"type": "object", "additionalProperties": false, "required": ["name", "items", "day", "basis"],
     "properties": {
      "name": {"type": "string", "minLength": 1},
      "nickname": {"type": "string", "minLength": 1},
      "day": {"type": "string", "format": "date"},
      "office": {"type": "object", "required": ["town"], "properties": {"town": {"type": "string"}, "year": {"type": "integer"}}},
      "items": {"type": "array", "items": {"type": "object", "required": ["title", "tags"],
        "properties": {"title": {"type": "string"}, "tags": {"type": "array", "items": {"type": "string"}}, "note": {"type": "string"}}}},
      "basis": {"oneOf": [{"type": "string"}, {"type": "object", "required": ["book"], "properties": {"book": {"type": "string"}}}]}
     }}
    """,
  ]

  /// Files that are no text, such as pictures.
  var binaries: [String: [UInt8]] = [:]

  init(body: String, files more: [String: String] = [:]) {
    files["letter.html"] = "<title>Test</title><body>\(body)</body>"
    files.merge(more) { $1 }
  }

  func load() throws(Findings) -> TemplateSet {
    try TemplateSet(
      files: TemplateFiles(
        folders: ["set"],
        contents: { [files, binaries] path, _ throws(Findings) in
          let name = path.hasPrefix("set/") ? String(path.dropFirst(4)) : "../" + path
          return binaries[name] ?? files[name].map { Array($0.utf8) }
        },
        list: { [files] folder throws(Findings) in Self.entries(of: folder, in: Array(files.keys)) }
      ))
  }

  /// The names in a folder, those of folders inside it too; nil if there is no such folder.
  private static func entries(of folder: String, in files: [String]) -> [String]? {
    if folder == "common" { return [] }
    let prefix = folder == "set" ? "" : String(folder.dropFirst(4)) + "/"
    let inside = files.filter { $0.hasPrefix(prefix) && !$0.hasPrefix("../") }.map { $0.dropFirst(prefix.count) }
    let names = Set(inside.compactMap { $0.split(separator: "/").first.map(String.init) })
    return names.isEmpty ? nil : names.sorted()
  }

  /// What is wrong with the set.
  var findings: [Finding] {
    do throws(Findings) {
      _ = try load()
      return []
    } catch {
      return error.all
    }
  }

  static let data = #"""
    {"name": "Ada", "day": "2016-11-09", "basis": {"book": "B"},
     "items": [{"title": "one", "tags": ["x", "y", "z"]}, {"title": "two", "tags": ["q"], "note": "n"}]}
    """#

  /// The words of the merged letter: blocks separated by “ | ”, line breaks as “ / ”.
  func merged(_ data: String = MemoryTemplate.data) throws(Findings) -> String {
    let set = try load()
    let document = try JSONDocument(parsing: SourceText(name: "case.json", text: data))
    let findings = set.schema.validate(document)
    guard !findings.hasErrors else { throw findings }
    return try set.merge(document).blocks.map(words).joined(separator: " | ")
  }

  private func words(_ block: Block) -> String {
    switch block {
    case .section(let inner), .division(let inner): inner.blocks.map(words).joined(separator: " | ")
    case .heading(let level, let paragraph): "#\(level) " + words(paragraph.inlines)
    case .paragraph(let paragraph): words(paragraph.inlines)
    case .table(let table):
      table.rows.map { $0.cells.map { words($0.content.inlines) }.joined(separator: " & ") }.joined(separator: " \\ ")
    case .list(let list):
      "("
        + list.items.map { item in
          let content =
            switch item.content {
            case .inlines(let inlines): words(inlines)
            case .blocks(let blocks): blocks.map(words).joined(separator: " | ")
            }
          return [item.marker, content].compactMap(\.self).joined(separator: " ")
        }.joined(separator: "; ") + ")"
    case .image(let image): "[\(image.alternateText ?? "")]"
    case .rule: "---"
    case .marked(_, let block): words(block)
    }
  }

  private func words(_ inlines: [Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): text.string
      case .span(.strong, _, let inner): "*\(words(inner))*"
      case .span(.emphasis, _, let inner): "_\(words(inner))_"
      case .span(.link(let target, _), _, let inner): "\(words(inner))<\(target)>"
      case .span(_, _, let inner): words(inner)
      case .lineBreak: "/"
      case .counter(let counter): "{\(counter.rawValue)}"
      }
    }.joined()
  }
}
