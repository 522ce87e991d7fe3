import Glibc

extension String {
  /// Whether two texts have the same Unicode scalars. Swift's `==` also calls texts equal that only look the same, such as `é` in its
  /// composed and its decomposed form; JSON does not (RFC 8259 §8.3).
  ///
  /// Every key of every record passes here, so the bytes are compared in memory: `utf8.elementsEqual` decodes a position per byte and cost
  /// four percent of a letter.
  package func isSame(as other: String) -> Bool {
    let count = utf8.count
    guard count == other.utf8.count else { return false }
    let left = utf8.span
    let right = other.utf8.span
    return left.withUnsafeBytes { left in
      right.withUnsafeBytes { right in
        // An empty text may have no address.
        guard let left = left.baseAddress, let right = right.baseAddress else { return true }
        return memcmp(left, right, count) == 0
      }
    }
  }
}

/// A text as a key. Two keys are the same if they have the same Unicode scalars (``Swift/String/isSame(as:)``).
package struct ExactText: Hashable, Comparable, Sendable {
  /// The text.
  package let text: String

  /// Makes a key of a text.
  package init(_ text: String) { self.text = text }

  package static func == (one: ExactText, other: ExactText) -> Bool { one.text.isSame(as: other.text) }

  /// In the order of bytes.
  package static func < (one: ExactText, other: ExactText) -> Bool {
    one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    text.utf8.span.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}
