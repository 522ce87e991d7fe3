import JSONText

/// A date as it is written in prose: `10-13-16`, `1/3/2017`, `2016-10-13`, `October 13, 2016`, `13 Oct. 2016`.
package struct ProseDate: Sendable {
  /// The day; nil if it does not exist.
  package let day: CalendarDate?
  /// The tokens of the date.
  package let tokens: Range<Int>
  /// Whether it cannot be anything else than a date: it has a month's name, or a year of four digits or more.
  package let isCertain: Bool
  /// Whether the year has a wrong number of digits.
  package let hasOddYear: Bool

  /// All dates of a text.
  static func all(in tokens: [Token], months marks: [Mark], _ month: CategorySet) -> [ProseDate] {
    var dates: [ProseDate] = []
    let reader = DateReader(tokens: tokens)
    for mark in marks where month.contains(mark.category) {
      if let date = reader.dayFirst(mark) ?? reader.monthFirst(mark) { dates.append(date) }
    }
    let hasWritten = !dates.isEmpty
    var index = 0
    while index + 4 < tokens.count {
      guard tokens[index].kind == .number, tokens[index + 1].kind == .mark, let date = reader.numeric(at: index) else {
        index += 1
        continue
      }
      dates.append(date)
      index = date.tokens.upperBound
    }
    guard hasWritten else { return dates }
    // Several vocabularies may have the months: each date counts once.
    var end = 0
    return dates.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }.filter { date in
      guard date.tokens.lowerBound >= end else { return false }
      end = date.tokens.upperBound
      return true
    }
  }
}

/// Reads dates from tokens.
private struct DateReader {
  let tokens: [Token]

  /// `October 13, 2016`, `Oct. 13 2016`
  func monthFirst(_ month: Mark) -> ProseDate? {
    var day = Int(month.end)
    if tokens.isMark(".", day) { day += 1 }
    guard let dayNumber = tokens.number(day), digits(day) <= 2 else { return nil }
    var year = day + 1
    // “13th”
    if let suffix = tokens.token(year), suffix.kind == .word, suffix.count == 2, suffix.start == tokens[day].end {
      year += 1
    }
    if tokens.isMark(",", year) { year += 1 }
    guard let yearNumber = tokens.number(year), digits(year) >= 4 else { return nil }
    return written(yearNumber, Int(month.value) + 1, dayNumber, Int(month.first)..<year + 1)
  }

  /// `13 October 2016`
  func dayFirst(_ month: Mark) -> ProseDate? {
    let index = Int(month.first) - 1
    guard let day = tokens.number(index), digits(index) <= 2 else { return nil }
    let year = Int(month.end) + (tokens.isMark(".", Int(month.end)) || tokens.isMark(",", Int(month.end)) ? 1 : 0)
    guard let yearNumber = tokens.number(year), digits(year) >= 4 else { return nil }
    return written(yearNumber, Int(month.value) + 1, day, index..<year + 1)
  }

  private func written(_ year: Int, _ month: Int, _ day: Int, _ range: Range<Int>) -> ProseDate {
    let isOdd = digits(range.upperBound - 1) != 4
    return ProseDate(
      day: isOdd ? nil : CalendarDate(year: year, month: month, day: day), tokens: range, isCertain: true,
      hasOddYear: isOdd)
  }

  /// Month, day and year with hyphens, slashes or full stops, or year, month and day.
  func numeric(at index: Int) -> ProseDate? {
    guard let mark = tokens.token(index + 1), mark.isMark("-") || mark.isMark("/") || mark.isMark("."),
      tokens.token(index + 2)?.kind == .number, tokens.token(index + 3)?.value == mark.value,
      tokens.token(index + 3)?.kind == .mark,
      tokens.token(index + 4)?.kind == .number, tokens.isTight(index..<index + 5),
      !isTouched(before: index, after: index + 4)
    else { return nil }
    let range = index..<index + 5
    let (first, second, third) = (value(index), value(index + 2), value(index + 4))
    if digits(index) == 4, digits(index + 2) <= 2, digits(index + 4) <= 2 {
      // A section of a regulation, such as 9792.10.6.
      if mark.isMark("."), !(1900...2099).contains(first) { return nil }
      return ProseDate(
        day: CalendarDate(year: first, month: second, day: third), tokens: range, isCertain: true, hasOddYear: false)
    }
    let yearDigits = digits(index + 4)
    guard digits(index) <= 2, digits(index + 2) <= 2,
      yearDigits == 2 && !mark.isMark(".") || yearDigits == 3 && first <= 12 && second <= 31 || (4...6) ~= yearDigits
    else { return nil }
    if yearDigits == 3 { return ProseDate(day: nil, tokens: range, isCertain: false, hasOddYear: true) }
    if yearDigits > 4 { return ProseDate(day: nil, tokens: range, isCertain: true, hasOddYear: true) }
    let year = yearDigits == 4 ? third : third + (third < 70 ? 2000 : 1900)
    // In the other order of day and month it may be a date of another country.
    let isReversed = CalendarDate(year: year, month: second, day: first) != nil
    let day = CalendarDate(year: year, month: first, day: second)
    guard day != nil || !isReversed else { return nil }
    return ProseDate(day: day, tokens: range, isCertain: yearDigits == 4, hasOddYear: false)
  }

  /// Whether something like a date is part of a longer text, such as a telephone number.
  private func isTouched(before first: Int, after last: Int) -> Bool {
    let before =
      first > 0 && tokens[first - 1].end == tokens[first].start
      && (tokens[first - 1].kind != .mark || "-/#.".unicodeScalars.contains { tokens[first - 1].isMark($0) })
    let after =
      last + 2 < tokens.count && tokens.isTight(last..<last + 3) && tokens[last + 2].kind == .number
      && (tokens[last + 1].isMark("-") || tokens[last + 1].isMark("/"))
    return before || after
  }

  private func value(_ index: Int) -> Int { Int(tokens[index].value) }

  private func digits(_ index: Int) -> Int { tokens[index].count }
}
