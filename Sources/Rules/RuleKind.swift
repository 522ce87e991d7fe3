import Diagnostics
import JSONText

/// A kind of rule. Its places, parameters and words come from the manifest of a template set, so it knows no program.
package struct RuleKind: Sendable {
  /// Checks the case, or an element of the list that `each` names.
  package typealias Check = @Sendable (CaseReading, CaseReading.Element, inout RuleFindings) -> Void

  /// The name that manifests use, such as `date-order`.
  package let name: String
  /// What its findings mean.
  package private(set) var explanation: Explanation
  /// Reads the parameters. If they are wrong, the result is not used.
  package let prepare: @Sendable (inout RuleSettings) -> Check?
  /// Whether the check sees one element of the list at a time, and not the whole case.
  let seesElements: Bool

  /// Declares a kind.
  package init(
    _ name: String, _ explanation: Explanation, seesElements: Bool = true,
    prepare: @escaping @Sendable (inout RuleSettings) -> Check?
  ) {
    self.name = name
    self.seesElements = seesElements
    self.explanation = explanation
    self.explanation.rule = name
    self.prepare = prepare
  }

  /// All kinds. A new one is a new value in a file here and a name in this list.
  package static let all: [RuleKind] = fields + prose + texts

  /// Kinds that compare fields.
  private static let fields: [RuleKind] = [.dateOrder, .clock, .equal, .sum, .unique, .known]
  /// Kinds that read prose.
  private static let prose: [RuleKind] = [
    .conclusion, .sides, .proseDate, .chronology, .levels, .quantities, .split, .sex, .age, .chapters, .sameItem,
    .concludedItem, .scale, .spelling, .identity, .leftovers,
  ]
  /// Kinds that look at every text of a case.
  private static let texts: [RuleKind] = [
    .impossibleDate, .unfilledSlot, .markup, .damage, .repetition, .spacing, .notNormalized, .replacementCharacter,
  ]
}

/// A rule of a set: a kind with its parameters.
package struct PreparedRule: Sendable {
  private let check: RuleKind.Check
  /// The list whose elements are checked.
  private let each: Int?
  private let id: String?
  private let severity: Finding.Severity

  /// Reads the parameters of a rule.
  /// - Parameter builder: collects what the rule wants to read.
  /// - Throws: everything that is wrong with them.
  package init(_ kind: RuleKind, _ settings: RuleSettings, _ builder: inout ReadingPlanBuilder) throws(Findings) {
    var settings = settings
    // The builder is moved in and out: as a copy, each rule would copy the phrases of all rules before it.
    swap(&settings.builder, &builder)
    severity = settings.severity() ?? kind.explanation.severity
    let check = kind.prepare(&settings)
    settings.finish()
    each = kind.seesElements ? settings.each.map { settings.builder.index(ofEach: $0) } : nil
    swap(&settings.builder, &builder)
    guard settings.findings.isEmpty, let check else { throw Findings(settings.findings) }
    (self.check, id) = (check, settings.id)
  }

  /// Checks a case.
  package func check(_ reading: CaseReading, _ findings: inout RuleFindings) {
    findings.begin(id, severity)
    if let each {
      for element in reading.elements(ofEach: each) { check(reading, element, &findings) }
    } else {
      check(reading, reading.whole, &findings)
    }
  }
}
extension FindingCode {
  /// A rule of a manifest whose parameters cannot be used.
  package static let badRule = FindingCode("IMR-T042", "parameters of a rule not usable")
  /// A vocabulary that a rule needs and that no folder has.
  package static let vocabularyMissing = FindingCode("IMR-T043", "vocabulary missing")
}

extension Explanation {
  /// What the codes of rules in manifests mean.
  package static let rules = [
    Explanation(
      .badRule,
      "A rule in the manifest lacks a parameter, has one that does not exist, or names a place that the schema does not have. It could not find anything, or not what was meant.",
      fix: "correct it; docs/rules.md describes the parameters of each rule"),
    Explanation(
      .vocabularyMissing,
      "A rule looks words up in a vocabulary that neither the set nor a folder that it includes has.",
      fix: "add vocabularies/NAME.json, or include the folder that has it"),
  ]
}
