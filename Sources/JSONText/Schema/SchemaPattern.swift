import Synchronization

/// A `pattern`: a regular expression that must match somewhere in the text (it is not anchored).
///
/// Swift's `Regex` is not `Sendable` (it may hold closures), so one thread at a time uses the compiled expression.
package final class SchemaPattern: Sendable {
  /// The expression as written in the schema.
  package let expression: String
  private let regex: Mutex<Regex<AnyRegexOutput>>

  /// Compiles an expression; nil if it is not valid.
  init?(_ expression: String) {
    guard let regex = try? Regex(expression) else { return nil }
    self.expression = expression
    self.regex = Mutex(regex.matchingSemantics(.unicodeScalar).asciiOnlyDigits())
  }

  func matches(_ text: String) -> Bool {
    // Most texts of a case file are checked against this pattern, and most of them match at their first byte.
    if expression == "\\S", let first = text.utf8.first, (0x21...0x7E).contains(first) { return true }
    return regex.withLock { regex in
      guard let match = try? regex.firstMatch(in: text) else { return false }
      _ = match
      return true
    }
  }
}
