/// A list that grows piece by piece. An array that doubles takes up to twice the memory it needs, and three times while it grows.
struct LongList<Element: Sendable>: Sendable {
  private static var pieceCount: Int { 8_192 }

  private var pieces: [[Element]] = []

  /// How many elements there are.
  var count: Int { pieces.isEmpty ? 0 : (pieces.count - 1) * Self.pieceCount + pieces[pieces.count - 1].count }

  /// The places of the elements.
  var indices: Range<Int> { 0..<count }

  mutating func append(_ element: Element) {
    if pieces.last.map({ $0.count == Self.pieceCount }) ?? true {
      pieces.append([])
      pieces[pieces.count - 1].reserveCapacity(Self.pieceCount)
    }
    pieces[pieces.count - 1].append(element)
  }

  subscript(index: Int) -> Element {
    get { pieces[index / Self.pieceCount][index % Self.pieceCount] }
    set { pieces[index / Self.pieceCount][index % Self.pieceCount] = newValue }
  }

  /// The number of elements that satisfy a predicate.
  func count(where predicate: (Element) -> Bool) -> Int { pieces.reduce(0) { $0 + $1.count(where: predicate) } }
}
