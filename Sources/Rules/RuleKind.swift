import Diagnostics
import JSONText

/// A kind of rule that compares fields. Its places and parameters come from the manifest, so it knows no program.
package struct RuleKind: Sendable {
  /// Checks a value of the case: its root, or an element of the list that `each` names.
  package typealias Check = @Sendable (JSONValue, inout RuleFindings) -> Void

  /// The name that manifests use, such as `date-order`.
  package let name: String
  /// What its findings mean.
  package private(set) var explanation: Explanation
  /// Reads the parameters. If they are wrong, the result is not used.
  package let prepare: @Sendable (inout RuleSettings) -> Check?
  /// Whether the check sees one element of the list at a time, and not the whole case.
  let seesElements: Bool

  /// Declares a kind.
  init(
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
  package static let all: [RuleKind] = [.dateOrder, .clock, .equal, .sum, .unique, .known]
}

/// A rule of a set: a kind with its parameters.
package struct FieldRule: Sendable {
  private let check: RuleKind.Check
  private let each: SchemaPath?
  private let id: String?

  /// Reads the parameters of a rule.
  /// - Throws: everything that is wrong with them.
  package init(_ kind: RuleKind, _ settings: RuleSettings) throws(Findings) {
    var settings = settings
    let check = kind.prepare(&settings)
    settings.finish()
    guard settings.findings.isEmpty, let check else { throw Findings(settings.findings) }
    (self.check, id) = (check, settings.id)
    each = kind.seesElements ? settings.each : nil
  }

  /// Checks a case.
  package func check(_ document: JSONDocument, _ findings: inout RuleFindings) {
    findings.rule = id
    if let each {
      for element in each.values(in: document.root) { check(element, &findings) }
    } else {
      check(document.root, &findings)
    }
    findings.rule = nil
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
