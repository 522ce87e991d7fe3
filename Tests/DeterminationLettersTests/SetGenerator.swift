import JSONText
import LetterTemplate

/// Makes template sets and case files at random: elements, styles and texts that mostly fit and sometimes do not. The same seed gives the
/// same set and case.
struct SetGenerator: SeededGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  // MARK: Template sets

  static let schema = """
    {"type": "object", "required": ["name", "items", "day"], "additionalProperties": false, "properties": {
      "name": {"type": "string"}, "note": {"type": "string", "minLength": 1}, "day": {"type": "string", "format": "date"},
      "kind": {"enum": ["a", "b"]},
      "items": {"type": "array", "items": {"type": "object", "required": ["title"], "properties": {
        "title": {"type": "string"}, "tags": {"type": "array", "items": {"type": "string"}}}}}}}
    """

  /// The files of a set.
  mutating func set() -> [String: String] {
    let body = blocks(depth: 0, context: .root)
    let head = chance(80) ? "<h1>Letter of {{name}}</h1>\n" : ""
    let title = one(of: ["Letter", "{{name}}", "{{#if note}}{{note}}{{/if}}", "Letter of {{date day \"MM/dd/yyyy\"}}"])
    return [
      "manifest.json":
        #"{"name": "random", "version": "1.0.0", "summary": "s", "language": "en", "issuer": "Office", "includes": ["../common"]}"#,
      "schema.json": Self.schema,
      "letter.html": "<title>\(title)</title>\n<body>\n\(head)\(body)</body>\n",
      // In an included folder, so that rules may be spare.
      "../common/letter.css": stylesheet(),
    ]
  }

  private enum Context { case root, item }

  private mutating func blocks(depth: Int, context: Context) -> String {
    (0..<1 + next(below: 4)).map { _ in block(depth: depth, context: context) }.joined(separator: "\n")
  }

  private mutating func block(depth: Int, context: Context) -> String {
    switch next(below: depth > 2 ? 5 : 10) {
    case 0, 1, 2: return "<p\(style())>\(words(context))</p>"
    case 3: return "<h2\(style())>\(words(context))</h2>"
    case 4: return chance(60) ? table(context) : "<p\(style())>\(words(context))</p>"
    case 5: return "<section>\(blocks(depth: depth + 1, context: context))</section>"
    case 6 where context == .root:
      return "{{#each items}}\(blocks(depth: depth + 1, context: .item)){{else}}<p>none</p>{{/each}}"
    case 7 where context == .root:
      return "{{#if \(one(of: ["note", "kind", "items"]))}}\(blocks(depth: depth + 1, context: context)){{/if}}"
    case 8 where context == .root:
      return "{{#if (eq kind \"a\")}}<h1>A</h1>{{else}}\(words(context) == "" ? "" : "<p>b</p>"){{/if}}"
    default: return "<p\(style())><strong\(style())>\(words(context))</strong> \(words(context))</p>"
    }
  }

  private mutating func style() -> String { chance(50) ? " class=\"\(one(of: ["a", "b", "c"]))\"" : "" }

  private mutating func words(_ context: Context) -> String {
    let value =
      context == .root
      ? one(of: ["{{name}}", "{{day}}", "{{default note \"–\"}}"]) : one(of: ["{{title}}", "{{@root.name}}"])
    return one(of: [
      value, "Words of the template. \(value)", "\(value)<br>\(value)", "Constant", "“Quoted” – \(value) §",
    ])
  }

  private mutating func table(_ context: Context) -> String {
    let columns = 1 + next(below: 3)
    func cells(_ generator: inout SetGenerator, _ count: Int, header: Bool) -> String {
      (0..<count).map { column in
        let name = header || generator.chance(15) ? "th" : "td"
        return "<\(name) class=\"w\(column)\">\(generator.words(context))</\(name)>"
      }.joined()
    }
    var rows = "<tr>\(cells(&self, columns, header: chance(85)))</tr>"
    if chance(50) {
      let count = one(of: [columns, columns, columns, columns, 1, columns + 1])
      rows += "<tr>\(cells(&self, count, header: false))</tr>"
    }
    if context == .root, chance(40) {
      rows += "{{#each items}}<tr><td colspan=\"\(columns)\">{{title}}</td></tr>{{/each}}"
    }
    return "<table>\(rows)</table>"
  }

  private mutating func stylesheet() -> String {
    let size = one(of: [6, 9, 12, 12, 12, 20, 40])
    let leading = size * one(of: [80, 95, 100, 115, 115, 150]) / 100
    let (width, height) = (one(of: [200, 400, 612, 612]), one(of: [60, 200, 792, 792]))
    var text = "@page { size: \(width)pt \(height)pt; margin: \(one(of: [10, 36, 72]))pt \(one(of: [10, 36, 72]))pt; "
    if chance(15) { text += "@bottom-left { content: \"Page \" counter(page) \" of \" counter(pages) \" for\" } " }
    if chance(8) { text += "@bottom-right { content: string(who) } " }
    text += "}\nbody { font: \(size)pt/\(leading)pt \"Liberation Serif\" }\n"
    if chance(90) { text += "p, h1 { string-set: who content() }\n" }
    for name in ["a", "b", "c"] {
      var declarations: [String] = []
      if chance(40) { declarations.append("margin-left: \(one(of: [-40, -10, 5, 60]))pt") }
      if chance(30) { declarations.append("font-size: \(one(of: [5, 10, 14, 50]))pt") }
      if chance(20) { declarations.append("text-align: \(one(of: ["center", "right"]))") }
      if chance(20) { declarations.append("margin-bottom: \(one(of: [3, 20, 300]))pt; margin-break: keep") }
      // Applies to paragraphs and headings; `strong` has no margin, so such sets are refused.
      text += ".\(name) { \(declarations.joined(separator: "; ")) }\n"
    }
    let measure = width - 30
    for column in 0..<3 where chance(95) {
      text +=
        ".w\(column) { width: \(one(of: [measure / 3, measure / 3, 30, 120]))pt; padding: \(one(of: [0, 2, 8]))pt; border: 1pt solid #000 }\n"
    }
    return text
  }

  // MARK: Case files

  mutating func caseFile() -> String {
    var members = ["\"name\": \(text())", "\"day\": \"2016-11-09\""]
    if chance(50) { members.append("\"note\": \(text())") }
    if chance(50) { members.append("\"kind\": \"\(one(of: ["a", "b"]))\"") }
    let items = (0..<one(of: [0, 1, 2, 3, 30])).map { _ in "{\"title\": \(text())}" }
    members.append("\"items\": [\(items.joined(separator: ", "))]")
    return "{\(members.joined(separator: ", "))}"
  }

  private mutating func text() -> String {
    let words = [
      "knee", "request", "-1.25", "2016-11-09", "§", "“quoted”", "x\u{A0}y", "naïve", "½", "\\n",
      "supercalifragilistic", "–", "W",
    ]
    let rare = ["☒", "שלום", "q\u{303}", "\u{FFFC}", "中", "\u{E000}", "—", "a\u{34F}b"]
    if chance(3) { return "\"\(String(repeating: "Wm", count: one(of: [50, 400, 5_000])))\"" }
    if chance(2) { return "\"\(String(repeating: "\\n", count: 70))\"" }
    let count = one(of: [0, 1, 1, 2, 5, 20, 100, 400])
    return "\""
      + (0..<count).map { _ in chance(1) && chance(30) ? one(of: rare) : one(of: words) }.joined(separator: " ") + "\""
  }
}
