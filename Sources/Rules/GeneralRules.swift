import Diagnostics
import JSONText

/// The rules that know no program: they look at any text of a case. Every renderer has them.
extension RuleBook {
  /// Blanks that nobody filled in, and characters that are not what their author meant.
  package static let general = RuleBook(
    [
      (Rule("unfilled-slot", .unfilledSlot), UnfilledSlot.check),
      (Rule("not-nfc", .notNormalized), CharacterRules.checkNormalization),
      (Rule("replacement-character", .replacementCharacter), CharacterRules.checkReplacement),
    ], reading: { _, texts in texts })
}
