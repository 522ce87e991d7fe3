import JSONText
import LetterTemplate
import Rules

/// Checks a case file before its letter is made: the schema, characters, confidential values, and the rules that the template set names.
struct CaseChecker: Sendable {
  private let schema: Schema
  /// The rules that apply, by book.
  private let rules: [(book: RuleBook, chosen: [Int])]
  private let isStrict: Bool

  /// Chooses the rules that the manifest names.
  /// - Throws: findings if the manifest names an unknown rule, or if a rule reads a place that the schema does not declare.
  init(template: TemplateSet, books: [RuleBook], isStrict: Bool) throws(Findings) {
    schema = template.schema
    self.isStrict = isStrict
    let books = books + [.general]
    var chosen = books.map { (book: $0, chosen: [Int]()) }
    var problems: [Finding] = []
    for name in template.manifest.rules {
      guard let (book, named) = Self.find(name.text, in: books) else {
        problems.append(Self.unknown(name.text, in: books, template.manifest.source, at: name.offset))
        continue
      }
      for rule in named where !chosen[book].chosen.contains(rule) {
        chosen[book].chosen.append(rule)
        for (path, problem) in books[book].rules[rule].problems(in: schema) {
          problems.append(
            Finding(
              .badManifestPath,
              "the rule “\(books[book].rules[rule].name)” reads “\(path)”, which \(problem.message)",
              fix: problem.fix ?? "declare it in schema.json, or remove the rule from the manifest",
              in: template.manifest.source, at: name.offset, length: name.text.utf8.count + 2))
        }
      }
    }
    guard problems.isEmpty else { throw Findings(problems) }
    rules = chosen.map { ($0.book, $0.chosen.sorted()) }.filter { !$0.chosen.isEmpty }
  }

  /// The rules that a name of the manifest stands for: those of a whole book, or one rule.
  private static func find(_ name: String, in books: [RuleBook]) -> (book: Int, rules: Range<Int>)? {
    for (number, book) in books.enumerated() {
      if book.name == name { return (number, book.rules.indices) }
      if let rule = book.rules.firstIndex(where: { $0.name == name }) { return (number, rule..<rule + 1) }
    }
    return nil
  }

  private static func unknown(_ name: String, in books: [RuleBook], _ source: SourceText, at offset: Int) -> Finding {
    let near = NearMiss.of(name, among: books.flatMap { [$0.name] + $0.rules.map(\.name) })
    return Finding(
      .unknownRule, "there is no rule “\(name)”",
      fix: near.map { "did you mean “\($0)”?" } ?? "imr-letters codes lists the rules", in: source, at: offset)
  }

  /// All findings in a case file, in the order of the file, errors and warnings.
  func check(_ document: JSONDocument, guardedBy guardian: ConfidentialGuard) -> Findings {
    var findings = schema.validate(document).all
    let texts = CaseText.all(in: document.root)
    if !document.longNumbers.isEmpty { findings += LongNumberCheck.findings(in: document) }
    findings += ControlCharacterCheck.findings(in: texts, of: document)
    findings += guardian.findings(in: document)
    if !rules.isEmpty {
      var found = RuleFindings(document: document)
      for (book, chosen) in rules { book.check(document, texts, byRulesAt: chosen, &found) }
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
    guard !findings.all.isEmpty else { return findings }
    let inOrder = findings.all.enumerated().sorted {
      ($0.element.location?.offset ?? 0, $0.offset) < ($1.element.location?.offset ?? 0, $1.offset)
    }
    return Findings(
      inOrder.map { _, finding in
        var finding = finding
        if isStrict, finding.severity == .warning { finding.severity = .error }
        return finding
      })
  }
}
