import Foundation
import LetterDocument
import TestSupport
import Testing
import Typesetting

@Suite("A tagged PDF")
struct PDFTagTests {
  @Test("tags headings, paragraphs, labels, tables and their header cells, and nothing else")
  func tagsStructure() throws {
    var letter = TestLetter()
    letter.addHeading("Title")
    let bold = letter.style { $0.isBold = true }
    let cell = letter.style {
      $0.width = 100
      $0.border = Borders(all: Borders.Side(width: 1))
    }
    let cells = [("Name:", true), ("Ada", false)].map {
      Table.Cell(isHeader: $0.1, content: Paragraph(style: cell, inlines: TestLetter.inlines($0.0)))
    }
    letter.blocks.append(.table(Table(style: bold, columns: cells.map { _ in 100 }, rows: [Table.Row(cells: cells)])))
    letter.blocks.append(
      .section(
        Container(
          style: StyleID(0),
          blocks: [
            .heading(level: 2, Paragraph(style: bold, inlines: TestLetter.inlines("Item"))),
            .paragraph(
              Paragraph(
                style: StyleID(0), inlines: [.strong(bold, TestLetter.inlines("Label:"))] + TestLetter.inlines(" text")
              )),
          ])))
    letter.addFoot([.literal("FOOT")], style: bold)
    try letter.withPDF { path in
      let structure = try PDFTools.structure(of: path)
      let expected = """
        Document
          H1 (block)
            "Title"
          Table
            TR
              TH
                "Name:"
              TD
                "Ada"
          Sect
            H2 (block)
              "Item"
            P (block)
              Span (inline)
                "Label:"
              " text"
        """
      #expect(folded(structure) == folded(expected), "\(structure)")
      #expect(try PDFTools.text(of: path).contains("FOOT"))
    }
  }

  @Test(
    "heads columns with rows of header cells, rows with others, and names the header cells of rows that have several")
  func tagsHeaderCells() throws {
    var letter = TestLetter()
    let cell = letter.style { $0.width = 60 }
    func row(_ cells: [(String, Bool)]) -> Table.Row {
      let scope: Table.Scope = cells.allSatisfy(\.1) ? .column : .row
      return Table.Row(
        cells: cells.map {
          Table.Cell(
            header: $0.1 ? scope : nil, content: Paragraph(style: cell, inlines: TestLetter.inlines($0.0)))
        })
    }
    let rows = [
      row([("A", true), ("B", true), ("C", true), ("D", true)]),
      row([("r", true), ("1", false), ("2", false), ("3", false)]),
      row([("s", true), ("4", false), ("t", true), ("5", false)]),
      // A group and its first row: their scopes say all, and a list of one would hide the column and the group.
      row([("u", true), ("v", true), ("6", false), ("7", false)]),
    ]
    letter.blocks = [.table(Table(style: cell, columns: [60, 60, 60, 60], rows: rows))]
    try letter.withPDF { path in
      let text = String(decoding: try Subprocess.run("qpdf", ["--qdf", path, "-"]).output, as: UTF8.self)
      #expect(text.matches(of: /\/Scope \/Column/).count == 4 && text.matches(of: /\/Scope \/Row/).count == 5)
      // The cells 4 and 5 name s and B, and t and D: a list hides what it does not have, so the heads of the columns are in it.
      #expect(text.matches(of: /\/Headers \[/).count == 2 && text.matches(of: /\/ID \([0-9A-F]{6}\)/).count == 4)
      #expect(try PDFTools.lostHeaders(of: path) == [])
      try PDFTools.expectClean(path)
    }
  }

  @Test("tags pictures and emphasis in the order of the letter")
  func keepsReadingOrder() throws {
    var letter = TestLetter()
    let strong = letter.style { $0.isBold = true }
    let picture = letter.style { $0.width = 50 }
    func paragraph(_ word: String) -> Block {
      .paragraph(
        Paragraph(
          style: strong,
          inlines: TestLetter.inlines(word + " ") + [.strong(strong, TestLetter.inlines("bold"))]
            + TestLetter.inlines(" tail")))
    }
    let png = Data(
      base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg==")
    let image = try PNGImage(Array(#require(png)))
    letter.blocks = [
      paragraph("one"), .image(Image(style: picture, picture: image, alternateText: "seal")), paragraph("two"),
    ]
    try letter.withPDF { path in
      let structure = folded(try PDFTools.structure(of: path)).filter { $0 != "\"\"" }
      #expect(
        structure == [
          "Document", "P", "\"one \"", "Span", "\"bold\"", "\" tail\"", "Figure", "P", "\"two \"", "Span", "\"bold\"",
          "\" tail\"",
        ])
      // The content stream has the same order, which readers without tags follow.
      let words = try PDFTools.text(of: path).split(whereSeparator: \.isWhitespace).map(String.init)
      #expect(words == ["one", "bold", "tail", "two", "bold", "tail"])
    }
  }

  /// Structure types and texts without poppler's attribute listings.
  private func folded(_ structure: String) -> [String] {
    structure.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.hasPrefix("/") && !$0.isEmpty }
      .map { $0.replacingOccurrences(of: " (block)", with: "").replacingOccurrences(of: " (inline)", with: "") }
      .map { $0.replacingOccurrences(of: ":$", with: "", options: .regularExpression) }
  }
}
