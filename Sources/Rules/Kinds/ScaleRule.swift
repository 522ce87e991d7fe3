import Diagnostics

extension FindingCode {
  /// A score that its scale does not have.
  package static let scoreBeyondScale = FindingCode("IMR-R025", "score that the scale does not have")
}

extension RuleKind {
  /// `in`, `words`: scores of scales from 0 to 10, such as those of pain, are on their scale, and their number is there.
  package static let scale = RuleKind(
    "scale",
    Explanation(
      .scoreBeyondScale,
      "A score on a scale from 0 to 10 is greater than 10, as in “pain rated 80/10”, or its number is missing, as in “rated at /10”.",
      fix: "correct the score", source: "Lab. Code 4610.6(h)(5)", severity: .warning)
  ) { settings in
    settings.readEach()
    let texts = settings.texts("in")
    guard let words = settings.phrases("words", needed: ["score", "of"], optional: ["before"]) else { return nil }
    let reader = ScoreReader(words)
    return { reading, element, findings in
      for prose in reading.texts(texts, element) {
        for (tokens, message) in reader.mistakes(in: prose) {
          findings.report(.scoreBeyondScale, message, fix: "correct the score", at: tokens, of: prose)
        }
      }
    }
  }
}

/// Reads scores: “pain rated 8 out of 10”, “a score of 8/10”.
private struct ScoreReader: Sendable {
  private let score, before, of: Category

  /// The last value of a scale, and how many words before a number can say that it is a score.
  private static let most = 10, reach = 6

  init(_ phrases: Phrases) {
    (score, before, of) = (phrases.category("score"), phrases.category("before"), phrases.category("of"))
  }

  func mistakes(in prose: Prose) -> [(tokens: Range<Int>, message: String)] {
    guard prose.has(score) else { return [] }
    return prose.marks(of: [of]).compactMap { mark in
      let (first, end) = (Int(mark.first), Int(mark.end))
      guard prose.number(end) == Self.most, !isDate(after: end, prose) else { return nil }
      if let number = prose.number(first - 1) {
        guard number > Self.most, isScore(first - 1, prose) else { return nil }
        return (first - 1..<end + 1, "this score is greater than \(Self.most)")
      }
      return isScore(first, prose) ? (first..<end + 1, "this score has no number") : nil
    }
  }

  /// “12/10/2016”
  private func isDate(after ten: Int, _ prose: Prose) -> Bool {
    prose.number(ten + 2) != nil && (prose.isMark("/", at: ten + 1) || prose.isMark("-", at: ten + 1))
  }

  /// Whether a word for a score stands right before a number, or a little before it with “at”, “was” between.
  private func isScore(_ index: Int, _ prose: Prose) -> Bool {
    guard index > 0 else { return false }
    let start = max(prose.sentence(around: index).lowerBound, index - Self.reach)
    let marks = prose.marks(in: start..<index).filter { $0.category == score || $0.category == before }
    guard let last = marks.last, Int(last.end) == index else { return false }
    return marks.contains { $0.category == score }
  }
}
