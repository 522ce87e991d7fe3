import Diagnostics
import JSONText

/// Rules that work on the same prepared form of a case, such as its prose cut into words. A renderer has books, and a template set chooses
/// books or single rules by name.
public struct RuleBook: Sendable {
  /// The name by which a manifest chooses all the rules at once.
  package let name: String
  /// The rules, in the order in which they are checked.
  public let rules: [Rule]
  private let checkCase: @Sendable ([Int], JSONDocument, [CaseText], [String: WordList], inout RuleFindings) -> Void

  /// Makes a book of rules.
  /// - Parameters:
  ///   - name: the name of the book. It must differ from the name of every rule.
  ///   - rules: each rule with its check.
  ///   - read: makes the prepared form of a case, once for all rules.
  package init<Reading>(
    _ name: String, _ rules: [(rule: Rule, check: @Sendable (Reading, inout RuleFindings) -> Void)],
    reading read: @escaping @Sendable (JSONDocument, [CaseText], [String: WordList]) -> Reading
  ) {
    self.name = name
    self.rules = rules.map(\.rule)
    let checks = rules.map(\.check)
    checkCase = { chosen, document, texts, wordLists, findings in
      let reading = read(document, texts, wordLists)
      for index in chosen { checks[index](reading, &findings) }
    }
  }

  /// Checks a case.
  /// - Parameters:
  ///   - chosen: the indices of the rules that apply, in the order of ``rules``.
  ///   - wordLists: the word lists that these rules need.
  package func check(
    _ document: JSONDocument, _ texts: [CaseText], byRulesAt chosen: [Int], _ wordLists: [String: WordList],
    _ findings: inout RuleFindings
  ) {
    checkCase(chosen, document, texts, wordLists, &findings)
  }
}
