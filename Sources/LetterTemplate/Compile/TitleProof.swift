import LetterDocument

/// Proves that the template's own words do not spoil the title of every letter. Values can, and each case is checked for that.
extension TemplateCompiler {
  /// The most UTF-16 code units of a title. Two of them must fit a string of a PDF/A (ISO 19005-2 §6.1.13).
  private static let longestTitle = 8_000

  mutating func checkTitle(_ words: [Instruction], at range: Range<Int>) {
    let texts = words.map { instruction -> String? in
      if case .text(let text) = instruction { text.string } else { nil }
    }
    if texts.allSatisfy({ $0?.allSatisfy(\.isWhitespace) ?? false }) {
      report(.misplacedContent, "the title is empty", range)
    }
    let written = texts.compactMap(\.self)
    if written.reduce(0, { $0 + $1.utf16.count }) > Self.longestTitle {
      report(.misplacedContent, "the title must not have more than 8,000 characters", range, fix: "shorten it")
    }
    if !written.allSatisfy({ $0.unicodeScalars.allSatisfy(\.isSpoken) }) {
      report(
        .misplacedContent, "the title has characters that no document can have in its title", range, fix: "remove them")
    }
  }
}
