import LetterDocument
import TestSupport
import Testing

@testable import Typesetting

@Suite("Sets of code points")
struct CodePointSetTests {
  /// Code points on both sides of where the bits end.
  static let some: Set<UInt32> = [0, 0x20, 0x3F, 0x40, 0x7E, 0x1FF, 0x200, 0x2019, 0x1F600]
  static let others: Set<UInt32> = [0x20, 0x41, 0x1FF, 0x2019, 0x20AC]

  @Test("do what sets do")
  func agreeWithSets() {
    let (one, other) = (CodePointSet(Array(Self.some)), CodePointSet(Array(Self.others)))
    #expect(one.ascending == Self.some.sorted() && one.count == Self.some.count)
    #expect(one.union(other).ascending == Self.some.union(Self.others).sorted())
    #expect(one.subtracting(other).ascending == Self.some.subtracting(Self.others).sorted())
    #expect(!one.isDisjoint(with: other) && one.isDisjoint(with: other.subtracting(one)))
    #expect(CodePointSet(one.ascending.reversed()) == one && CodePointSet().count == 0)
  }
}

@Suite("The characters of a face")
struct CharacterUseTests {
  /// A letter with everything that sets glyphs: regular and bold, a line break and the space it brings, a cell, a foot.
  private func letter(_ text: String) -> TestLetter {
    var letter = TestLetter()
    letter.addParagraph(text + "/Ω")
    let strong = letter.style { $0.isBold = true }
    letter.blocks.append(.paragraph(Paragraph(style: strong, inlines: [.strong(strong, TestLetter.inlines("B:"))])))
    let cell = letter.style { $0.width = 100 }
    let cells = [Table.Cell(isHeader: true, content: Paragraph(style: cell, inlines: TestLetter.inlines("§")))]
    letter.blocks.append(
      .table(Table(style: StyleID(0), columns: cells.map { _ in 100 }, rows: [Table.Row(cells: cells)])))
    letter.addFoot([.literal("–"), .pageNumber], style: StyleID(0))
    return letter
  }

  /// The characters of the runs of each face.
  private func characters(_ result: TypesetLetter) -> [[UInt32]] {
    result.faces.indices.map { face in
      Set(result.runs.filter { $0.face == face }.flatMap { result.glyphs[$0.glyphs].map(\.character) }).sorted()
    }
  }

  @Test("are those of its runs")
  func areThoseOfTheRuns() throws {
    let result = try letter("It\u{2019}s €5, Ž and ǿ").typeset()
    #expect(result.faces.count == 2 && result.codePoints.map(\.ascending) == characters(result))
  }

  @Test("are those of all letters in a print stream, whose faces may come in another order")
  func areJoined() throws {
    var other = TestLetter()
    let bold = other.style { $0.isBold = true }
    other.blocks = [.paragraph(Paragraph(style: bold, inlines: TestLetter.inlines("Zz")))]
    other.addParagraph("qu")
    var stream = PrintStream(isDuplex: false)
    for letter in [letter("ab"), other] { stream.append(try letter.typeset(), title: "t") }
    let result = stream.document
    #expect(result.faces.count == 2 && result.codePoints.map(\.ascending) == characters(result))
    #expect(
      result.pages.map { $0.lines.map { line in result.runs(of: line).map(result.text).joined() } }.last == [
        "Zz", "qu",
      ])
  }
}

@Suite("Measures of nothing")
struct NoMeasureTests {
  @Test("are a problem of the letter and nothing worse; a template set with one is refused", arguments: [0.0, 1, 700])
  func areReported(excess: Double) throws {
    let page = PageStyle()
    let width = page.width - page.margin.left - page.margin.right
    var letter = TestLetter()
    letter.addParagraph("word word") { $0.margin.left = width + excess }
    for work in [{ _ = try letter.typeset() }, { try Typesetter(fonts: Fonts.library).check(letter.letter) }] {
      #expect { try work() } throws: {
        ($0 as? TypesettingError)?.problems == [.glyphTooWide(.data(offset: 10, scalars: 0))]
      }
    }
    var empty = TestLetter()
    empty.addParagraph("") { $0.margin.left = width + excess }
    #expect(try empty.pages().count == 1)
  }
}
