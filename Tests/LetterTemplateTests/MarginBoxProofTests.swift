import Diagnostics
import JSONText
import LetterDocument
import LetterTemplate
import Testing

/// Running elements are proven in each margin box that shows them.
@Suite("Proofs of margin boxes")
struct MarginBoxProofTests {
  private func findings(_ css: String, _ body: String = "<div class=\"f\"><p>word</p></div><p>a</p>") -> [Finding] {
    MemoryTemplate(body: body, files: ["../common/letter.css": css + " .f { position: running(f) }"]).findings
  }

  private static let (wide, narrow) = ("content: element(f); width: 300pt", "content: element(f); width: 3pt")

  @Test(
    "find boxes without room for a running element, on whatever pages",
    arguments: [
      "@page { @bottom-center { \(narrow) } }",
      "@page { @bottom-center { \(narrow) } } @page :first { @bottom-center { content: \"x\"; width: 300pt } }",
      "@page { @bottom-center { \(wide) } } @page :first { @bottom-center { width: 3pt } }",
      "@page { @bottom-center { \(wide) } @top-left { \(narrow) } }",
      "@page { @top-left { \(narrow) } @bottom-center { \(wide) } }",
    ])
  func findsNarrowBoxes(css: String) {
    let found = findings(css)
    #expect(!found.isEmpty && found.allSatisfy { $0.code == .badLayout }, "\(found.map(\.message))")
  }

  @Test(
    "look only at boxes that show the element",
    arguments: [
      "p { font-size: 20pt } @page { @bottom-center { \(wide) } } @page :first { @bottom-center { content: \"x\"; width: 14pt } }",
      "@page { @bottom-center { content: \"x\"; width: 14pt } } @page :first { @bottom-center { \(wide) } }",
      "@page { @bottom-center { \(wide) } @top-left { \(wide) } }",
      "@page { @bottom-center { \(narrow) } } @page { @bottom-center { width: 300pt } }",
    ])
  func acceptsWideBoxes(css: String) {
    #expect(findings(css).isEmpty, "\(findings(css).map(\.message))")
  }

  @Test("do not look at the box of another element")
  func otherElements() {
    let boxes = "@page { @top-left { \(Self.wide) } @bottom-left { content: element(g); width: 30pt } }"
    let css = boxes + " .g { position: running(g) } .i { margin-left: 100pt }"
    let body = "<div class=\"f\"><p class=\"i\">word</p></div><div class=\"g\"><p>a</p></div><p>a</p>"
    #expect(findings(css, body).isEmpty)
  }

  @Test("count an element as part of the text if the boxes of the first page alone show it in the end")
  func heardElements() {
    let css = """
      @page { @top-left { content: element(f) } } @page { @top-left { content: none } }
      @page :first { @top-left { content: element(f) } }
      """
    #expect(findings(css, "<h2 class=\"f\">a</h2><h1>b</h1>").map(\.code) == [.badStructure])
    #expect(findings(css, "<h1 class=\"f\">a</h1><h2>b</h2>").isEmpty)
  }

  @Test(
    "give a table of a running element the width of the narrowest box, which has its margins outside",
    arguments: [
      ("width: 200pt", "width: 100pt", 50.0), ("width: 200pt; margin-left: -40pt", "", 100),
      ("width: 200pt; margin-left: 40pt", "", 100), ("width: 200pt; padding-left: 20pt", "", 90),
      // The text is 468pt wide.
      ("margin-left: 68pt", "", 200),
    ])
  func tables(box: String, first: String, column: Double) throws {
    let css = """
      @page { @top-left { content: element(f); \(box) } } @page :first { @top-left { \(first) } }
      .f { position: running(f) } th { background-color: #fff }
      """
    let set = try MemoryTemplate(
      body: "<table class=\"f\"><tr><th>a</th><td>b</td></tr></table><p>a</p>", files: ["../common/letter.css": css]
    ).load()
    let letter = try set.merge(JSONDocument(parsing: SourceText(name: "case.json", text: MemoryTemplate.data)))
    guard case .table(let table)? = letter.runningElements.first?.blocks.first else {
      Issue.record("there is no table")
      return
    }
    #expect(table.columns == [column, column])
  }

  @Test("find values and counters where no text is allowed")
  func misplacedValues() {
    for value in ["{{@page}}", "{{@pages}}", "{{name}}"] {
      let found = findings("@page { @bottom-center { \(Self.wide) } }", "<div class=\"f\">\(value)</div><p>a</p>")
      #expect(found.map(\.code) == [.misplacedContent] && found.first?.message == "a value is not allowed here")
      #expect(found.first?.location?.column == 26 + 15)
    }
  }

  @Test(
    "find wishes about page breaks where no page can break",
    arguments: [
      ("break-before: page", "<table><tr><th><p class=\"x\">a</p></th></tr></table>", true),
      ("break-after: page", "<table><tr><th><ul class=\"x\"><li>a</li></ul></th></tr></table>", true),
      ("break-before: page", "<table><tr class=\"x\"><th>a</th></tr></table>", true),
      ("margin-break: keep", "<table><tr><th><p class=\"x\">a</p></th></tr></table>", true),
      ("margin-break: keep", "<table><tr><th><p class=\"x\">a</p></th></tr></table><p class=\"x\">a</p>", false),
      ("break-inside: avoid", "<table><tr><th><div class=\"x\"><p>a</p></div></th></tr></table>", true),
      ("break-after: avoid", "<table><tr><th><p class=\"x\">a</p></th></tr></table>", true),
      ("break-after: avoid", "<table><tr class=\"x\"><th>a</th></tr></table>", false),
      ("break-inside: avoid", "<p class=\"x\">a</p>", false),
      ("break-before: page", "<ul><li><p class=\"x\">a</p></li></ul>", false),
      ("break-before: auto", "<table><tr><th><p class=\"x\">a</p></th></tr></table>", false),
    ])
  func findsBreaks(declaration: String, body: String, isRefused: Bool) {
    let css = ".x { \(declaration) }"
    let found = MemoryTemplate(body: "<p>a</p>" + body, files: ["letter.css": css]).findings
    #expect(found.map(\.code) == (isRefused ? [.noEffect] : []), "\(found.map(\.message))")
    if isRefused { #expect(found.first?.location?.column == 6) }
  }

  @Test("find page breaks in running elements", arguments: ["f", "x"])
  func findsBreaksInBoxes(name: String) {
    let css = "@page { @bottom-center { \(Self.wide) } }\n.\(name) { break-before: page } .x { orphans: 2 }"
    let found = findings(css, "<div class=\"f\"><p class=\"x\">word</p></div><p>a</p>")
    #expect(found.map(\.code) == [.noEffect] && found.first?.location?.line == 2, "\(found.map(\.message))")
  }
}
