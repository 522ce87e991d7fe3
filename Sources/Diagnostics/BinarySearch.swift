extension RandomAccessCollection {
  /// The index of the first element of the second part of a collection, or the end. Elements of the first part must stand before all others.
  /// The name is that of swift-algorithms.
  /// - Parameter isInSecondPart: whether an element belongs to the second part. It is asked of log₂ n elements.
  @inlinable
  @inline(__always)
  package func partitioningIndex(where isInSecondPart: (Element) throws -> Bool) rethrows -> Index {
    var low = startIndex
    var count = count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if try isInSecondPart(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}
