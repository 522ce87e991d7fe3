/// A set of Unicode code points. The code points below U+0200 are bits of one vector. Letters have few others, so joining and comparing
/// sets is fast.
package struct CodePointSet: Sendable, Hashable {
  /// The first code point that is not a bit.
  static let limit = 0x200

  private var low = SIMD8<UInt64>.zero
  private var high: Set<UInt32> = []

  /// An empty set.
  package init() {}

  /// The code points of a list.
  package init(_ codePoints: [UInt32]) {
    for codePoint in codePoints { insert(codePoint) }
  }

  /// The code points whose flag is set, and some others.
  /// - Parameter flags: one for each code point below ``limit``.
  init(flags: [Bool], _ others: Set<UInt32>) {
    precondition(flags.count == Self.limit)
    flags.withUnsafeBytes { flags in
      for start in stride(from: 0, to: Self.limit, by: 8)
      where flags.loadUnaligned(fromByteOffset: start, as: UInt64.self) != 0 {
        for codePoint in start..<start + 8 where flags[codePoint] != 0 { insert(UInt32(codePoint)) }
      }
    }
    high = others
  }

  /// The code points below U+0200 of this set.
  package var lowPart: CodePointSet {
    var result = CodePointSet()
    result.low = low
    return result
  }

  /// The code points from U+0200 on, in no order.
  package var highPart: Set<UInt32> { high }

  /// How many code points there are.
  package var count: Int {
    (0..<low.scalarCount).reduce(high.count) { $0 + low[$1].nonzeroBitCount }
  }

  /// Adds a code point.
  package mutating func insert(_ codePoint: UInt32) {
    if codePoint < UInt32(Self.limit) {
      low[Int(codePoint >> 6)] |= 1 << UInt64(codePoint & 63)
    } else {
      high.insert(codePoint)
    }
  }

  /// Adds the code points of another set.
  package mutating func formUnion(_ other: CodePointSet) {
    low |= other.low
    if !other.high.isEmpty { high.formUnion(other.high) }
  }

  /// The code points that are in either set.
  package func union(_ other: CodePointSet) -> CodePointSet {
    var result = self
    result.formUnion(other)
    return result
  }

  /// The code points that are not in the other set.
  package func subtracting(_ other: CodePointSet) -> CodePointSet {
    var result = self
    result.low &= ~other.low
    if !high.isEmpty, !other.high.isEmpty { result.high.subtract(other.high) }
    return result
  }

  /// Whether no code point is in both sets.
  package func isDisjoint(with other: CodePointSet) -> Bool {
    low & other.low == .zero && high.isDisjoint(with: other.high)
  }

  /// All code points, in ascending order.
  package var ascending: [UInt32] {
    (0..<UInt32(Self.limit)).filter { low[Int($0 >> 6)] >> UInt64($0 & 63) & 1 == 1 } + high.sorted()
  }
}
