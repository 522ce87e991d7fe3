import Diagnostics
import Testing

@testable import JSONText

/// Regular expressions of ECMA-262 (https://tc39.es/ecma262/#sec-patterns), which PCRE2 reads in another way at some places.
@Suite("Patterns")
struct PatternTests {
  @Test(
    "mean what ECMA-262 says",
    arguments: [
      // The first text matches, and the second one does not.
      ("^\\u{41}$", "A", "u"), ("^\\u0041$", "A", "u"), ("^\\uD83D\\uDE00$", "😀", "x"), ("^\\x41$", "A", "x"),
      ("^\\v$", "\u{B}", "\n"), ("^\\cJ$", "\n", "J"), ("^\\0$", "\0", "0"), ("^[\\b]$", "\u{8}", "b"),
      ("^.$", "a", "\r"), ("^.$", "\u{85}", "\u{2028}"), ("^\\s$", "\u{FEFF}", "\u{85}"), ("^\\S$", "\u{85}", "\u{A0}"),
      ("^[\\S]$", "a", "\u{FEFF}"), ("^\\d$", "7", "٧"), ("^\\w$", "_", "é"), ("^[\\W]$", "é", "e"),
      ("\\bx", "éx", "ex"), ("^[]$|a", "a", ""), ("^[^]$", "\n", ""), ("^[a-]$", "-", "b"), ("^[\\d-x]$", "-", "y"),
      ("^[&&a]$", "&", "b"), ("^a{,2}$", "a{,2}", "aa"), ("^{$", "{", "a"), ("^}]$", "}]", "}"),
      ("^a{2,3}?$", "aa", "a"),
      ("^(?<n>a)\\k<n>$", "aa", "a"), ("^(a)\\1$", "aa", "a"), ("^\\p{Lu}$", "É", "é"), ("^\\-\\@\\#$", "-@#", "-"),
      ("(?<=a)b", "ab", "b"), ("^(?:a|b){2}$", "ab", "a"), ("^a#b$", "a#b", "a"),
    ])
  func meaning(expression: String, matching: String, other: String) throws {
    let pattern = try SchemaPattern(expression)
    #expect(pattern.match(matching) == .matches)
    #expect(pattern.match(other) == .fails)
  }

  @Test(
    "are refused if ECMA-262 does not have them",
    arguments: [
      "\\h", "\\R", "\\A", "\\Z", "\\z", "\\K", "\\Qa\\E", "\\G", "\\N", "\\X", "\\a", "\\e", "\\i", "\\pL", "\\p{^Lu}",
      "(?i)a", "(?>a)", "(?#a)", "(?R)", "(?|a)", "(?P<n>a)", "(*ACCEPT)", "a++", "a*+", "a{2}+", "**", "a**", "+",
      "{2}",
      "a{3,2}", "(", ")", "(a", "[", "[a", "[b-a]", "[\\1]", "\\", "\\u00", "\\u{110000}", "\\uD83D", "\\x4", "\\c1",
      "\\01",
      "\\2(a)", "\\k<m>", "(?<n", String(repeating: "(", count: 200) + String(repeating: ")", count: 200),
    ])
  func refused(expression: String) {
    #expect(throws: PatternSyntax.Problem.self, "\(expression)") { try SchemaPattern(expression) }
  }

  /// The value is what the pattern proves: whether a text of white space alone can match.
  @Test(
    "prove that a text has a visible character",
    arguments: [
      ("\\S", true), ("^\\S", true), ("^.*\\S.*$", true), ("^[A-Z]{2}$", true), ("a|b", true), ("(a|\\d)+", true),
      ("^(?=.*\\w)", true), ("\\bx?", true), ("[^\\s]", true), ("[^\\s,]", true), ("\\p{L}", true), ("a{1,2}", true),
      ("^.{2,}$", false), ("^[^ ]", false), ("a*", false), ("(a)?", false), ("a|", false), ("a| ", false),
      ("a{0,2}", false),
      ("(?!a)", false), ("[ a]", false), ("[a\\s]", false), ("", false), ("^$", false), ("\\P{L}", false),
      ("\\t", false),
      ("[^\\S]", false), ("\\p{Z}", false), ("(a)|(b)*", false), ("[\\u2000-\\u2010]", false), ("[^a-z]", false),
    ])
  func visible(expression: String, isProven: Bool) throws {
    let pattern = try SchemaPattern(expression)
    #expect(pattern.needsVisibleCharacter == isProven)
    // What is proven is also true.
    for blank in ["", " ", "  ", "\t", "\u{A0}", "\u{2003}\u{3000}", "\u{FEFF}"] where isProven {
      #expect(pattern.match(blank) == .fails, "“\(blank)”")
    }
  }
}
