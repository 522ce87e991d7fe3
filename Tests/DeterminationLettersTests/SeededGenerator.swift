/// A generator of test input whose choices follow from a seed (xorshift64).
protocol SeededGenerator {
  /// What the next choice follows from. Never 0.
  var state: UInt64 { get set }
}

extension SeededGenerator {
  /// A number from 0 to below `limit`.
  mutating func next(below limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }

  /// True in so many of a hundred cases.
  mutating func chance(_ percent: Int) -> Bool { next(below: 100) < percent }

  /// One element of a list that is not empty.
  mutating func one<Element>(of list: [Element]) -> Element { list[next(below: list.count)] }
}
