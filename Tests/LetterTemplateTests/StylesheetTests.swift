import Diagnostics
import JSONText
import LetterDocument
import LetterTemplate
import Testing

@Suite("Stylesheets")
struct StylesheetTests {
  private func set(_ css: String, body: String = "<p class=\"a\">x</p>") throws -> (Style, TemplateSet) {
    let set = try MemoryTemplate(body: body, files: ["letter.css": css]).load()
    return (try #require(set.styles.first), set)
  }

  @Test("cascade: later rules win, classes weigh more than names")
  func cascades() throws {
    let (style, _) = try set(
      "p.a { margin-top: 1pt } p { margin-top: 2pt; margin-left: 3pt } .a { margin-left: 4pt } p { orphans: 3 }")
    #expect(style.margin.top == 1)
    #expect(style.margin.left == 4)
    #expect(style.orphans == 3)
  }

  @Test("inherit what CSS inherits, from the body down")
  func inherits() throws {
    let (style, _) = try set("body { font: bold 10pt/12pt \"Liberation Sans\"; text-align: right } p.a { orphans: 2 }")
    #expect(style.isBold && style.fontSize == 10 && style.lineHeight == 12 && style.fontFamily == "Liberation Sans")
    #expect(style.alignment == .right)
    #expect(style.margin == Edges())
  }

  @Test("reset what the shorthand font does not say, if it comes later in the cascade")
  func resetsFonts() throws {
    let (late, _) = try set("p { line-height: 30pt; font-weight: bold } .a { font: 10pt \"Liberation Serif\" }")
    #expect(!late.isBold && late.lineHeight == 11.5 && late.fontSize == 10)
    let (early, _) = try set(".a { font: 10pt \"Liberation Serif\"; font-weight: bold; line-height: 30pt }")
    #expect(early.isBold && early.lineHeight == 30)
    let (size, _) = try set(".a { font-size: 20pt; font: 10pt \"Liberation Serif\" }")
    #expect(size.fontSize == 10)
  }

  @Test(
    "read escapes in texts (CSS Syntax 3 §4.3.7)",
    arguments: [
      (#""a\2192 b""#, "a→b"), (#""a\0021b ""#, "aț"), (#""\201C q\201D""#, "“q”"), (#""a\"b""#, "a\"b"),
      (#""a\\b""#, "a\\b"),
      (#""a\A b""#, "a b"), (#""a\é b""#, "aé b"), ("\"a\\\nb\"", "ab"), (#""\000021 b""#, "!b"),
      (#""\0000212""#, "!2"),
    ])
  func escapes(value: String, text: String) throws {
    let (_, set) = try set("@page { @bottom-left { content: \(value) } }", body: "<p>x</p>")
    #expect(set.page.boxes.first?.content == .pieces([.literal(text)]))
  }

  @Test("give a rule without a border the colour of its text")
  func colorsRules() throws {
    let (_, own) = try set("hr { color: #800000 }", body: "<p>x</p><hr>")
    #expect(own.styles.last?.border.top.color == Color(red: 0x80, green: 0, blue: 0))
    let (_, other) = try set("hr { color: #800000; border-top: 1pt solid #000080 }", body: "<p>x</p><hr>")
    #expect(other.styles.last?.border.top.color == Color(red: 0, green: 0, blue: 0x80))
  }

  @Test("read absolute units")
  func readsUnits() throws {
    let (style, _) = try set("p.a { margin: 1in 2pc 25.4mm 2.54cm }")
    #expect(style.margin == Edges(top: 72, right: 24, bottom: 72, left: 72))
    let (_, table) = try set(
      "th.a { width: 2in; padding: 4px 0 }", body: "<table><tr><th class=\"a\">x</th></tr></table>")
    let cell = try #require(table.styles.first { $0.width != nil })
    #expect(cell.padding == Edges(top: 3, right: 0, bottom: 3, left: 0) && cell.width == 144)
  }

  @Test("set the page and its running feet")
  func setsPages() throws {
    let (_, set) = try set(
      """
      @page { size: 100pt 200pt; margin: 10pt 20pt;
        @bottom-right { content: string(who) " · " counter(page) "/" counter(pages); font: 8pt/9pt "Liberation Serif" } }
      .a { string-set: who content() }
      """)
    #expect((set.page.width, set.page.height) == (100, 200))
    #expect(set.page.margin == Edges(top: 10, right: 20, bottom: 10, left: 20))
    let foot = try #require(set.page.boxes.first)
    #expect(foot.position == MarginBox.Position(isTop: false, side: .right))
    #expect(foot.content == .pieces([.namedString("who"), .literal(" · "), .pageNumber, .literal("/"), .pageCount]))
    #expect(set.styles[foot.style.index].fontSize == 8)
    #expect(set.styles[foot.style.index].alignment == .right)
  }

  @Test(
    "are refused where they cannot be followed",
    arguments: [
      ("p { colour: #000000 }", FindingCode.unknownProperty, "p { ", nil),
      ("p { margin-botom: 1pt }", .unknownProperty, "p { ", "did you mean “margin-bottom”?"),
      ("p { margin: 1ex }", .badPropertyValue, "p { margin: ", "pt"),
      ("p { margin: 5% }", .badPropertyValue, "p { margin: ", nil),
      ("p { margin-top: bold }", .badPropertyValue, "p { margin-top: ", nil),
      ("p { font-size: 0 }", .badPropertyValue, "p { font-size: ", nil),
      ("td { border: 1pt dotted #000 }", .badPropertyValue, "td { border: ", nil),
      ("p { background-color: grau }", .badPropertyValue, "p { background-color: ", nil),
      ("p { orphans: 1.5 }", .badPropertyValue, "p { orphans: ", nil),
      ("section > p { }", .badSelector, "", "inside"),
      ("section p { }", .unmatched, "", nil),
      ("pp { }", .badSelector, "", "did you mean “p”?"),
      ("p:first { }", .badSelector, "", nil),
      ("p { margin 1pt }", .stylesheetSyntax, "p { ", nil),
      ("p { margin: 1pt", .stylesheetSyntax, "p { margin: 1pt", nil),
      ("} p { }", .stylesheetSyntax, "", nil),
      ("@media print { }", .stylesheetSyntax, "", "a letter has one look"),
      ("@page { size: a4x }", .badPropertyValue, "@page { size: ", nil),
      ("@page { @top-middle { content: none } }", .stylesheetSyntax, "@page { ", nil),
      ("p { color: #000; @top-left { content: \"X\" } }", .stylesheetSyntax, "p { color: #000; ", "into @page"),
      (
        "@page { @top-left { content: \"X\"; @top-right { content: \"Y\" } } }", .stylesheetSyntax,
        "@page { @top-left { content: \"X\"; ", "another margin box"
      ),
      ("@page :left { margin-top: 1pt }", .stylesheetSyntax, "@page :", "first"),
      ("@page :first { margin-left: 1pt }", .unknownProperty, "@page :first { ", nil),
      ("@page :first { size: A4 }", .unknownProperty, "@page :first { ", nil),
      ("p { page-break-after: always }", .unknownProperty, "p { ", "break-after"),
      ("p { } @import \"a.css\";", .stylesheetSyntax, "p { } ", "start"),
      ("@page { @bottom-left { content: string(nobody) } }", .badPropertyValue, "@page { ", "string-set"),
      ("p { font-family: Times }", .badPropertyValue, "p { font-family: ", "quotation"),
      ("/* never ends", .stylesheetSyntax, "", nil),
    ] as [(String, FindingCode, String, String?)])
  func refuses(css: String, code: FindingCode, before: String, fix: String?) throws {
    let found = MemoryTemplate(body: "<p>x</p>", files: ["letter.css": css]).findings
    let first = try #require(found.first)
    #expect(first.code == code, "\(first.message)")
    #expect(first.location?.column == before.count + 1)
    if let fix {
      #expect(
        (first.fix ?? "").contains(fix) || first.message.contains(fix), "\(first.message) / \(first.fix ?? "nil")")
    }
  }
}
