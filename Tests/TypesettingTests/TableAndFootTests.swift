import LetterDocument
import TestSupport
import Testing
import Typesetting

@Suite("Tables and running feet")
struct TableAndFootTests {
  private func table(_ letter: inout TestLetter, rows: [[(text: String, isHeader: Bool, span: Int)]]) -> Table {
    let cell = letter.style {
      $0.width = 100
      $0.border = Borders(all: Borders.Side(width: 1))
      $0.padding = Edges(top: 0, right: 4, bottom: 0, left: 4)
      $0.lineHeight = 12
    }
    let table = letter.style { $0.margin.left = -5 }
    return Table(
      style: table, columns: Array(repeating: 100, count: rows[0].reduce(0) { $0 + $1.span }),
      rows: rows.map { row in
        Table.Row(
          cells: row.map { text, isHeader, span in
            Table.Cell(
              isHeader: isHeader, columnSpan: span, content: Paragraph(style: cell, inlines: TestLetter.inlines(text)))
          })
      })
  }

  @Test("places cells in columns, a spanning cell over several, and makes a row as tall as its tallest cell")
  func placesCells() throws {
    var letter = TestLetter()
    let table = table(
      &letter, rows: [[("a", true, 1), ("b", false, 1)], [("c/d", true, 1), ("e", false, 1)], [("f", false, 2)]])
    letter.blocks = [.table(table)]
    let result = try letter.typeset()
    let lines = result.pages[0].lines
    #expect(lines.map { result.text(result.firstRun(of: $0)) } == ["a", "b", "c ", "d", "e", "f"])
    // Left edge 67, half a rule and the padding.
    #expect(lines.map { result.firstRun(of: $0).x } == [71.5, 171.5, 71.5, 71.5, 171.5, 71.5])
    #expect(lines[0].baseline == lines[1].baseline && lines[2].baseline == lines[4].baseline)
    #expect(lines[2].baseline - lines[0].baseline == 13 && lines[5].baseline - lines[2].baseline == 25)
    #expect(result.pages[0].rules.contains { $0.x0 == 267 && $0.x1 == 267 })
  }

  @Test("never divides a row between pages")
  func keepsRowsWhole() throws {
    var letter = TestLetter()
    letter.page.height = 144 + 30
    let table = table(&letter, rows: [[("a", true, 1)], [("b/c", true, 1)]])
    letter.blocks = [.table(table)]
    #expect(try letter.pages() == [["a"], ["b ", "c"]])
  }

  @Test("numbers pages in a running foot that belongs to no part of the letter")
  func setsFeet() throws {
    var letter = TestLetter()
    letter.page.height = 144 + 13.8
    letter.addParagraph("a")
    letter.addParagraph("b")
    let style = letter.style { $0.alignment = .center }
    letter.addFoot([.literal("Page "), .pageNumber, .literal(" of "), .pageCount], style: style)
    let result = try letter.typeset()
    #expect(result.pages.map { result.text(result.firstRun(of: $0.feet[0])) } == ["Page 1 of 2", "Page 2 of 2"])
    #expect(result.pages.allSatisfy { $0.feet[0].baseline > $0.height - 72 })
    #expect(result.pages.allSatisfy { result.firstRun(of: $0.feet[0]).element == nil })
  }

  @Test("numbers the parts of the letter in reading order, a paragraph over two pages once")
  func numbersElements() throws {
    var letter = TestLetter()
    letter.page.height = 144 + 2 * 13.8
    letter.addParagraph("a/b/c/d")
    let strong = letter.style { $0.isBold = true }
    letter.blocks.append(
      .paragraph(
        Paragraph(style: StyleID(0), inlines: [.strong(strong, TestLetter.inlines("L:"))] + TestLetter.inlines(" e"))))
    let result = try letter.typeset()
    #expect(result.elements.map(\.kind) == [.document, .paragraph, .paragraph, .strong])
    #expect(result.elements.map(\.parent) == [nil, 0, 0, 2])
    #expect(
      result.pages.map { $0.lines.flatMap { result.runs(of: $0) }.map(\.element) } == [[1, 1], [1, 1], [3, 2]])
  }
}

@Suite("Missing glyphs")
struct MissingGlyphTests {
  @Test("are reported with the place of each in the data")
  func reportsPlaces() {
    var letter = TestLetter()
    letter.addParagraph("a中b\u{200B}")
    do throws(TypesettingError) {
      _ = try letter.typeset()
      Issue.record("set")
    } catch {
      let face = FontFace.Description(family: "Liberation Serif", isBold: false)
      #expect(
        error.problems == [
          .glyphMissing("中", face: face, .data(offset: 10, scalars: 0), scalars: 1),
          .glyphMissing("\u{200B}", face: face, .data(offset: 10, scalars: 0), scalars: 3),
        ])
    }
  }

  @Test("and missing faces name what there is")
  func reportsFaces() {
    var letter = TestLetter()
    letter.addParagraph("a") { $0.fontFamily = "Comic" }
    letter.addParagraph("b") { $0.fontFamily = "Comic" }
    do throws(TypesettingError) {
      _ = try letter.typeset()
      Issue.record("set")
    } catch {
      #expect(
        error.problems
          == [.faceMissing(FontFace.Description(family: "Comic", isBold: false), available: Fonts.library.names)])
    }
  }
}
