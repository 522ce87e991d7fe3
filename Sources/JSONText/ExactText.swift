extension String {
  /// Whether two texts have the same Unicode scalars. Swift's `==` also calls texts equal that only look the same, such as `é` in its
  /// composed and its decomposed form; JSON does not (RFC 8259 §8.3).
  ///
  /// Every key of every record passes here, so the bytes are compared in memory: `utf8.elementsEqual` decodes a position per byte and cost
  /// four percent of a letter.
  package func isSame(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let left = utf8.span
    let right = other.utf8.span
    return left.withUnsafeBytes { left in right.withUnsafeBytes { left.elementsAreEqual(to: $0) } }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes are those of another buffer of the same length. Eight are compared at once.
  fileprivate func elementsAreEqual(to other: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index + 8 <= count {
      let left = loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if left != other.loadUnaligned(fromByteOffset: index, as: UInt64.self) { return false }
      index += 8
    }
    while index < count {
      if self[index] != other[index] { return false }
      index += 1
    }
    return true
  }
}
