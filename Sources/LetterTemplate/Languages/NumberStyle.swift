import JSONText

/// How a language writes numbers (UTS #35 part 3, §2.4).
struct NumberStyle: Sendable {
  let decimal: String
  let group: String
  /// How many digits must stand before the first separator: with 2, 1234 has none and 12 345 has one.
  let minimumGroupingDigits: Int
  let minus: String

  /// What a number may contain besides digits.
  var words: [String] { [decimal, group, minus] }

  /// A number with all its decimal places, and at least some of them.
  func format(_ number: ExactDecimal, decimals: Int = 0) -> String {
    (number.isNegative ? minus : "") + magnitude(number, decimals: decimals)
  }

  func magnitude(_ number: ExactDecimal, decimals: Int) -> String {
    let fraction = number.fraction(padding: decimals)
    return grouped(number.wholeDigits) + (fraction.isEmpty ? "" : decimal + fraction)
  }

  private func grouped(_ digits: String) -> String {
    let count = digits.utf8.count
    guard count >= 3 + minimumGroupingDigits else { return digits }
    return digits.enumerated().reduce(into: "") { text, digit in
      if digit.offset > 0, (count - digit.offset).isMultiple(of: 3) { text += group }
      text.append(digit.element)
    }
  }
}

/// How a language writes amounts of a currency.
struct MoneyStyle: Sendable {
  let numbers: NumberStyle
  /// What stands before and behind the number.
  let before, after: String

  /// - Parameter pattern: `#` for the number and `¤` for the symbol.
  init?(_ numbers: NumberStyle, pattern: String, symbol: String) {
    let parts = pattern.split(separator: "#", omittingEmptySubsequences: false)
    guard parts.count == 2, pattern.count(where: { $0 == "¤" }) == 1 else { return nil }
    self.numbers = numbers
    before = String(parts[0].replacing("¤", with: symbol))
    after = String(parts[1].replacing("¤", with: symbol))
  }

  /// What an amount may contain besides digits.
  var words: [String] { numbers.words + [before, after] }

  /// An amount with two decimal places. The sign comes first.
  func format(_ number: ExactDecimal) -> String {
    (number.isNegative ? numbers.minus : "") + before + numbers.magnitude(number, decimals: 2) + after
  }
}
