/// A decimal number with all its digits. Amounts and counts are compared, added and printed exactly; nothing is ever rounded.
package struct ExactDecimal: Sendable, Hashable {
  /// Whether it is less than zero.
  package let isNegative: Bool
  /// The digits from 0 to 9, without zeros at the start or, behind the point, at the end. Empty for zero.
  let digits: [UInt8]
  /// How many of the digits stand behind the point.
  package let decimals: Int

  /// Numbers with more digits or larger exponents are not read. They would take much work, and no letter needs them.
  private static let most = (digits: 1_000, exponent: 400)
  /// A number of a case may have this many digits, and an exponent up to this one.
  package static let mostInACase = (digits: 34, exponent: 100)

  /// Zero.
  package static let zero = ExactDecimal(0)

  /// A whole number.
  package init(_ number: Int) {
    self.init(isNegative: number < 0, String(number.magnitude).utf8.map { $0 - UInt8(ascii: "0") }, decimals: 0)
  }

  /// A whole number whose first digit is not zero.
  private init(whole digits: [UInt8]) { (isNegative, self.digits, decimals) = (false, digits, 0) }

  private init(isNegative: Bool, _ digits: [UInt8], decimals: Int) {
    var digits = digits
    var decimals = decimals
    while decimals > 0, digits.last == 0 {
      digits.removeLast()
      decimals -= 1
    }
    let kept = Array(digits.drop { $0 == 0 })
    self.digits = kept
    self.isNegative = isNegative && !kept.isEmpty
    self.decimals = kept.isEmpty ? 0 : decimals
  }

  /// Reads a number of JSON (RFC 8259 §6); nil if the text is none, or has more than 1,000 digits or an exponent beyond ±400.
  package init?(_ text: String) {
    self.init(text, limits: Self.most)
  }

  /// Reads a number of a case; nil if it has more than 34 digits or an exponent beyond ±100.
  package init?(ofCase text: String) {
    self.init(text, limits: Self.mostInACase)
  }

  private init?(_ text: String, limits: (digits: Int, exponent: Int)) {
    // Nearly all numbers are whole.
    if text.utf8.count <= limits.digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let first = text.utf8.first, first != UInt8(ascii: "0")
    {
      self.init(whole: text.utf8.map { $0 - UInt8(ascii: "0") })
      return
    }
    var parts = Parts()
    guard parts.read(text), parts.digits.count <= limits.digits, abs(parts.exponent) <= limits.exponent else {
      return nil
    }
    var decimals = parts.decimals - parts.exponent
    if decimals < 0 {
      parts.digits += [UInt8](repeating: 0, count: -decimals)
      decimals = 0
    }
    self.init(isNegative: parts.isNegative, parts.digits, decimals: decimals)
  }

  /// The parts of a number's text.
  private struct Parts {
    var isNegative = false
    var digits: [UInt8] = []
    var decimals = 0
    var exponent = 0

    mutating func read(_ text: String) -> Bool {
      var rest = text.utf8[...]
      isNegative = rest.first == UInt8(ascii: "-")
      if isNegative { rest = rest.dropFirst() }
      guard take(&rest) > 0 else { return false }
      if rest.first == UInt8(ascii: ".") {
        rest = rest.dropFirst()
        decimals = take(&rest)
        if decimals == 0 { return false }
      }
      guard let mark = rest.first else { return true }
      guard mark | 0x20 == UInt8(ascii: "e"), rest.count < 8, let written = Int(rest.dropFirst().withoutPlus) else {
        return false
      }
      exponent = written
      return true
    }

    private mutating func take(_ rest: inout Substring.UTF8View) -> Int {
      let found = rest.prefix { (0x30...0x39).contains($0) }
      // A longer number is refused, so its digits need not be kept.
      digits += found.prefix(ExactDecimal.most.digits + 1).map { $0 - UInt8(ascii: "0") }
      rest = rest.dropFirst(found.count)
      return found.count
    }
  }

  // MARK: Properties

  /// Whether there are no digits behind the point.
  package var isInteger: Bool { decimals == 0 }

  /// Whether it is 1, 10, 0.01 and so on.
  var isPowerOfTen: Bool { !isNegative && digits.first == 1 && digits.dropFirst().allSatisfy { $0 == 0 } }

  /// Whether it is zero.
  package var isZero: Bool { digits.isEmpty }

  /// The digits before the point; "0" if there are none.
  package var wholeDigits: String { Self.text(digits.dropLast(decimals)) }

  /// The digits behind the point, with zeros up to a number of digits.
  package func fraction(padding count: Int = 0) -> String {
    if max(decimals, count) == 0 { return "" }
    let missing = max(0, decimals - digits.count)
    let end = [UInt8](repeating: 0, count: max(0, count - decimals))
    return Self.text([UInt8](repeating: 0, count: missing)[...] + digits.suffix(decimals) + end)
  }

  /// The number in its shortest form, such as `-0.5`.
  package var shortest: String {
    (isNegative ? "-" : "") + wholeDigits + (decimals > 0 ? "." + fraction() : "")
  }

  /// A number of JSON as people write it: 2004.0 is 2004, 1e3 is 1000, 0.50 is 0.5.
  package static func shortest(_ number: String) -> String {
    // Nearly all numbers are whole.
    number.utf8.allSatisfy { (0x30...0x39).contains($0) } ? number : ExactDecimal(number)?.shortest ?? number
  }

  private static func text(_ digits: ArraySlice<UInt8>) -> String {
    digits.isEmpty ? "0" : String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }

  // MARK: Arithmetic

  /// What is left of the whole part's magnitude when it is divided by a number from 1 to 10¹⁶.
  package func wholePart(modulo divisor: Int) -> Int {
    digits.dropLast(decimals).reduce(0) { ($0 * 10 + Int($1)) % divisor }
  }

  /// Whether it is a multiple of another number, which must not be zero (JSON Schema 2020-12 validation §6.2.1).
  package func isMultiple(of divisor: ExactDecimal) -> Bool {
    guard !divisor.isZero else { return isZero }
    let scale = max(decimals, divisor.decimals)
    let divisor = divisor.whole(scale)
    var rest: [UInt8] = []
    for digit in whole(scale) {
      if !rest.isEmpty || digit > 0 { rest.append(digit) }
      while Self.isLess(rest, divisor) == false { rest = Self.difference(rest, divisor) }
    }
    return rest.isEmpty
  }

  /// The digits of the number times 10 to the power of `scale`.
  private func whole(_ scale: Int) -> [UInt8] {
    digits.isEmpty || scale == decimals ? digits : digits + [UInt8](repeating: 0, count: scale - decimals)
  }

  /// Whether one whole number is less than another. They have no zeros at the start.
  private static func isLess(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    one.count == other.count ? one.lexicographicallyPrecedes(other) : one.count < other.count
  }

  /// The larger whole number minus the smaller one.
  private static func difference(_ larger: [UInt8], _ smaller: [UInt8]) -> [UInt8] {
    var result = larger
    var borrowed: UInt8 = 0
    for place in stride(from: 1, through: larger.count, by: 1) {
      let taken = borrowed + (place <= smaller.count ? smaller[smaller.count - place] : 0)
      let digit = larger[larger.count - place]
      borrowed = digit < taken ? 1 : 0
      result[larger.count - place] = digit + borrowed * 10 - taken
    }
    return Array(result.drop { $0 == 0 })
  }

  private static func sum(_ one: [UInt8], _ other: [UInt8]) -> [UInt8] {
    let (long, short) = one.count >= other.count ? (one, other) : (other, one)
    var result = [0] + long
    for place in 1...result.count {
      let added = place <= short.count ? short[short.count - place] : 0
      let index = result.count - place
      result[index] += added
      if result[index] > 9 {
        result[index] -= 10
        result[index - 1] += 1
      }
    }
    return Array(result.drop { $0 == 0 })
  }

  /// The exact sum.
  package static func + (one: ExactDecimal, other: ExactDecimal) -> ExactDecimal {
    let scale = max(one.decimals, other.decimals)
    let (left, right) = (one.whole(scale), other.whole(scale))
    if one.isNegative == other.isNegative {
      return ExactDecimal(isNegative: one.isNegative, sum(left, right), decimals: scale)
    }
    if isLess(left, right) {
      return ExactDecimal(isNegative: other.isNegative, difference(right, left), decimals: scale)
    }
    return ExactDecimal(isNegative: one.isNegative, difference(left, right), decimals: scale)
  }
}

extension ExactDecimal: Comparable {
  /// Compares the values.
  package static func < (one: ExactDecimal, other: ExactDecimal) -> Bool {
    if one.isNegative != other.isNegative { return one.isNegative }
    let scale = max(one.decimals, other.decimals)
    let (left, right) = (one.whole(scale), other.whole(scale))
    return one.isNegative ? isLess(right, left) : isLess(left, right)
  }
}

extension Substring.UTF8View {
  /// The text without a plus sign at its start.
  fileprivate var withoutPlus: String {
    let rest = first == UInt8(ascii: "+") ? dropFirst() : self
    // `Int` would accept a second sign.
    return first == UInt8(ascii: "+") && rest.first == UInt8(ascii: "-") ? "" : String(decoding: rest, as: UTF8.self)
  }
}
