import Diagnostics
import JSONText
import Rules

/// A rule of Independent Medical Review: its code, its explanation and its check in one place.
///
/// A new rule needs a value like these in its own file, its name in ``all``, and a good and a bad case in the tests.
struct ReviewRule: Sendable {
  let rule: Rule
  let check: @Sendable (CaseReading, inout RuleFindings) -> Void

  /// Every rule of Independent Medical Review, in the order of the checks.
  static let all: [ReviewRule] = [
    dateOrder, caseNumberYear, clock, injuryDate, reviewDate, impossibleDate,
    conclusion, outsideMTUS, modifiedParts, modifiedQuantities,
    sex, laterality, spinalLevel, duplicateItem,
    state, specialty,
  ]

  /// Declares a rule. Its findings are warnings: they compare prose with data.
  /// - Parameters:
  ///   - cause: what is wrong, and why it matters.
  ///   - source: the law, or how many published letters have the defect.
  ///   - reads: the places that the schema must declare.
  init(
    _ name: String, _ code: FindingCode, _ cause: String, fix: String, source: String, reads: [Rule.Place],
    wordLists: [String] = [],
    check: @escaping @Sendable (CaseReading, inout RuleFindings) -> Void
  ) {
    rule = Rule(
      name, Explanation(code, cause, fix: fix, source: source, severity: .warning), reads: reads,
      wordLists: wordLists)
    self.check = check
  }

  /// Declares a rule that is a kind of the target `Rules` with the places of the IMR case file.
  init(_ name: String, _ kind: RuleKind, _ parameters: String, reads: [Rule.Place]) {
    rule = Rule(name, Rule.Preset(kind: kind, parameters: parameters), reads: reads)
    check = { _, _ in }
  }
}

extension RuleBook {
  /// The rules of California's Independent Medical Review (Lab. Code 4610.5 and 4610.6, 8 CCR 9792.10.6).
  public static let independentMedicalReview = RuleBook(
    "independent-medical-review", ReviewRule.all.map { ($0.rule, $0.check) }, reading: CaseReading.init)
}

extension RuleFindings {
  /// Reports some tokens of a text.
  mutating func report(
    _ code: FindingCode, _ message: String, fix: String? = nil, at tokens: Range<Int>, of prose: Prose
  ) {
    guard let first = prose.tokens[tokens].first, let last = prose.tokens[tokens].last else { return }
    report(code, message, fix: fix, atBytes: Int(first.start)..<Int(last.end), of: prose.value)
  }
}
