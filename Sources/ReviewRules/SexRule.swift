import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// A pronoun or a second statement contradicts the stated sex.
  package static let sexContradicts = FindingCode("IMR-R020", "sex and pronoun contradict each other")
}

/// Compares pronouns with the stated sex. 6 of 194 published letters have a wrong pronoun.
extension ReviewRule {
  static let sex = ReviewRule(
    "sex", .sexContradicts,
    "The text states the sex of the worker. A second statement, or a pronoun that can only mean the worker, contradicts it.",
    fix: "check which is right", source: "6 of 194 published letters have this defect",
    reads: [.summary, .rationale]
  ) { reading, findings in
    var stated: Term?
    for prose in reading.prose {
      for index in prose.tokens.indices {
        if let sex = prose.statedSex(at: index) {
          if let known = stated, known != sex {
            findings.report(
              .sexContradicts, "this contradicts the sex that was stated before", fix: "check which is right",
              at: index..<index + 1,
              of: prose)
          }
          stated = stated ?? sex
        }
      }
    }
    guard let stated else { return }
    for prose in reading.prose {
      guard let index = prose.pronoun(against: stated) else { continue }
      findings.report(
        .sexContradicts, "this pronoun contradicts the stated sex", fix: "check which is right",
        at: index..<index + 1, of: prose)
    }
  }
}

extension Prose {
  /// “48 year old male”, “58-year-old right-handed female injured worker”.
  fileprivate func statedSex(at index: Int) -> Term? {
    guard let sex = term(index), sex == .male || sex == .female, term(index + 1) != .hyphen else { return nil }
    let start = max(sentence(around: index).lowerBound, index - 9)
    let isAge = (start..<index).contains { term($0) == .old && (term($0 - 1) ?? .other).isIn([.year, .hyphen]) }
    return isAge && !(start..<index).contains { term($0) == .otherPerson } ? sex : nil
  }

  /// The first pronoun of the other sex that can only mean the worker. No other person is named in its sentence or in the sentence before.
  fileprivate func pronoun(against sex: Term) -> Int? {
    let wrong: Term = sex == .male ? .she : .he
    return tokens.indices.first { index in
      guard term(index) == wrong, isPronoun(index) else { return false }
      let sentence = sentence(around: index)
      let previous = sentence.lowerBound > 0 ? self.sentence(around: sentence.lowerBound - 1).lowerBound : 0
      return !(previous..<sentence.upperBound).contains { term($0) == .otherPerson }
    }
  }

  /// Whether it is a pronoun: not an author in a citation, such as “(He, 2004)”, and not part of “his/her” or “he or she”.
  private func isPronoun(_ index: Int) -> Bool {
    if term(index + 1) == .comma, term(index + 2) == .number { return false }
    if term(index + 1) == .slash || term(index - 1) == .slash { return false }
    let near = max(0, index - 2)..<min(tokens.count, index + 3)
    let pronouns = near.filter { tokens[$0].term.isIn([.he, .she]) }
    return Set(pronouns.map { tokens[$0].term }).count < 2
  }
}
