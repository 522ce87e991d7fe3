import Diagnostics
import JSONText

/// The rules that do not depend on a review program. They check any text of a case. Every renderer offers them, and the manifest of a
/// template set chooses.
extension RuleBook {
  /// Blanks that were not filled in, and characters that the author did not intend.
  package static let general = RuleBook(
    "general",
    [
      (Rule("unfilled-slot", .unfilledSlot), UnfilledSlot.check),
      (Rule("not-nfc", .notNormalized), CharacterRules.checkNormalization),
      (Rule("replacement-character", .replacementCharacter), CharacterRules.checkReplacement),
    ], reading: { _, texts, _ in texts })
}
