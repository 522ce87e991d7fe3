import JSONText
import LetterTemplate

/// Everything that a case file is held to before a letter is made of it: the schema, characters, confidential values, and the
/// rules that the template set names.
struct CaseChecker: Sendable {
  private let schema: Schema
  private let rules: [Rule]
  private let isStrict: Bool

  /// - Throws: names of rules in the manifest that no rule has.
  init(template: TemplateSet, isStrict: Bool) throws(Findings) {
    schema = template.schema
    self.isStrict = isStrict
    var rules: [Rule] = []
    var unknown: [Finding] = []
    for name in template.manifest.rules {
      if let rule = Rule.all.first(where: { $0.name == name.text }) {
        rules.append(rule)
      } else {
        unknown.append(
          Finding(
            .unknownRule, "there is no rule “\(name.text)”",
            fix: NearMiss.of(name.text, among: Rule.all.map(\.name)).map { "did you mean “\($0)”?" }
              ?? "imr-letters codes lists the rules", in: template.manifest.source, at: name.offset))
      }
    }
    guard unknown.isEmpty else { throw Findings(unknown) }
    self.rules = rules
  }

  /// All findings in a case file, in the order of the file, errors and warnings.
  func check(_ document: JSONDocument, guardedBy guardian: ConfidentialGuard) -> Findings {
    var findings = schema.validate(document)
    let texts = CaseText.all(in: document.root)
    findings.all += ControlCharacterCheck.findings(in: texts, of: document)
    findings.all += guardian.findings(in: document)
    if !rules.isEmpty {
      let reading = CaseReading(document, texts: texts)
      var found = RuleFindings(document: document)
      for rule in rules { rule.check(reading, &found) }
      findings.all += found.all
    }
    if findings.all.count >= Finding.mostInADocument {
      let end = document.source.bytes.count
      findings.all.append(
        Finding(
          .moreFindings, "there may be more findings than these \(findings.all.count)",
          fix: "mend these first and check again", severity: .warning, in: document.source, at: end, isCaseData: true))
    }
    return weigh(findings)
  }

  /// In the order of the file; where warnings count as errors, as errors.
  func weigh(_ findings: Findings) -> Findings {
    guard !findings.all.isEmpty else { return findings }
    let inOrder = findings.all.enumerated().sorted {
      ($0.element.location?.offset ?? 0, $0.offset) < ($1.element.location?.offset ?? 0, $1.offset)
    }
    return Findings(
      inOrder.map { _, finding in
        var finding = finding
        if isStrict { finding.severity = .error }
        return finding
      })
  }
}
