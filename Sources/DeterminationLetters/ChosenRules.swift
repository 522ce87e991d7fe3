import JSONText
import LetterTemplate
import Rules

/// The rules that the manifest of a template set names, with their parameters and vocabularies.
struct ChosenRules: Sendable {
  /// Rules of books: the indices of those that apply.
  private var books: [(book: RuleBook, chosen: [Int])]
  private var fieldRules: [FieldRule] = []
  private var wordLists: [String: WordList] = [:]

  var isEmpty: Bool { books.isEmpty && fieldRules.isEmpty }

  /// - Throws: everything that is wrong with the rules in the manifest.
  init(template: TemplateSet, books: [RuleBook]) throws(Findings) {
    self.books = (books + [.general]).map { ($0, []) }
    var findings: [Finding] = []
    for (index, entry) in template.manifest.rules.enumerated() {
      do throws(Findings) {
        try Self.checkRepetition(of: entry, among: template.manifest.rules[..<index], template.manifest)
        try add(entry, template)
      } catch {
        findings += error.all
      }
    }
    guard findings.isEmpty else { throw Findings(findings) }
    self.books = self.books.map { ($0.book, $0.chosen.sorted()) }.filter { !$0.chosen.isEmpty }
  }

  /// Checks a case with all rules.
  func check(_ document: JSONDocument, _ texts: [CaseText], _ findings: inout RuleFindings) {
    for (book, chosen) in books { book.check(document, texts, byRulesAt: chosen, wordLists, &findings) }
    for rule in fieldRules { rule.check(document, &findings) }
  }

  // MARK: Choosing

  private mutating func add(_ entry: TemplateManifest.RuleEntry, _ template: TemplateSet) throws(Findings) {
    // An object that has nothing but the name means the same as the name.
    if let parameters = entry.parameters, let kind = RuleKind.all.first(where: { $0.name == entry.name }) {
      fieldRules.append(try rule(kind, parameters, in: template.manifest.source, template))
      return
    }
    if let parameters = entry.parameters?.object, let member = parameters.members.first(where: { $0.key != "rule" }) {
      let isKnown = find(entry.name) != nil
      throw Findings(
        isKnown
          ? Finding(
            .badRule, "the rule “\(entry.name)” has no parameters", fix: "write its name alone",
            in: template.manifest.source, at: member.keyOffset, length: member.key.utf8.count + 2)
          : unknown(entry, template))
    }
    guard let (book, rules) = find(entry.name) else { throw Findings(unknown(entry, template)) }
    var findings: [Finding] = []
    for index in rules where !books[book].chosen.contains(index) {
      books[book].chosen.append(index)
      do throws(Findings) {
        try prepare(books[book].book.rules[index], entry, template)
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
  private func find(_ name: String) -> (book: Int, rules: Range<Int>)? {
    for (number, (book, _)) in books.enumerated() {
      if book.name == name { return (number, book.rules.indices) }
      if let rule = book.rules.firstIndex(where: { $0.name == name }) { return (number, rule..<rule + 1) }
    }
    return nil
  }

  private func unknown(_ entry: TemplateManifest.RuleEntry, _ template: TemplateSet) -> Finding {
    if RuleKind.all.contains(where: { $0.name == entry.name }) {
      return template.manifest.finding(
        .badRule, "the rule “\(entry.name)” needs parameters",
        fix: "write {\"rule\": \"\(entry.name)\", …}; docs/rules.md describes them", at: entry)
    }
    let known = books.flatMap { [$0.book.name] + $0.book.rules.map(\.name) } + RuleKind.all.map(\.name)
    return template.manifest.finding(
      .unknownRule, "there is no rule “\(entry.name)”",
      fix: NearMiss.of(entry.name, among: known).map { "did you mean “\($0)”?" } ?? "imr-letters codes lists the rules",
      at: entry)
  }

  /// Checks the places that a rule of a book reads, and loads what it needs.
  private mutating func prepare(
    _ rule: Rule, _ entry: TemplateManifest.RuleEntry, _ template: TemplateSet
  ) throws(Findings) {
    let manifest = template.manifest
    let problems = rule.problems(in: template.schema).map { path, problem in
      manifest.finding(
        .badManifestPath, "the rule “\(rule.name)” reads “\(path)”, which \(problem.message)",
        fix: problem.fix ?? "declare it in schema.json, or remove the rule from the manifest", at: entry)
    }
    guard problems.isEmpty else { throw Findings(problems) }
    for name in rule.wordLists {
      do throws(Findings) {
        wordLists[name] = try Self.wordList(name, template)
      } catch {
        throw Findings(
          error.all.map { $0.location == nil ? manifest.finding($0.code, $0.message, fix: $0.fix, at: entry) : $0 })
      }
    }
    if let preset = rule.preset {
      let source = SourceText(name: "the rule \(rule.name)", text: preset.parameters)
      do throws(Findings) {
        fieldRules.append(try self.rule(preset.kind, JSONDocument(parsing: source).root, in: source, template))
      } catch {
        throw Findings(
          error.all.map {
            manifest.finding(
              .badManifestPath, "the rule “\(rule.name)” cannot be used: \($0.message)",
              fix: "write the rule with its parameters; docs/rules.md describes them", at: entry)
          })
      }
    }
  }

  private func rule(
    _ kind: RuleKind, _ parameters: JSONValue, in source: SourceText, _ template: TemplateSet
  ) throws(Findings) -> FieldRule {
    let settings = RuleSettings(
      parameters, in: source, schema: template.schema, pathCode: .badManifestPath
    ) { name throws(Findings) in try Self.wordList(name, template) }
    return try FieldRule(kind, settings)
  }

  private static func wordList(_ name: String, _ template: TemplateSet) throws(Findings) -> WordList {
    guard let source = try template.vocabulary(name) else {
      throw Findings(
        Finding(
          .vocabularyMissing, "there is no vocabulary “\(name)”",
          fix: "add vocabularies/\(name).json to the set, or include the folder that has it"))
    }
    do throws(Findings) {
      return try WordList(source, name: name)
    } catch {
      throw error.asTemplateFindings
    }
  }
}
