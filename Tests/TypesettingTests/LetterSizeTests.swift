import LetterDocument
import TestSupport
import Testing
import Typesetting

/// SECURITY.md states these limits. `check` and `typeset` must find the same.
@Suite("Letters that are too large")
struct LetterSizeTests {
  private func problems(_ letter: TestLetter) -> [TypesettingProblem] {
    func found(_ work: () throws(TypesettingError) -> Void) -> [TypesettingProblem] {
      do throws(TypesettingError) {
        try work()
        return []
      } catch {
        return error.problems
      }
    }
    let checked = found { () throws(TypesettingError) in try Typesetter(fonts: Fonts.library).check(letter.letter) }
    let set = found { () throws(TypesettingError) in _ = try letter.typeset() }
    #expect(checked == set)
    return set
  }

  @Test("are refused before they are set")
  func refused() {
    var text = TestLetter()
    let style = text.style()
    let megabyte = Text(String(repeating: "word ", count: 200_000), origin: .data(offset: 0, scalars: 0))
    text.blocks = [.paragraph(Paragraph(style: style, inlines: Array(repeating: .text(megabyte), count: 9)))]
    #expect(problems(text) == [.tooManyParts("characters")])
    text.blocks = [.paragraph(Paragraph(style: style, inlines: Array(repeating: .lineBreak, count: 1_000_001)))]
    #expect(problems(text) == [.tooManyParts("lines")])
    let short = Paragraph(style: style, inlines: TestLetter.inlines("x"))
    text.blocks = Array(repeating: .paragraph(short), count: 150_001)
    #expect(problems(text) == [.tooManyParts("parts")])
    text.blocks = [.paragraph(Paragraph(style: style, inlines: Array(repeating: .lineBreak, count: 900_000)))]
    #expect(problems(text) == [.tooManyPages(19_566)])
    text.blocks = [.paragraph(short)]
    #expect(problems(text) == [])
  }
}
