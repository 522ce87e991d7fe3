import DeterminationLetters
import Foundation
import TestSupport
import Testing
import Typesetting

/// Which heads the cells of a table have, in plain text and in the structure of the PDF, and where its heads stand on pages.
@Suite("Heads of tables")
struct TableHeadTests {
  private static let sheet =
    "@page { size: 400pt 300pt; margin: 40pt } body { font: 12pt/14pt \"Liberation Serif\" }"

  private func letter(_ body: String, _ css: String = "") throws -> RenderedLetter {
    let files = [
      "manifest.json":
        #"{"name": "set", "version": "1.0.0", "summary": "Tables", "language": "en", "issuer": "Example Board"}"#,
      "schema.json": #"{"type": "object", "additionalProperties": false, "properties": {}}"#,
      "letter.html": "<title>Tables</title><body>\(body)</body>", "letter.css": Self.sheet + css,
    ]
    return try Renderers.renderer(files: files.mapValues { Array($0.utf8) })
      .render(SourceText(name: "case.json", text: "{}"))
  }

  private static let item = "<tr><th>Item</th><th>Price</th></tr>"
  private static let pen = "<tr><td>Pen</td><td>1</td></tr>"
  private static let name = "<tr><th>Name</th><th>Phone</th></tr>"
  private static let anna = "<tr><td>Anna</td><td>555</td></tr>"

  static let texts: [(table: String, text: String)] = [
    // Later heads replace the first ones (PDF 32000-1 table 349: a column head is for the rest of its column; HTML: up to the next one).
    (item + pen + name + anna, "Item: Pen\nPrice: 1\n\nName: Anna\nPhone: 555\n"),
    (
      "<thead>\(item)</thead><tbody>\(pen)</tbody><tbody>\(name)\(anna)</tbody>",
      "Item: Pen\nPrice: 1\n\nName: Anna\nPhone: 555\n"
    ),
    // Heads may stand in tbody.
    ("<tbody>\(item)\(pen)</tbody>", "Item: Pen\nPrice: 1\n"),
    // The head of a group stands besides those of the columns, and is no label.
    (
      "<thead>\(item)</thead><tbody><tr><th colspan=\"2\">Pens</th></tr>\(pen)</tbody>",
      "Pens\n\nItem: Pen\nPrice: 1\n"
    ),
    // A cell of several rows is said in each of them.
    (
      "<tr><th>Who</th><th>Cost</th><th>Paid</th></tr><tr><th scope=\"row\">A</th><td rowspan=\"2\">100</td><td>40</td></tr><tr><th scope=\"row\">B</th><td>60</td></tr>",
      "A\nCost: 100\nPaid: 40\n\nB\nCost: 100\nPaid: 60\n"
    ),
    // Names and values below column heads stay in their order.
    (
      "<thead><tr><th>K</th><th>V</th><th>K2</th><th>V2</th></tr></thead><tbody><tr><th scope=\"row\">Name</th><td>Anna</td><th scope=\"row\">Age</th><td>33</td></tr></tbody>",
      "Name\nV: Anna\nAge\nV2: 33\n"
    ),
    // Heads below which no row stands are not lost.
    (item + pen + name, "Item: Pen\nPrice: 1\n\nName\nPhone\n"),
  ]

  @Test("are those of their own rows in plain text, and no word is lost", arguments: texts.indices)
  func text(index: Int) throws {
    let (table, text) = Self.texts[index]
    #expect(try letter("<table>\(table)</table>").text() == text)
  }

  /// The words of the heads that each cell of data names.
  private func heads(_ table: String) throws -> [[String]] {
    let letter = try letter("<table>\(table)</table>").typeset()
    var words: [Int: String] = [:]
    for run in letter.pages.flatMap(\.lines).flatMap({ letter.runs[$0.runs] }) {
      guard let element = run.element else { continue }
      words[element, default: ""].unicodeScalars += letter.glyphs[run.glyphs].compactMap {
        Unicode.Scalar($0.character)
      }
    }
    return letter.elements.compactMap { element in
      guard case .dataCell(_, let headers) = element.kind else { return nil }
      return headers.map { words[$0] ?? "" }
    }
  }

  @Test("are named by the cells where scopes say too much: replaced heads, groups, names and values")
  func named() throws {
    // Scopes are enough.
    #expect(try heads(Self.item + Self.pen) == [[], []])
    #expect(try heads(Self.item + Self.pen + Self.name + Self.anna) == [["Item"], ["Price"], ["Name"], ["Phone"]])
    let groups = ["One", "Two"].map { "<tr><th colspan=\"2\">\($0)</th></tr>" + Self.pen }.joined()
    #expect(
      try heads("<thead>\(Self.item)</thead><tbody>\(groups)</tbody>") == [
        ["Item", "One"], ["Price", "One"], ["Item", "Two"], ["Price", "Two"],
      ])
    #expect(
      try heads(
        "<tr><th>K</th><th>V</th><th>L</th><th>W</th></tr><tr><th scope=\"row\">Name</th><td>Anna</td><th scope=\"row\">Age</th><td>33</td></tr>"
      ) == [["Name", "V"], ["Age", "W"]])
    let folder = try TemporaryFolder()
    let file = folder.file("letter.pdf")
    try Data(letter("<table><thead>\(Self.item)</thead><tbody>\(groups)</tbody></table>").pdf()).write(to: file)
    #expect(try PDFTools.lostHeaders(of: file.path) == [])
  }

  @Test("of groups never stand alone at the foot of a page", arguments: 1...16)
  func stayWithRows(rows: Int) throws {
    let pens = String(repeating: Self.pen, count: rows)
    let body =
      "<table><thead>\(Self.item)</thead><tbody>\(pens)<tr><th colspan=\"2\">Group</th></tr><tr><th colspan=\"2\">Part</th></tr>\(pens)</tbody></table>"
    let folder = try TemporaryFolder()
    let file = folder.file("letter.pdf")
    try Data(letter(body).pdf()).write(to: file)
    for page in try PDFTools.text(of: file.path).split(separator: "\u{C}") {
      let last = page.split(separator: "\n").last
      #expect(last != "Group" && last != "Part", "\(page)")
    }
  }

  @Test(
    "lists go on where the list before ended, or where their own kind did if the body has a counter",
    arguments: [
      ("", "1. a\n2. b\n\n3. c\n\n4. d\n"), ("body { counter-reset: list-item }", "1. a\n2. b\n\n1. c\n\n2. d\n"),
    ])
  func lists(css: String, text: String) throws {
    let body = "<ol><li>a</li><li>b</li></ol><ol class=\"on\"><li>c</li></ol><ol class=\"on\"><li>d</li></ol>"
    #expect(try letter(body, ".on { counter-reset: none }" + css).text() == text)
  }

  @Test("numbers that an alphabet does not have are written in digits")
  func alphabet() throws {
    let body = "<ol start=\"0\"><li>zero</li><li>one</li></ol>"
    #expect(try letter(body, "ol { list-style-type: lower-alpha }").text() == "0. zero\na. one\n")
  }

  @Test("a space at the end of a link stands behind its address in plain text")
  func linkSpace() throws {
    let body = "<p>See <a href=\"https://a.example/x\">the page </a>for more.</p>"
    #expect(try letter(body).text() == "See the page <https://a.example/x> for more.\n")
  }
}
