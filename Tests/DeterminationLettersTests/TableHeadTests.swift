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
      "Who: A\nCost: 100\nPaid: 40\n\nWho: B\nCost: 100\nPaid: 60\n"
    ),
    // Names and values below column heads stay in their order.
    (
      "<thead><tr><th>K</th><th>V</th><th>K2</th><th>V2</th></tr></thead><tbody><tr><th scope=\"row\">Name</th><td>Anna</td><th scope=\"row\">Age</th><td>33</td></tr></tbody>",
      "K: Name\nV: Anna\nK2: Age\nV2: 33\n"
    ),
    // The head of a row stands alone where values say the heads of its columns.
    (
      "<tr><th>Item</th><th>Price</th></tr><tr><td>Pen</td><td>1</td></tr><tr><th scope=\"row\">All</th><td>1</td></tr>",
      "Item: Pen\nPrice: 1\n\nAll\nPrice: 1\n"
    ),
    // A head that goes down to a row of data stands in it, and is the label of the values below.
    (
      "<tr><th rowspan=\"2\">Alpha</th><th>Beta</th></tr><tr><td>x</td></tr><tr><td>y</td><td>z</td></tr>",
      "Alpha\nBeta: x\n\nAlpha: y\nBeta: z\n"
    ),
    // The head of a column without values is said once.
    (
      "\(item)<tr><td>Pen</td><td></td></tr><tr><td>Ink</td><td></td></tr>",
      "Item: Pen\nPrice:\n\nItem: Ink\n"
    ),
    // So is one that only a cell over all columns stands below.
    ("\(item)<tr><td colspan=\"2\">Nothing was bought.</td></tr>", "Nothing was bought.\n\nItem\nPrice\n"),
    // A row of heads with an empty corner is a row of heads.
    (
      "<thead><tr><td></td><th>Q1</th><th>Q2</th></tr></thead><tbody><tr><th>Paid</th><td>1</td><td>2</td></tr></tbody><tbody><tr><td></td><th scope=\"col\">Q3</th><th scope=\"col\">Q4</th></tr><tr><th>Paid</th><td>3</td><td>4</td></tr></tbody>",
      "Paid\nQ1: 1\nQ2: 2\n\nPaid\nQ3: 3\nQ4: 4\n"
    ),
    // Where links in heads lead is said once.
    (
      "<tr><th scope=\"row\"><a href=\"https://lab.org/\">Lab</a></th><td>A</td></tr><tr><th scope=\"row\">Tel</th><td>1</td></tr>",
      "Lab <https://lab.org/> A\nTel                    1\n"
    ),
    (
      "<tr><th><a href=\"https://lab.org/\">Lab</a></th><th>Tel</th></tr><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr>",
      "Lab <https://lab.org/>: A\nTel: 1\n\nLab: B\nTel: 2\n"
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
    // A row of heads with an empty corner; a head of several rows; a group; two levels of heads.
    let corner =
      "<thead><tr><td rowspan=\"2\"></td><th colspan=\"2\">2025</th></tr><tr><th>Q1</th><th>Q2</th></tr></thead>"
    let paid = "<tr><th rowspan=\"2\">Paid</th><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>"
    #expect(try heads("\(corner)<tbody>\(paid)</tbody>") == [[], [], [], [], []])
    let parts = ["One", "Two"].map { "<tr><th colspan=\"3\">\($0)</th></tr>\(paid)" }.joined()
    #expect(
      try heads("\(corner)<tbody>\(parts)</tbody>") == [[]]
        + ["One", "Two"].flatMap { part in
          ["Q1", "Q2", "Q1", "Q2"].map { ["Paid", "2025", $0, part] }
        })
    // The same without `thead`.
    let names = "<tr><td></td><th scope=\"col\">Jan</th></tr>"
    let part = "<tr><th colspan=\"2\">One</th></tr><tr><th scope=\"row\">Paid</th><td>1</td></tr>"
    #expect(try heads(names + part) == [[], []])
    let later = "<tr><td></td><th scope=\"col\">May</th></tr><tr><th scope=\"row\">Paid</th><td>2</td></tr>"
    #expect(try heads(names + part + later) == [[], ["Paid", "Jan", "One"], [], ["Paid", "May"]])
    // A cell of several rows has the heads of all of them.
    let shared =
      "<tr><th scope=\"row\">A</th><td rowspan=\"2\">1</td></tr><tr><th scope=\"row\">B</th></tr>"
    #expect(
      try heads(
        "<thead>\(Self.item)</thead><tbody><tr><th colspan=\"2\">One</th></tr>\(shared)<tr><th colspan=\"2\">Two</th></tr>\(shared)</tbody>"
      )
        == [["A", "Price", "One", "B"], ["A", "Price", "Two", "B"]])
    // A name heads what follows it up to the next name; a name of several rows heads all of them.
    #expect(
      try heads(
        "<tr><th rowspan=\"2\" scope=\"row\">A</th><th scope=\"row\">n</th><td>1</td><th scope=\"row\">m</th><td>2</td></tr><tr><th scope=\"row\">o</th><td>3</td><th scope=\"row\">p</th><td>4</td></tr>"
      ) == [["A", "n"], ["A", "m"], ["A", "o"], ["A", "p"]])
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

  @Test(
    "a space at the end of a link stands behind its address in plain text",
    arguments: ["the page ", "<strong>the page</strong> ", "<strong>the page </strong>", "the <em>page </em>"])
  func linkSpace(words: String) throws {
    let link = "See <a href=\"https://a.example/x\">\(words)</a>for more."
    let text = "See the page <https://a.example/x> for more."
    #expect(try letter("<p>\(link)</p>").text() == text + "\n")
    #expect(try letter("<table><tr><th>\(link)</th><td>x</td></tr></table>").text() == text + " x\n")
  }
}
