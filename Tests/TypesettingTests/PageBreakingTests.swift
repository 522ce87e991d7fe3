import LetterDocument
import TestSupport
import Testing
import Typesetting

@Suite("Page breaking")
struct PageBreakingTests {
  /// A letter on pages that hold that many lines of 13.8 pt.
  private func letter(lines: Double) -> TestLetter {
    var letter = TestLetter()
    letter.page.height = 144 + lines * 13.8
    return letter
  }

  /// A paragraph of that many lines, each a single word.
  private func words(_ name: String, _ count: Int) -> String {
    (1...count).map { "\(name)\($0)" }.joined(separator: "/")
  }

  /// The lines of each page without the spaces that end them.
  private func lines(_ letter: TestLetter) throws -> [[String]] {
    try letter.pages().map { $0.map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 } }
  }

  @Test("keeps two lines at least on either side of a break")
  func keepsWidowsAndOrphans() throws {
    var three = letter(lines: 4)
    three.addParagraph(words("a", 2))
    three.addParagraph(words("b", 3))
    #expect(try lines(three) == [["a1", "a2"], ["b1", "b2", "b3"]])
    var four = letter(lines: 5)
    four.addParagraph(words("a", 2))
    four.addParagraph(words("b", 4))
    #expect(try lines(four) == [["a1", "a2", "b1", "b2"], ["b3", "b4"]])
    var orphan = letter(lines: 3)
    orphan.addParagraph(words("a", 2))
    orphan.addParagraph(words("b", 4))
    #expect(try lines(orphan) == [["a1", "a2"], ["b1", "b2"], ["b3", "b4"]])
  }

  @Test("keeps a heading with what follows")
  func keepsHeadings() throws {
    var letter = letter(lines: 4)
    letter.addParagraph(words("a", 2))
    letter.addHeading("H")
    letter.addParagraph(words("b", 3))
    #expect(try lines(letter) == [["a1", "a2"], ["H", "b1", "b2", "b3"]])
  }

  @Test("breaks where it must when everything on a page belongs together")
  func breaksWhereItMust() throws {
    var letter = letter(lines: 3)
    for name in ["H1", "H2", "H3", "H4"] { letter.addHeading(name) }
    letter.addParagraph("a")
    #expect(try lines(letter) == [["H1", "H2", "H3"], ["H4", "a"]])
  }

  @Test("drops a margin at a break, unless it is to be kept")
  func handlesMarginsAtBreaks() throws {
    func tops(keep: Bool) throws -> [Double] {
      var letter = letter(lines: 2.5)
      letter.addParagraph(words("a", 2)) {
        $0.margin.bottom = 13.8
        $0.keepsMarginAtBreak = keep
      }
      letter.addParagraph("b")
      return try letter.typeset().pages[1].lines.map { ($0.baseline * 10).rounded() / 10 }
    }
    let plain = try tops(keep: false)
    #expect(try tops(keep: true) == plain.map { (($0 + 13.8) * 10).rounded() / 10 })
  }

  @Test("collapses margins: the larger of two counts")
  func collapsesMargins() throws {
    var letter = TestLetter()
    letter.addParagraph("a") { $0.margin.bottom = 10 }
    letter.addParagraph("b") { $0.margin.top = 16.2 }
    let baselines = try letter.typeset().pages[0].lines.map(\.baseline)
    #expect(abs(baselines[1] - baselines[0] - 30) < 0.001)
  }

  @Test("sets a very long letter without losing a line")
  func setsLongLetters() throws {
    var letter = TestLetter()
    for index in 0..<2_000 { letter.addParagraph(words("p\(index)x", 3)) { $0.margin.bottom = 13.8 } }
    let lines = try letter.pages().flatMap { $0 }
    #expect(lines.count == 6_000)
  }
}
