/// Rules under one name. A renderer has books, and a template set chooses books or single rules by name.
public struct RuleBook: Sendable {
  /// The name by which a manifest chooses all the rules at once.
  package let name: String
  /// The rules, in the order in which they are checked.
  public let rules: [Rule]

  /// Makes a book of rules.
  /// - Parameter name: the name of the book. It must differ from the name of every rule.
  package init(_ name: String, _ rules: [Rule]) {
    self.name = name
    self.rules = rules
  }

  /// Blanks that were not filled in, traces of other programs, and characters that the author did not intend. These rules do not depend on
  /// a review program. Every renderer offers them.
  public static let general = RuleBook(
    "general",
    [
      Rule("unfilled-slot", .unfilledSlot), Rule("markup", .markup), Rule("damage", .damage),
      Rule("repetition", .repetition), Rule("spacing", .spacing),
      Rule("not-nfc", .notNormalized), Rule("replacement-character", .replacementCharacter),
    ])
}
