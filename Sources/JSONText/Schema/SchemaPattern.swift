import Synchronization

/// A `pattern`: a regular expression that must be found somewhere in the text (it is not anchored by itself).
///
/// Swift's `Regex` is not `Sendable` (it may hold closures), so the one compiled expression is used by one thread at a time.
package final class SchemaPattern: Sendable {
  /// The expression as written in the schema.
  package let expression: String
  private let regex: Mutex<Regex<AnyRegexOutput>>

  /// Compiles an expression; nil if it is none.
  init?(_ expression: String) {
    guard let regex = try? Regex(expression) else { return nil }
    self.expression = expression
    self.regex = Mutex(regex.matchingSemantics(.unicodeScalar).asciiOnlyDigits())
  }

  func matches(_ text: String) -> Bool {
    // Nearly every text of a case file is held to this one; nearly all pass by their first byte.
    if expression == "\\S", let first = text.utf8.first, (0x21...0x7E).contains(first) { return true }
    return regex.withLock { regex in
      guard let match = try? regex.firstMatch(in: text) else { return false }
      _ = match
      return true
    }
  }
}
