import Diagnostics

/// A number of something in a text: `12 sessions`, `#60`, `10/325 mg`, `2 times a week`.
struct Quantity {
  /// What is counted.
  enum Kind: Hashable {
    /// A group of units, such as sessions and visits.
    case unit(String)
    /// `#60`
    case pieces
    /// Milligrams and the like.
    case strength
    /// `2 times`, `2x`
    case times
  }

  let kind: Kind
  /// The unit of a strength, such as mg; empty for other quantities.
  var unit = ""
  /// The numbers in hundredths; several for `10/325` and `6-8`.
  let numbers: [Int]
  let isRange: Bool
  /// Whether it is a rate: `2 visits per week`.
  let isRate: Bool
  let tokens: Range<Int>
}

extension Quantity {
  /// Whether this strength has a number of another. Two numbers, such as `10/325`, are those of two substances, so all must be the same.
  func hasStrength(of other: Quantity) -> Bool {
    if numbers.count == 2, other.numbers.count == 2 { return numbers == other.numbers }
    return numbers.contains(where: other.numbers.contains)
  }

  /// Whether this may be one of some strengths. The same number with another unit is another strength.
  func mayBeStrength(among others: [Quantity]) -> Bool {
    others.contains { $0.unit == unit && hasStrength(of: $0) }
      || !others.contains { $0.unit == unit || hasStrength(of: $0) }
  }
}

/// Reads quantities.
struct QuantityReader: Sendable {
  static let needed = ["unit", "number"]
  static let optional = [
    "strength", "count", "times", "per", "request", "except", "past", "ends", "asked", "granted", "rest", "concluded",
  ]

  static let valued = ["unit", "number", "strength"]

  let unit, number, strength, count, times, per: Category
  let all: CategorySet
  /// The group of each unit.
  private let groups: [String]
  private let strengths: [String]
  /// What each number word means; vocabularies name the values in digits.
  private let numbers: [Int]

  init(_ phrases: Phrases) {
    (unit, number) = (phrases.category("unit"), phrases.category("number"))
    (strength, count) = (phrases.category("strength"), phrases.category("count"))
    (times, per) = (phrases.category("times"), phrases.category("per"))
    all = CategorySet([unit, number, strength, count, times, per])
    numbers = phrases.values(of: "number").map { min(max(Int($0) ?? 0, 0), 1_000_000) }
    strengths = phrases.values(of: "strength")
    groups = phrases.values(of: "unit").map { phrases.related("group", to: $0).first ?? $0 }
  }

  /// The quantities of a text, in order.
  func quantities(in prose: Prose) -> [Quantity] {
    var found: [Quantity] = []
    let marks = prose.marks(of: all)
    for (index, mark) in marks.enumerated() {
      switch mark.category {
      case unit:
        // “two times a week” are no two weeks.
        if index > 0, marks[index - 1].category == per, marks[index - 1].end == mark.first { continue }
        guard let numbers = numbers(before: Int(mark.first), marks, prose) else { continue }
        let isRate =
          index + 1 < marks.count && marks[index + 1].category == per && marks[index + 1].first - mark.end <= 1
        // Tablets are what `#60` counts.
        let group = groups[Int(mark.value)]
        found.append(
          Quantity(
            kind: group == "tablet" ? .pieces : .unit(group), numbers: numbers.values, isRange: numbers.isRange,
            isRate: isRate,
            tokens: numbers.first..<Int(mark.end)))
      case strength:
        guard let numbers = numbers(before: Int(mark.first), marks, prose) else { continue }
        found.append(
          Quantity(
            kind: .strength, unit: strengths[Int(mark.value)], numbers: numbers.values, isRange: false, isRate: false,
            tokens: numbers.first..<Int(mark.end)))
      case count:
        var next = Int(mark.end)
        while prose.isMark(":", at: next) || prose.isMark("#", at: next) || prose.isMark("(", at: next) { next += 1 }
        guard let value = Self.number(next, prose) else { continue }
        found.append(
          Quantity(
            kind: .pieces, numbers: [value * 100], isRange: false, isRate: false, tokens: Int(mark.first)..<next + 1))
      case times:
        if let numbers = numbers(before: Int(mark.first), marks, prose) {
          found.append(
            Quantity(
              kind: .times, numbers: numbers.values, isRange: numbers.isRange, isRate: true,
              tokens: numbers.first..<Int(mark.end)))
          // “2x6”, “2 x 6”: visits a week and weeks.
          if let weeks = Self.number(Int(mark.end), prose), numbers.values.count == 1 {
            found.append(
              Quantity(
                kind: .unit("session"), numbers: [numbers.values[0] * weeks], isRange: false, isRate: false,
                tokens: numbers.first..<Int(mark.end) + 1))
          }
        } else if let value = Self.number(Int(mark.end), prose) {
          // “Physical therapy x 12”
          found.append(
            Quantity(
              kind: .times, numbers: [value * 100], isRange: false, isRate: false,
              tokens: Int(mark.first)..<Int(mark.end) + 1))
        }
      default: break
      }
    }
    return found
  }

  /// The numbers of a text, in digits or in words, by their tokens.
  func plainNumbers(in prose: Prose) -> [(token: Int, number: Int)] {
    let words = Dictionary(
      prose.marks.lazy.filter { $0.category == number && $0.end - $0.first == 1 }.map { ($0.first, $0.value) }
    ) { first, _ in first }
    return prose.tokens.indices.compactMap { index in
      if let value = Self.number(index, prose) { return (index, value) }
      return words[Int32(truncatingIfNeeded: index)].map { (index, numbers[Int($0)]) }
    }
  }

  /// The numbers that end before a token: `12`, `twelve (12)`, `6-8`, `10/325`, `0.5`, `six to eight`; adjectives may stand between.
  private func numbers(before end: Int, _ marks: [Mark], _ prose: Prose) -> (values: [Int], isRange: Bool, first: Int)?
  {
    var index = end - 1
    // “12 additional physical therapy sessions”
    var words = 0
    while words < 4, index >= 0, prose.tokens[index].kind == .word, numberWord(at: index, marks) == nil,
      prose.tokens[index].sentence == prose.tokens[end].sentence, !isUnit(at: index, marks)
    {
      index -= 1
      words += 1
    }
    if prose.isMark("-", at: index), words == 0 { index -= 1 }
    if prose.isMark(")", at: index), prose.number(index - 1) != nil { index -= 1 }
    guard index >= 0, let last = value(endingAt: index, marks, prose) else { return nil }
    if words > 0, last.isTouched { return nil }
    var values = [last.value]
    var first = last.first
    var isRange = false
    while first >= 2, prose.isMark("-", at: first - 1) || prose.isMark("/", at: first - 1) || isTo(first - 1, prose),
      let before = value(endingAt: first - 2, marks, prose)
    {
      if !prose.isMark("/", at: first - 1) { isRange = true }
      values.append(before.value)
      first = before.first
    }
    return (values.reversed(), isRange, first)
  }

  private func isTo(_ index: Int, _ prose: Prose) -> Bool {
    prose.tokens[index].kind == .word && prose.tokens[index].count == 2
      && SharedWords.words(index..<index + 1, of: prose) == ["to"]
  }

  /// A number in hundredths that ends at a token. `isTouched`: letters stand right before it, such as in `L4`.
  private func value(endingAt index: Int, _ marks: [Mark], _ prose: Prose) -> (value: Int, first: Int, isTouched: Bool)?
  {
    if let word = numberWord(at: index, marks) { return (word * 100, index, false) }
    guard let number = Self.number(index, prose) else { return nil }
    let digits = prose.tokens[index].count
    // “0.5”, “7.5”
    if digits <= 2, prose.isMark(".", at: index - 1), let whole = Self.number(index - 2, prose),
      prose.isTight(index - 2..<index + 1)
    {
      return (whole * 100 + (digits == 1 ? number * 10 : number), index - 2, false)
    }
    let isTouched =
      index > 0 && prose.tokens[index - 1].end == prose.tokens[index].start && prose.tokens[index - 1].kind == .word
    return (number * 100, index, isTouched)
  }

  /// A number that can be a quantity. Larger ones are numbers of records, and products of them would be too large.
  private static func number(_ index: Int, _ prose: Prose) -> Int? {
    prose.number(index).flatMap { $0 <= 1_000_000 ? $0 : nil }
  }

  private func numberWord(at index: Int, _ marks: [Mark]) -> Int? {
    near(index, marks).first { $0.category == number && Int($0.end) == index + 1 }.map { numbers[Int($0.value)] }
  }

  private func isUnit(at index: Int, _ marks: [Mark]) -> Bool {
    near(index, marks).contains { $0.tokens.contains(index) }
  }

  /// The phrases that start at a token or a few tokens before it. Phrases of quantities are short.
  private func near(_ index: Int, _ marks: [Mark]) -> ArraySlice<Mark> {
    let low = marks.partitioningIndex { Int($0.first) >= index - 8 }
    return marks[low...].prefix { Int($0.first) <= index }
  }
}
