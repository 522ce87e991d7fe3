/// A set of characters of a regular expression.
struct PatternCharacters {
  /// Ranges of code points, in any order.
  var ranges: [ClosedRange<UInt32>] = []

  /// `\d` of ECMA-262
  static let digits = PatternCharacters(ranges: [0x30...0x39])
  /// `\w` of ECMA-262
  static let word = PatternCharacters(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  /// `\s` of ECMA-262
  static let spaces = PatternCharacters(ranges: [
    0x9...0xD, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
    0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
  /// What `.` of ECMA-262 does not match.
  static let lineEnds = PatternCharacters(ranges: [0xA...0xA, 0xD...0xD, 0x2028...0x2029])

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool { spaces.ranges.contains { $0.contains(scalar.value) } }

  /// All other characters.
  var complement: PatternCharacters {
    var others: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { others.append(next...range.lowerBound - 1) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { others.append(next...0x10FFFF) }
    return PatternCharacters(ranges: others)
  }

  /// Whether none of them is white space.
  var isVisible: Bool { !ranges.contains { range in Self.spaces.ranges.contains { $0.overlaps(range) } } }

  /// Whether all white space is in it.
  var holdsAllSpaces: Bool {
    let others = complement
    return others.isVisible
  }

  /// A class of PCRE2.
  /// - Parameter others: properties, which are members too.
  func text(isNegated: Bool, and others: String = "") -> String {
    let members = ranges.map { range in
      range.count == 1 ? Self.code(range.lowerBound) : "\(Self.code(range.lowerBound))-\(Self.code(range.upperBound))"
    }
    return "[" + (isNegated ? "^" : "") + members.joined() + others + "]"
  }

  private static func code(_ value: UInt32) -> String { "\\x{\(String(value, radix: 16))}" }

  /// A character that stands for itself.
  static func escaped(_ scalar: Unicode.Scalar) -> String {
    scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar) ? String(scalar) : code(scalar.value)
  }
}
