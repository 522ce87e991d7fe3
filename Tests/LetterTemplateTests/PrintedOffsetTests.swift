import Diagnostics
import JSONText
import LetterTemplate
import Testing

/// Findings about a printed character name its place in the case, also where the case writes a letter and its accent as two characters.
@Suite("Places of printed characters")
struct PrintedOffsetTests {
  /// A text as JSON writes it, the number of a character in NFC, and the number of the byte in the text.
  @Test(
    "are those of the case",
    arguments: [
      ("abc", 2, 2), ("é中", 1, 2), ("e\u{301}中", 1, 3), ("e\u{301} e\u{301} 中", 4, 8), ("e\\u0301中", 1, 7),
      ("a\u{323}\u{302}x", 1, 5), ("\u{1112}\u{1161}\u{11AB}x", 1, 9), ("A\u{30A}\u{301}\\n中", 2, 7),
      ("e\u{301}\u{32D}x", 1, 1), ("e\u{301}\u{32D}x", 2, 5), ("e\u{301}", 1, 3),
    ])
  func places(text: String, index: Int, byte: Int) throws {
    let json = "{\"x\": \"" + text + "\"}"
    let document = try JSONDocument(parsing: SourceText(name: "case.json", text: json))
    #expect(document.offset(ofPrintedScalar: index, inStringAt: 6) == 7 + byte)
  }
}
