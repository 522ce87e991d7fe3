import JSONText
import UnicodeText

/// Dates in the forms in which letters write them: `1971-03-09`, `03/09/1971`, `3-9-71`, `March 9, 1971`, `9 Mar 1971`, `9 de marzo de
/// 1971`, `1971 March 9`, `19710309`. Letters may touch a date, as in `DOB03/09/1971`, if its year has four digits.
enum DateForms {
  /// The value read as a date; nil if it is not a date. A number such as `WC12-03-1971` is none.
  static func date(_ value: String) -> CalendarDate? {
    let text = FoldedText(value)
    guard text.wordStarts.count <= 8 else { return nil }
    let words = DateWords(text)
    for index in words.indices {
      let found = dates(at: index, in: words).first {
        !words.isAttached($0.words.lowerBound) && words.endsDate($0.words)
      }
      if let found { return found.date }
    }
    return nil
  }

  /// Whether one of some dates is in a text.
  static func occur(_ dates: Set<CalendarDate>, in text: FoldedText) -> Bool {
    let words = DateWords(text)
    return words.indices.contains { index in
      self.dates(at: index, in: words).contains { dates.contains($0.date) }
    }
  }

  /// A date, and the words that it takes.
  private typealias Found = (date: CalendarDate, words: Range<Int>)

  /// The dates that start with a word.
  private static func dates(at index: Int, in words: DateWords) -> [Found] {
    guard let number = words.number(index) else {
      return words.month(index) == nil ? [] : [named(at: index, in: words, .monthFirst)].compactMap(\.self)
    }
    switch words[index].count {
    case 8:
      return [
        CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100),
        CalendarDate(year: number % 10_000, month: number / 1_000_000, day: number / 10_000 % 100),
      ].compactMap { $0.map { ($0, index..<index + 1) } }
    case 4:
      return [numeric(at: index, in: words) ?? yearFirst(at: index, in: words)].compactMap(\.self)
    case 1, 2:
      return [named(at: index, in: words, .dayFirst) ?? numeric(at: index, in: words)].compactMap(\.self)
    default: return []
    }
  }

  private enum Order { case monthFirst, dayFirst, yearFirst }

  /// A date with the name of its month.
  private static func named(at index: Int, in words: DateWords, _ order: Order) -> Found? {
    var reader = DateReader(words, at: index)
    let parts: (year: DateReader.Year?, month: Int?, day: Int?)
    switch order {
    case .monthFirst:
      let (month, day) = (reader.month(), reader.day())
      parts = (reader.year(), month, day)
    case .dayFirst:
      let (day, month) = (reader.day(), reader.month())
      parts = (reader.year(), month, day)
    case .yearFirst:
      let (year, month) = (reader.year(), reader.month())
      parts = (year, month, reader.day())
    }
    guard let year = parts.year, let month = parts.month, let day = parts.day else { return nil }
    return found(year, month, day, index..<reader.next, in: words)
  }

  /// `1971 March 9`. The year and the day may be those of other dates: `May 5, 1971, March 9, 1980`.
  private static func yearFirst(at index: Int, in words: DateWords) -> Found? {
    guard let found = named(at: index, in: words, .yearFirst) else { return nil }
    let after = found.words.upperBound
    if after < words.count, words.number(after) != nil, words[after].count == 4 { return nil }
    let isTaken = (max(0, index - mostWords + 1)..<index).contains { start in
      words.number(start).map { _ in words[start].count < 4 } ?? true
        && dates(at: start, in: words).contains { $0.words.upperBound == index + 1 }
    }
    return isTaken ? nil : found
  }

  /// The most words of a date: `9`, `th`, `day`, `of`, `March`, `of`, `1971`.
  private static let mostWords = 7

  /// `1971-03-09`, `3/9/71`
  private static func numeric(at index: Int, in words: DateWords) -> Found? {
    var reader = DateReader(words, at: index)
    guard let first = reader.word(), let second = reader.word(), let third = reader.word(),
      let one = words.number(first), let two = words.number(second), let three = words.number(third),
      words[second].count <= 2
    else { return nil }
    let range = index..<reader.next
    if words[first].count == 4 {
      guard words[third].count <= 2 else { return nil }
      return found(DateReader.Year(number: one, isWhole: true), two, three, range, in: words)
    }
    return words.year(third).flatMap { found($0, one, two, range, in: words) }
  }

  private static func found(
    _ year: DateReader.Year, _ month: Int, _ day: Int, _ range: Range<Int>, in words: DateWords
  ) -> Found? {
    // “L4 9/71” has no date.
    guard year.isWhole || !words.isAttached(range.lowerBound) && !words.isAttached(range.upperBound) else { return nil }
    return CalendarDate(year: year.number, month: month, day: day).map { ($0, range) }
  }
}
