/// Writes letters at random in the language of template sets: all elements wherever they may stand. The sets always load. The same seed
/// gives the same set.
struct LanguageGenerator: SeededGenerator {
  var state: UInt64
  /// The level of the last heading.
  private var level = 0
  /// Whether the last block asks to stay with the next one.
  private var keepsNext = true
  private var words = 0

  init(seed: UInt64) { state = (seed &+ 17) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// The files of a set, and the names of its pictures.
  mutating func set() -> [String: String] {
    let content = blocks(2 + next(below: 8), depth: 0)
    return [
      "manifest.json":
        #"{"name": "random", "version": "1.0.0", "summary": "s", "language": "en", "issuer": "Office", "includes": ["../common"]}"#,
      "schema.json": #"{"type": "object", "properties": {}}"#,
      "letter.html": """
      <title>Letter</title>
      <body>
      <div class="head"><p>Head {{@page}}/{{@pages}}</p></div>
      <div class="to"><p>Address<br>line</p></div>
      <h1 id="top">Start</h1>
      \(content)</body>
      """,
      "../common/letter.css": stylesheet(),
    ]
  }

  // MARK: Blocks

  private mutating func blocks(_ count: Int, depth: Int) -> String {
    (0..<count).map { _ in block(depth: depth) }.joined(separator: "\n")
  }

  private mutating func block(depth: Int) -> String {
    let kept = keepsNext
    keepsNext = false
    switch next(below: depth > 2 ? 9 : 16) {
    case 0, 1, 2, 3: return "<p\(style(kept, ["in", "out", "box", "right"]))>\(inlines(depth: 0))</p>"
    case 4: return heading(kept)
    case 5: return "<ul\(marks())>\(items(depth: depth))</ul>"
    case 6: return "<ol class=\"\(one(of: ["on", "abc", "roman", "plain"]))\">\(items(depth: depth))</ol>"
    case 7, 8: return table()
    case 9:
      keepsNext = kept
      return "<hr>"
    case 10:
      keepsNext = kept
      return "<img class=\"pic\" src=\"a.png\" alt=\"\(chance(50) ? "A picture" : "")\">"
    case 11, 12:
      let style = style(kept, ["box", "whole"])
      keepsNext = kept
      return "<section\(style)>\(blocks(1 + next(below: 4), depth: depth + 1))</section>"
    default:
      let style = style(kept, ["box", "in", "whole"])
      keepsNext = kept
      return "<div\(style)\(marks())>\(blocks(1 + next(below: 3), depth: depth + 1))</div>"
    }
  }

  private mutating func heading(_ kept: Bool) -> String {
    level = 1 + next(below: min(level + 1, 6))
    keepsNext = true
    return "<h\(level)\(style(kept, ["right"]))>Heading \(text(1 + next(below: 4)))</h\(level)>"
  }

  /// A class, or a forced page break where nothing must stay together.
  private mutating func style(_ kept: Bool, _ classes: [String]) -> String {
    if !kept, chance(4) { return " class=\"page\"" }
    return chance(45) ? " class=\"\(one(of: classes))\"" : ""
  }

  private mutating func marks() -> String { chance(15) ? " lang=\"\(one(of: ["es", "fr", "de-AT"]))\"" : "" }

  private mutating func items(depth: Int) -> String {
    (0..<1 + next(below: 4)).map { _ in
      if chance(65) { return "<li\(marks())>\(inlines(depth: 1))</li>" }
      let inner = (0..<1 + next(below: 2)).map { _ in
        depth < 2 && chance(40) ? "<ul>\(items(depth: depth + 1))</ul>" : "<p>\(inlines(depth: 1))</p>"
      }.joined()
      return "<li>\(inner)</li>"
    }.joined()
  }

  // MARK: Tables

  private mutating func table() -> String {
    let columns = 1 + next(below: 3)
    let caption = chance(40) ? "<caption>Caption \(text(3))</caption>" : ""
    let hasHead = chance(60)
    let head =
      hasHead ? "<thead><tr>\((0..<columns).map { _ in "<th>\(text(1))</th>" }.joined())</tr></thead>" : ""
    var rows = ""
    var count = 0
    while count < 1 + next(below: 9) {
      count += 1
      if columns > 1, chance(15) {
        rows += "<tr><th rowspan=\"2\">\(text(2))</th>\(cells(columns - 1))</tr><tr>\(cells(columns - 1))</tr>"
      } else if columns > 1, chance(15) {
        rows += "<tr><th>\(text(1))</th><td colspan=\"\(columns - 1)\">\(text(6))</td></tr>"
      } else {
        rows += "<tr\(chance(20) ? " class=\"split\"" : "")><th>\(text(1))</th>\(cells(columns - 1))</tr>"
      }
    }
    return "<table\(marks())>\(caption)\(head)\(hasHead ? "<tbody>\(rows)</tbody>" : rows)</table>"
  }

  private mutating func cells(_ count: Int) -> String {
    (0..<count).map { _ in
      let content = chance(75) ? inlines(depth: 1) : "<p>\(text(3))</p><ul><li>\(text(2))</li></ul>"
      return "<td class=\"\(one(of: ["top", "middle", "bottom"]))\">\(content)</td>"
    }.joined()
  }

  // MARK: Text

  private mutating func inlines(depth: Int) -> String {
    (0..<1 + next(below: 4)).map { _ in
      switch next(below: depth > 1 ? 2 : 8) {
      case 0, 1, 2: return text(1 + next(below: 20))
      case 3: return "<strong>\(inlines(depth: depth + 1))</strong>"
      case 4: return "<em>\(text(3))</em>"
      case 5: return "<span\(marks())>\(text(2))</span>"
      case 6: return "\(text(2))<br>\(text(2))"
      default:
        return "<a href=\"\(one(of: ["#top", "https://example.org/a?b=(c)", "tel:1"]))\">\(text(4))</a>"
      }
    }.joined(separator: " ")
  }

  /// Words that are all different, so that none can be lost or doubled unseen.
  private mutating func text(_ count: Int) -> String {
    (0..<count).map { _ in
      words += 1
      return one(of: ["knee", "“of”", "§", "naïve", "a-b", "–", "request", "W"]) + String(words)
    }.joined(separator: " ")
  }

  // MARK: Style

  private mutating func stylesheet() -> String {
    let (width, height) = one(of: [(320, 300), (420, 420), (612, 792), (595, 842)])
    return """
      @page { size: \(width)pt \(height)pt; margin: 60pt 30pt 40pt; @top-left { content: element(head) }
        @bottom-center { content: "Page " counter(page) " of " counter(pages); font: 8pt "Liberation Sans" } }
      @page :first { margin-top: \(one(of: [60, 110]))pt; @top-left { content: element(to); padding: 20pt 0 0; vertical-align: top } }
      .head { position: running(head) } .to { position: running(to) }
      body { font: \(one(of: [9, 11, 12]))pt/\(one(of: ["1.2", "1.3", "1.5"])) "Liberation Serif"; counter-reset: list-item }
      p, ul, ol, table { margin-bottom: \(one(of: [0, 4, 9]))pt }
      h1, h2, h3, h4, h5, h6 { margin: 6pt 0 3pt }
      .in { margin-left: 12pt; text-indent: 14pt } .out { padding-left: 14pt; text-indent: -14pt }
      .box { border: 1pt solid #444; padding: 4pt; background-color: #f4f4f4; margin: 3pt 0 } .right { text-align: right }
      .whole { break-inside: avoid } .page { break-before: page }
      ol.on { counter-reset: none } .abc { list-style-type: lower-alpha } .roman { list-style-type: upper-roman }
      .plain { list-style-type: none }
      table { width: \(one(of: [70, 100]))% } th, td { border: 0.5pt solid #000; padding: 1pt 3pt }
      .top { vertical-align: top } .middle { vertical-align: middle } .bottom { vertical-align: bottom }
      .split { break-inside: auto } .pic { width: 40pt } hr { margin: 4pt 0 }
      """
  }
}
