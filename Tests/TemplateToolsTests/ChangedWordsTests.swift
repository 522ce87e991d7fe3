import TemplateTools
import Testing

@Suite("Words of a change without values")
struct ChangedWordsTests {
  static let cases: [(words: [String], shown: [String])] = [
    (["by", "‹d›", "‹d›", "‹d›", "now"], ["by", "‹d›", "now"]),
    // Marks right before and after a value of many words.
    (["by", "‹d›", "‹d›."], ["by", "‹d›."]),
    (["(‹d›", "‹d›", "‹d›)"], ["(‹d›)"]),
    // Two values stay two.
    (["‹a›", "‹b›,", "‹b›"], ["‹a›", "‹b›,", "‹b›"]),
    (["x", "x"], ["x", "x"]),
  ]

  @Test("show a value of many words once", arguments: cases.indices)
  func showsOnce(index: Int) {
    var shown: [String] = []
    for word in Self.cases[index].words { LetterChange.add(word, to: &shown) }
    #expect(shown == Self.cases[index].shown)
  }
}
