import TestSupport
import Testing
import UnicodeText

@testable import JSONText

@Suite("Normalization")
struct NormalizationTests {
  /// Rows of Unicode's NormalizationTest.txt: source, NFC, NFKD.
  static let rows: [(source: String, nfc: String, nfkd: String)] = [
    ("\u{1E0A}", "\u{1E0A}", "D\u{307}"), ("D\u{307}", "\u{1E0A}", "D\u{307}"),
    ("\u{1E0A}\u{323}", "\u{1E0C}\u{307}", "D\u{323}\u{307}"), ("\u{FB01}", "\u{FB01}", "fi"),
    ("\u{212B}", "\u{C5}", "A\u{30A}"), ("\u{AC00}", "\u{AC00}", "\u{1100}\u{1161}"),
    ("\u{1E9B}\u{323}", "\u{1E9B}\u{323}", "s\u{323}\u{307}"), ("\u{2460}", "\u{2460}", "1"),
    ("\u{FFFF}e\u{301}\u{0}\u{10FFFF}", "\u{FFFF}\u{E9}\u{0}\u{10FFFF}", "\u{FFFF}e\u{301}\u{0}\u{10FFFF}"),
    ("plain", "plain", "plain"),
    ("caf\u{E9} \u{2019}n\u{2026}", "caf\u{E9} \u{2019}n\u{2026}", "cafe\u{301} \u{2019}n..."),
  ]

  @Test("composes and decomposes as Unicode's own test file has it", arguments: rows)
  func agreesWithUnicode(row: (source: String, nfc: String, nfkd: String)) {
    // Scalars, because Swift's strings are equal whatever form they have.
    #expect(Array(Normalization.nfc(row.source).unicodeScalars) == Array(row.nfc.unicodeScalars))
    #expect(Array(Normalization.nfkd(row.source).unicodeScalars) == Array(row.nfkd.unicodeScalars))
  }
}

extension NormalizationTests {
  @Test("takes no longer a character in a text with very many accents on one letter")
  func isLinear() {
    let text = "a" + String(repeating: "\u{301}", count: 200_000) + String(repeating: "\u{323}", count: 200_000)
    let (normal, seconds) = WorkTime.measure { Normalization.nfc(text).unicodeScalars }
    #expect(seconds < 20)
    // The first accent joins the letter, and 30 are put in order at a time.
    #expect(normal.count == 400_000 && normal.first == "\u{E1}")
    #expect(normal.count { $0 == "\u{323}" } == 200_000)
  }
}

@Suite("JSON Pointers")
struct JSONPointerTests {
  @Test(
    "are read from URI fragments (RFC 6901 §6)",
    arguments: [
      ("", []), ("/", [""]), ("/foo", ["foo"]), ("/a~1b", ["a/b"]), ("/a~1\u{301}b~0\u{301}", ["a/\u{301}b~\u{301}"]),
      ("/~01", ["~1"]), ("/c%25d", ["c%d"]), ("/%20", [" "]),
      ("/m~0n", ["m~n"]), ("/%C3%A9", ["é"]), ("/bad%2", nil), ("/bad%zz", nil), ("/bad%+1", nil), ("/bad%-0", nil),
      ("/%FF", nil),
      ("foo", nil),
    ] as [(String, [String]?)])
  func readsFragments(fragment: String, tokens: [String]?) {
    #expect(JSONPointer.tokens(ofFragment: fragment) == tokens)
  }
}
