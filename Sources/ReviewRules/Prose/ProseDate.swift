import JSONText

/// A date as it is written in prose: `10-13-16`, `1/3/2017`, `2016-10-13`, `October 13, 2016`.
struct ProseDate: Sendable {
  /// The day; nil if it does not exist.
  let day: CalendarDate?
  /// The tokens of the date.
  let range: Range<Int>
}

extension Prose {
  /// The date that starts at a token, if there is one.
  func date(at index: Int) -> ProseDate? {
    switch term(index) {
    case .month: writtenDate(at: index)
    case .number: numericDate(at: index)
    default: nil
    }
  }

  /// `October 13, 2016`
  private func writtenDate(at index: Int) -> ProseDate? {
    guard term(index + 1) == .number, tokens[index + 1].value <= 31 else { return nil }
    let year = term(index + 2) == .comma ? index + 3 : index + 2
    guard term(year) == .number, digits(year) == 4 else { return nil }
    return ProseDate(
      day: CalendarDate(year: number(year), month: number(index), day: number(index + 1)), range: index..<year + 1)
  }

  /// Month, day and year with hyphens or slashes, or year, month and day.
  private func numericDate(at index: Int) -> ProseDate? {
    guard let mark = term(index + 1), mark == .hyphen || mark == .slash, term(index + 2) == .number,
      term(index + 3) == mark, term(index + 4) == .number, isTight(index..<index + 5),
      !isTouched(before: index, after: index + 4)
    else { return nil }
    let range = index..<index + 5
    let (first, second, third) = (number(index), number(index + 2), number(index + 4))
    if digits(index) == 4 {
      return ProseDate(day: CalendarDate(year: first, month: second, day: third), range: range)
    }
    guard digits(index) <= 2, digits(index + 2) <= 2, digits(index + 4) == 4 || digits(index + 4) == 2 else {
      return nil
    }
    let year = digits(index + 4) == 4 ? third : third + (third < 70 ? 2000 : 1900)
    return ProseDate(day: CalendarDate(year: year, month: first, day: second), range: range)
  }

  private func number(_ index: Int) -> Int { Int(tokens[index].value) }

  private func digits(_ index: Int) -> Int { Int(tokens[index].end - tokens[index].start) }

  /// Whether there are no spaces between the tokens.
  func isTight(_ range: Range<Int>) -> Bool {
    for index in range.dropFirst() where tokens[index].start != tokens[index - 1].end { return false }
    return true
  }

  /// Whether something like a date is part of a longer text, such as a telephone number.
  private func isTouched(before first: Int, after last: Int) -> Bool {
    let before =
      first > 0 && tokens[first - 1].end == tokens[first].start
      && [.hyphen, .slash, .hash, .period, .other].contains(tokens[first - 1].term)
    let after =
      last + 2 < tokens.count && isTight(last..<last + 3) && tokens[last + 2].term == .number
      && [.hyphen, .slash].contains(tokens[last + 1].term)
    return before || after
  }
}
