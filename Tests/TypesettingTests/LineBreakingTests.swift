import LetterDocument
import TestSupport
import Testing
import Typesetting

@Suite("Line breaking")
struct LineBreakingTests {
  /// Lines of a paragraph set with a measure of that many digits (each half an em wide, 6 pt at 12 pt).
  private func lines(_ text: String, digits: Double) throws -> [String] {
    var letter = TestLetter()
    letter.page.width = 144 + digits * 6
    letter.addParagraph(text)
    return try letter.pages().flatMap { $0 }
  }

  @Test(
    "fills lines greedily and breaks where a word processor does",
    arguments: [
      ("111 222 333", 7.0, ["111 222 ", "333"]),
      ("111 222 333", 6.4, ["111 ", "222 ", "333"]),
      // After every hyphen, before a digit too.
      ("11-21-2016", 6, ["11-21-", "2016"]),
      ("10-2016", 4, ["10-", "2016"]),
      // Not at no-break characters.
      ("11\u{2011}22 33", 6, ["11\u{2011}22 ", "33"]),
      ("1\u{A0}2 3\u{A0}4", 4, ["1\u{A0}2 ", "3\u{A0}4"]),
      // A dash keeps what clings to it.
      ("111-, 22", 4.2, ["111-, ", "22"]),
      ("11--22", 4, ["11--", "22"]),
      ("11–22", 4, ["11–", "22"]),
      ("111-\"2", 4.5, ["111-\"", "2"]),
      ("111–'22", 4.5, ["111–'", "22"]),
      ("11—» 22", 5, ["11—» ", "22"]),
      ("1 11-…", 5, ["1 ", "11-…"]),
      // A sign stays with its number, also after a bracket or another sign; a dash of its own does not.
      ("11 -22", 4.2, ["11 ", "-22"]),
      ("11 (-22", 5.2, ["11 ", "(-22"]),
      ("11 \u{2010}22", 4.2, ["11 ", "\u{2010}22"]),
      ("11 –22", 4.2, ["11 ", "–22"]),
      ("11 ±22", 4.2, ["11 ", "±22"]),
      ("11 a:-22", 6, ["11 ", "a:-22"]),
      ("11 (a)-22", 6.5, ["11 ", "(a)-22"]),
      ("11 a=-22", 6.5, ["11 ", "a=-22"]),
      ("11 --22", 5.2, ["11 ", "--22"]),
      ("11 - 22", 4.2, ["11 - ", "22"]),
      ("11 $-22", 5.2, ["11 ", "$-22"]),
      ("11 –$22", 5.2, ["11 ", "–$22"]),
      ("11 ≥ 22", 5.2, ["11 ", "≥ 22"]),
      ("11 < 22", 5.2, ["11 ", "< 22"]),
      ("11 ± 22", 5.2, ["11 ", "± 22"]),
      // Inside a word, a hyphen is none.
      ("11 a-22", 4.4, ["11 a-", "22"]),
      ("11 – 22", 4.2, ["11 – ", "22"]),
      // Spaces at the end of a line reach over the measure; runs of them stay.
      ("1111    22", 4, ["1111    ", "22"]),
      ("11  22", 6, ["11  22"]),
      // A word that is wider than the measure is divided, nothing is lost.
      ("1234567890", 4, ["1234", "5678", "90"]),
      ("1 234567", 4, ["1 ", "2345", "67"]),
      // Before that, it parts from its sign, if it then fits a line.
      ("≥ 30", 3, ["≥ ", "30"]),
      ("-1234", 4, ["-", "1234"]),
      ("(-22 33", 2.5, ["(-", "22 ", "33"]),
      ("≥ 30-40", 3, ["≥ ", "30-", "40"]),
      ("≥ 2345", 3, ["≥ 2", "345"]),
      // The author's own line breaks end in a space that nobody sees, so that words stay apart.
      ("11/22", 9, ["11 ", "22"]),
      ("11 /22", 9, ["11 ", "22"]),
      ("11//22", 9, ["11 ", "", "22"]),
      ("11 22/33", 2, ["11 ", "22 ", "33"]),
    ] as [(String, Double, [String])])
  func breaksLines(text: String, digits: Double, expected: [String]) throws {
    #expect(try lines(text, digits: digits) == expected)
  }

  @Test(
    "indents the first line alone, also if it is empty",
    arguments: [("111 222 333", ["111 222 ", "333"]), ("/111 22 3", ["", "111 ", "22 3"])])
  func indentsFirstLine(text: String, expected: [String]) throws {
    var letter = TestLetter()
    letter.page.width = 144 + 8 * 6
    letter.addParagraph(text) { ($0.textIndent, $0.margin.left) = (-18, 18) }
    #expect(try letter.pages().flatMap { $0 } == expected)
  }

  @Test("does not end a line between a hyphen and a slash (UAX #14 LB13)")
  func keepsSlashes() throws {
    var letter = TestLetter()
    letter.page.width = 144 + 10 * 6
    let text = Text("111 222-/333-444", origin: .data(offset: 0, scalars: 0))
    letter.blocks = [.paragraph(Paragraph(style: letter.style(), inlines: [.text(text)]))]
    #expect(try letter.pages() == [["111 ", "222-/333-", "444"]])
  }

  @Test("loses no character, whatever the measure")
  func losesNothing() throws {
    let text = "The quick-brown fox — jumps over 1-2-3 lazy dogs; “pack” my box with five-dozen liquor-jugs…  twice."
    for digits in stride(from: 2.1, to: 60, by: 1.7) { #expect(try lines(text, digits: digits).joined() == text) }
  }

  @Test("aligns lines and ignores the spaces that end them")
  func aligns() throws {
    var letter = TestLetter()
    letter.page.width = 144 + 60
    letter.addParagraph("1111 ") { $0.alignment = .center }
    letter.addParagraph("1111 ") { $0.alignment = .right }
    let result = try letter.typeset()
    #expect(result.pages[0].lines.map { result.firstRun(of: $0).x } == [72 + 18, 72 + 36])
  }
}
