import JSONText
import LetterTemplate
import Rules

/// The rules that the manifest of a template set names, with their parameters, vocabularies and the phrases that they look for.
struct ChosenRules: Sendable {
  private let books: [RuleBook]
  private var rules: [PreparedRule] = []
  /// The names of the rules of books that were chosen.
  private var chosen: Set<String> = []
  private var plan = ReadingPlan.empty

  var isEmpty: Bool { rules.isEmpty }

  /// - Throws: everything that is wrong with the rules in the manifest.
  init(template: TemplateSet, books: [RuleBook]) throws(Findings) {
    self.books = books + [.general]
    var findings: [Finding] = []
    var builder = ReadingPlanBuilder()
    for (index, entry) in template.manifest.rules.enumerated() {
      do throws(Findings) {
        try Self.checkRepetition(of: entry, among: template.manifest.rules[..<index], template.manifest)
        try add(entry, template, &builder)
      } catch {
        findings += error.all
      }
    }
    guard findings.isEmpty else { throw Findings(findings) }
    plan = builder.plan()
  }

  /// Checks a case with all rules.
  func check(_ document: JSONDocument, _ texts: [CaseText], _ findings: inout RuleFindings) {
    let reading = CaseReading(document, texts, plan)
    // A loop over the rules would copy each of them.
    for index in rules.indices { rules[index].check(reading, &findings) }
  }

  // MARK: Choosing

  private mutating func add(
    _ entry: TemplateManifest.RuleEntry, _ template: TemplateSet, _ builder: inout ReadingPlanBuilder
  ) throws(Findings) {
    // An object that has nothing but the name means the same as the name.
    if let parameters = entry.parameters, let kind = RuleKind.all.first(where: { $0.name == entry.name }) {
      rules.append(try Self.rule(kind, parameters, in: template.manifest.source, template, &builder))
      return
    }
    if let parameters = entry.parameters?.object, let member = parameters.members.first(where: { $0.key != "rule" }) {
      throw Findings(
        find(entry.name).isEmpty
          ? unknown(entry, template)
          : Finding(
            .badRule, "the rule “\(entry.name)” has no parameters", fix: "write its name alone",
            in: template.manifest.source, at: member.keyOffset, length: member.key.utf8.count + 2))
    }
    let named = find(entry.name)
    guard !named.isEmpty else { throw Findings(unknown(entry, template)) }
    var findings: [Finding] = []
    for rule in named where chosen.insert(rule.name).inserted {
      do throws(Findings) {
        rules.append(try Self.prepare(rule, entry, template, &builder))
      } catch {
        findings += error.all
      }
    }
    guard findings.isEmpty else { throw Findings(findings) }
  }

  /// A rule that occurs twice would report everything twice.
  private static func checkRepetition(
    of entry: TemplateManifest.RuleEntry, among earlier: ArraySlice<TemplateManifest.RuleEntry>,
    _ manifest: TemplateManifest
  ) throws(Findings) {
    let isRepeated = earlier.contains { other in
      switch (entry.parameters, other.parameters) {
      case (nil, nil): entry.name == other.name
      case (let one?, let two?): one.equals(two)
      default: false
      }
    }
    guard isRepeated else { return }
    throw Findings(manifest.finding(.badRule, "this rule occurs twice", fix: "remove one", at: entry))
  }

  /// The rules that a name stands for: those of a whole book, or one rule.
  private func find(_ name: String) -> [Rule] {
    books.first { $0.name == name }?.rules ?? books.lazy.flatMap(\.rules).first { $0.name == name }.map { [$0] } ?? []
  }

  private func unknown(_ entry: TemplateManifest.RuleEntry, _ template: TemplateSet) -> Finding {
    if RuleKind.all.contains(where: { $0.name == entry.name }) {
      return template.manifest.finding(
        .badRule, "the rule “\(entry.name)” needs parameters",
        fix: "write {\"rule\": \"\(entry.name)\", …}; docs/rules.md describes them", at: entry)
    }
    let known = books.flatMap { [$0.name] + $0.rules.map(\.name) } + RuleKind.all.map(\.name)
    return template.manifest.finding(
      .unknownRule, "there is no rule “\(entry.name)”",
      fix: NearMiss.of(entry.name, among: known).map { "did you mean “\($0)”?" } ?? "imr-letters codes lists the rules",
      at: entry)
  }

  /// Checks the places that a rule of a book reads, and reads its parameters.
  private static func prepare(
    _ rule: Rule, _ entry: TemplateManifest.RuleEntry, _ template: TemplateSet, _ builder: inout ReadingPlanBuilder
  ) throws(Findings) -> PreparedRule {
    let manifest = template.manifest
    let problems = rule.problems(in: template.schema).map { path, problem in
      manifest.finding(
        .badManifestPath, "the rule “\(rule.name)” reads “\(path)”, which \(problem.message)",
        fix: problem.fix ?? "declare it in schema.json, or remove the rule from the manifest", at: entry)
    }
    guard problems.isEmpty else { throw Findings(problems) }
    let source = SourceText(name: "the rule \(rule.name)", text: rule.parameters)
    do throws(Findings) {
      return try Self.rule(rule.kind, JSONDocument(parsing: source).root, in: source, template, &builder)
    } catch {
      throw Findings(
        error.all.map { finding in
          // Files of the template folder keep their places.
          guard finding.location == nil || finding.location?.file == source.name else { return finding }
          return manifest.finding(
            finding.code, "the rule “\(rule.name)” cannot be used: \(finding.message)",
            fix: finding.code == .vocabularyMissing
              ? finding.fix : "write the rule with its parameters; docs/rules.md describes them", at: entry)
        })
    }
  }

  private static func rule(
    _ kind: RuleKind, _ parameters: JSONValue, in source: SourceText, _ template: TemplateSet,
    _ builder: inout ReadingPlanBuilder
  ) throws(Findings) -> PreparedRule {
    let settings = RuleSettings(
      parameters, in: source, schema: template.schema, pathCode: .badManifestPath
    ) { name throws(Findings) in try vocabulary(name, template) }
    do throws(Findings) {
      return try PreparedRule(kind, settings, &builder)
    } catch {
      throw error.asTemplateFindings
    }
  }

  private static func vocabulary(_ name: String, _ template: TemplateSet) throws(Findings) -> SourceText {
    guard let source = try template.vocabulary(name) else {
      throw Findings(
        Finding(
          .vocabularyMissing, "there is no vocabulary “\(name)”",
          fix: "add vocabularies/\(name).json to the set, or include the folder that has it"))
    }
    return source
  }
}
