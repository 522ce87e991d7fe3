extension String {
  /// Whether two texts have the same Unicode scalars. Swift's `==` also calls texts equal that only look the same, such as `é` in its
  /// composed and its decomposed form; JSON does not (RFC 8259 §8.3).
  package func isSame(as other: String) -> Bool { self == other && utf8.elementsEqual(other.utf8) }
}
