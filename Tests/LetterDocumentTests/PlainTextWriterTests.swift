import LetterDocument
import TestSupport
import Testing

@Suite("Plain text")
struct PlainTextWriterTests {
  private let style = StyleID(0)

  private func text(_ string: String) -> Inline { .text(Text(string, origin: .data(offset: 0, scalars: 0))) }

  private func write(_ blocks: [Block], width: Int = 80) -> String {
    let letter = Letter(
      language: "en", titleTexts: [Text("t", origin: .template(source: 0, offset: 0))], issuer: "i", blocks: blocks,
      styles: [Style()], page: PageStyle())
    return String(decoding: PlainTextWriter(width: width).write(letter), as: UTF8.self)
  }

  private func paragraph(_ inlines: [Inline]) -> Block { .paragraph(Paragraph(style: style, inlines: inlines)) }

  @Test("separates paragraphs by an empty line and keeps the author's line breaks")
  func separatesParagraphs() {
    let blocks: [Block] = [
      .heading(level: 1, Paragraph(style: style, inlines: [text("TITLE")])),
      .section(
        Container(
          style: style,
          blocks: [
            paragraph([.strong(style, [text("Label:")]), text(" one"), .lineBreak, text("two")]),
            paragraph([text("three")]),
          ])),
    ]
    #expect(write(blocks) == "TITLE\n\nLabel: one\ntwo\n\nthree\n")
  }

  @Test("fills lines up to the width, breaks at spaces, splits longer words, and keeps runs of spaces inside a line")
  func fillsLines() {
    #expect(write([paragraph([text("aa bb  cc dd")])], width: 6) == "aa bb\ncc dd\n")
    #expect(write([paragraph([text("a  b-c d")])], width: 6) == "a  b-c\nd\n")
    #expect(write([paragraph([text("x unbreakable-word y")])], width: 5) == "x\nunbre\nakabl\ne-wor\nd y\n")
    #expect(write([paragraph([text("e\u{301}e\u{301}e\u{301} x")])], width: 2) == "e\u{301}e\u{301}\ne\u{301}\nx\n")
    #expect(write([paragraph([text("aa bb  cc dd")])], width: 0) == "aa bb  cc dd\n")
  }

  @Test("counts characters, not bytes, and no combining marks")
  func countsCharacters() {
    #expect(write([paragraph([text("éé éé x")])], width: 5) == "éé éé\nx\n")
    #expect(write([paragraph([text("e\u{301}e e x")])], width: 4) == "e\u{301}e e\nx\n")
  }

  @Test("stands lists, paragraphs, line breaks and pictures of a cell beside its label, and says where links lead")
  func writesBlocksOfCells() throws {
    func list(_ items: [String]) -> Block {
      .list(
        List(
          style: style, numbering: .decimal,
          items: items.enumerated().map { index, item in
            List.Item(style: style, number: index + 1, marker: "\(index + 1).", content: .inlines([text(item)]))
          }))
    }
    func row(_ label: String, _ inlines: [Inline], _ blocks: [Block]? = nil) -> Table.Row {
      var cell = Table.Cell(isHeader: false, content: Paragraph(style: style, inlines: inlines))
      cell.blocks = blocks
      return Table.Row(cells: [
        Table.Cell(isHeader: true, content: Paragraph(style: style, inlines: [text(label)])), cell,
      ])
    }
    let picture = Image(
      style: style, picture: try PNGImage(Array(#require(PNGImageTests.red))), alternateText: "Signature")
    let link = Inline.span(.link(to: "https://a.org", nil), style, [text("site")])
    let table = Table(
      style: style, columns: [],
      rows: [
        row("Name", [text("one")]), row("Steps", [], [paragraph([text("do")]), list(["t", "u"])]),
        row("Address", [text("Road 1"), .lineBreak, text("Town")]), row("By", [], [.image(picture)]),
        row("Web", [link]),
      ])
    #expect(
      write([.table(table), paragraph([text("after")])]) == """
        Name    one
        Steps   do

                1. t
                2. u
        Address Road 1
                Town
        By      [Signature]
        Web     site <https://a.org>

        after

        """)
  }

  @Test("writes a table as aligned labels and values and leaves empty cells out")
  func writesTables() {
    func cell(_ isHeader: Bool, _ string: String) -> Table.Cell {
      Table.Cell(isHeader: isHeader, content: Paragraph(style: style, inlines: string.isEmpty ? [] : [text(string)]))
    }
    let table = Table(
      style: style, columns: [],
      rows: [
        Table.Row(cells: [cell(true, "Case:"), cell(false, "7"), cell(false, "")]),
        Table.Row(cells: [cell(true, "Date Assigned:"), cell(false, "x"), cell(true, "Day:"), cell(false, "y")]),
      ])
    #expect(write([.table(table)]) == "Case:          7\nDate Assigned: x\nDay:           y\n")
  }

  @Test("names the columns of a cell, each head once, and none for a cell over all columns")
  func labelsCells() {
    func cell(_ isHeader: Bool, _ string: String, _ span: Int = 1) -> Table.Cell {
      Table.Cell(
        header: isHeader ? .column : nil, columnSpan: span, content: Paragraph(style: style, inlines: [text(string)]))
    }
    let table = Table(
      style: style, columns: [10, 10, 10],
      rows: [
        Table.Row(cells: [cell(true, "A"), cell(true, "B", 2)]),
        Table.Row(cells: [cell(true, "A1"), cell(true, "B1"), cell(true, "B2")]),
        Table.Row(cells: [cell(false, "x"), cell(false, "y", 2)]), Table.Row(cells: [cell(false, "note", 3)]),
      ])
    #expect(write([.table(table)]) == "A, A1: x\nB, B1, B2: y\n\nnote\n")
  }
}
