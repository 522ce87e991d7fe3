import JSONText
import LetterTemplate
import Rules

/// Checks a case file before its letter is made: the schema, characters, confidential values, and the rules that the template set names.
struct CaseChecker: Sendable {
  private let schema: Schema
  private let rules: ChosenRules
  private let isStrict: Bool
  /// Confidential places that the template prints. The search for values does not know every form of a date or an amount.
  private let printed: [SchemaPath]

  /// Chooses the rules that the manifest names.
  /// - Throws: findings if the manifest names a rule or a place that does not exist.
  init(template: TemplateSet, books: [RuleBook], isStrict: Bool) throws(Findings) {
    schema = template.schema
    self.isStrict = isStrict
    printed = template.printedConfidential
    rules = try ChosenRules(template: template, books: books)
  }

  /// All findings in a case file, in the order of the file, errors and warnings.
  /// - Parameter usingRules: whether the rules of the set are checked too. They only give warnings and notes.
  func check(
    _ document: JSONDocument, guardedBy guardian: ConfidentialGuard, usingRules: Bool = true
  ) -> Findings {
    var findings = schema.validate(document).all
    let texts = CaseText.all(in: document.root)
    if !document.longNumbers.isEmpty { findings += LongNumberCheck.findings(in: document) }
    findings += ControlCharacterCheck.findings(in: texts, of: document)
    findings += guardian.findings(in: document)
    for value in printed.flatMap({ $0.values(in: document.root) }) {
      if case .null = value.content { continue }
      findings.append(
        Finding(
          .confidentialValue, "the template prints this confidential value",
          fix: "remove the tag that prints it (imr-letters template check names it), or the value", in: document.source,
          at: value.offset, pointer: document.pointer(toValueAt: value.offset), isCaseData: true))
    }
    if usingRules, !rules.isEmpty {
      var found = RuleFindings(document: document)
      rules.check(document, texts, &found)
      findings += found.all
    }
    if findings.count >= Finding.mostInADocument {
      let end = document.source.bytes.count
      findings.append(
        Finding(
          .moreFindings, "there may be more findings than these \(findings.count)",
          fix: "correct these first and check again", severity: .warning, in: document.source, at: end, isCaseData: true
        ))
    }
    return weigh(Findings(findings))
  }

  /// The findings in the order of the file. With `--strict`, warnings become errors.
  func weigh(_ findings: Findings) -> Findings {
    var all = findings.all
    if isStrict {
      for index in all.indices where all[index].severity == .warning { all[index].severity = .error }
    }
    func place(_ index: Int) -> Int { all[index].location?.offset ?? 0 }
    // Most letters have a few findings, and they are in order.
    guard all.indices.dropFirst().contains(where: { place($0) < place($0 - 1) }) else { return Findings(all) }
    let order = all.indices.sorted { (place($0), $0) < (place($1), $1) }
    return Findings(order.map { all[$0] })
  }
}
