import Diagnostics
import LetterTemplate
import Testing

/// Declarations on elements where CSS, or this language, gives them no effect. Each is refused at its place, on a class and on a name.
@Suite("Declarations without effect")
struct NoEffectTests {
  /// A property with a value, and elements on which it does nothing.
  static let cases: [(declaration: String, elements: String)] = [
    ("text-decoration: underline", "p section div td li table img h1 caption"),
    ("margin: 1pt", "td th tr strong em span a caption thead tbody"), ("margin-break: keep", "td strong tr"),
    ("padding: 1pt", "table img hr tr strong caption"), ("border: 1pt solid #000", "table img tr strong caption"),
    ("background-color: #fff", "table img hr strong em caption"),
    ("width: 50pt", "p div section ul li tr strong h1 hr"),
    ("vertical-align: bottom", "p tr table img strong li"), ("list-style-type: square", "p table div strong"),
    ("counter-reset: none", "ul li p section"), ("break-before: avoid", "td strong caption"),
    ("break-after: avoid", "th em thead"), ("break-inside: avoid", "td img hr strong"),
    ("position: running(x)", "li td tr strong"), ("string-set: x content()", "div li strong table img"),
    ("border-collapse: collapse", "p td tr"), ("margin-right: 2pt", "table"),
  ]

  /// A body in which the element has the class `x`.
  private func body(_ element: String) -> String {
    let table = { (inner: String) in "<table>\(inner)</table>" }
    let row = "<tr><th>a</th><td>b</td></tr>"
    return switch element {
    case "p", "div", "section", "h1": element == "h1" ? "<h1 class=\"x\">a</h1>" : wrap(element)
    case "ul": "<ul class=\"x\"><li>a</li></ul>"
    case "li": "<ul><li class=\"x\">a</li></ul>"
    case "table": "<table class=\"x\">\(row)</table>"
    case "caption": table("<caption class=\"x\">c</caption>\(row)")
    case "thead": table("<thead class=\"x\"><tr><th>a</th><th>b</th></tr></thead><tbody>\(row)</tbody>")
    case "tbody": table("<thead><tr><th>a</th><th>b</th></tr></thead><tbody class=\"x\">\(row)</tbody>")
    case "tr": table("<tr class=\"x\"><th>a</th><td>b</td></tr>")
    case "th": table("<tr><th class=\"x\">a</th><td>b</td></tr>")
    case "td": table("<tr><th>a</th><td class=\"x\">b</td></tr>")
    case "img": "<img class=\"x\" src=\"a.png\" alt=\"a\">"
    case "hr": "<hr class=\"x\">"
    case "a": "<p><a class=\"x\" href=\"tel:1\">a</a></p>"
    default: "<p><\(element) class=\"x\">a</\(element)></p>"
    }
  }

  private func wrap(_ element: String) -> String {
    element == "p" ? "<p class=\"x\">a</p>" : "<\(element) class=\"x\"><p>a</p></\(element)>"
  }

  @Test("are refused with their place, and the shipped sets have none")
  func refused() {
    var count = 0
    for (declaration, elements) in Self.cases {
      for element in elements.split(separator: " ").map(String.init) {
        count += 1
        for selector in [".x", element] {
          let css = "th { width: 50pt }\n\(selector) { \(declaration) }\n.x { orphans: 2 }"
          let found = MemoryTemplate(body: body(element), files: ["../common/letter.css": css]).findings
          let finding = found.first { $0.code == .noEffect }
          #expect(
            finding?.location?.line == 2 && finding?.location?.column == selector.utf8.count + 4,
            "\(declaration) on \(element): \(found.map(\.message))")
        }
      }
    }
    #expect(count >= 60, "\(count)")
  }

  @Test(
    "that are common in CSS, or meant for other sets, are notes with their place",
    arguments: [
      (#"p { font: 12pt "Liberation Serif", serif }"#, "names no font", 1, 36),
      (#"p { font-family: "Liberation Serif", sans-serif }"#, "names no font", 1, 38),
      ("\np { string-set: topic content() }", "no margin box shows string(topic)", 2, 5),
    ])
  func notes(css: String, message: String, line: Int, column: Int) throws {
    let set = try MemoryTemplate(body: "<p>a</p>", files: ["letter.css": css]).load()
    let note = try #require(set.notes.all.first)
    #expect(set.notes.all.count == 1 && note.severity == .note && note.message.contains(message))
    #expect(note.location?.line == line && note.location?.column == column, "\(note)")
  }

  @Test("on text of a margin box that shows a running element are notes, because the element has its own style")
  func notesOfBoxes() throws {
    let css = """
      @page { @bottom-center { content: element(foot); font: 9pt "Liberation Serif" } }
      .foot { position: running(foot) }
      """
    let set = try MemoryTemplate(body: "<p class=\"foot\">a</p><p>b</p>", files: ["letter.css": css]).load()
    let note = try #require(set.notes.all.first)
    #expect(set.notes.all.count == 1 && note.message.contains("does not take “font” from the box"))
    #expect(note.location?.line == 1 && note.location?.column == 50, "\(note)")
  }

  @Test(
    "are refused if a running element is in no margin box, also if there is no box at all",
    arguments: ["", "@page { @top-left { content: \"x\" } }\n"])
  func refusesHiddenElements(boxes: String) {
    let css = boxes + ".foot { position: running(foot) }"
    let found = MemoryTemplate(body: "<p class=\"foot\">a</p><p>b</p>", files: ["letter.css": css]).findings
    #expect(found.map(\.message) == ["no margin box shows element(foot)"])
  }

  @Test(
    "are refused in margin boxes, and where a later one replaces them",
    arguments: [
      "@page { @top-left { content: \"x\"; text-indent: 2pt } }", "@page { @top-left { content: \"x\"; orphans: 3 } }",
      "@page { @top-left { content: \"x\"; widows: 3 } }", "@page { margin: 90pt; margin: 80pt }",
      "@page :first { margin-top: 90pt; margin-top: 80pt }", "@page { @top-left { content: \"x\"; content: \"y\" } }",
      "@page { @top-left { color: #000; content: \"x\"; color: #111 } }",
    ])
  func refusesInPages(css: String) {
    let found = MemoryTemplate(body: "<p>b</p>", files: ["letter.css": css]).findings
    #expect(found.map(\.code) == [.noEffect], "\(found.map(\.message))")
  }

  @Test("that a margin box uses, or that have only fonts, are no notes")
  func noNotes() throws {
    let css = """
      @page { @bottom-center { content: string(topic) } }
      p { string-set: topic content(); font-family: "Liberation Serif" }
      """
    #expect(try MemoryTemplate(body: "<p>a</p>", files: ["letter.css": css]).load().notes.all.isEmpty)
  }
}
