import JSONText
import UnicodeText

/// Dates in the forms in which letters write them: `1971-03-09`, `03/09/1971`, `3-9-71`, `March 9, 1971`, `9 Mar 1971`, `9 de marzo de
/// 1971`, `19710309`.
enum DateForms {
  /// The value read as a date; nil if it is not a date.
  static func date(_ value: String) -> CalendarDate? {
    let text = FoldedText(value)
    guard text.wordStarts.count <= 6 else { return nil }
    return dates(in: text).first
  }

  /// All dates in a text.
  static func dates(in text: FoldedText) -> [CalendarDate] {
    text.wordStarts.indices.flatMap { dates(at: $0, in: text) }
  }

  private static func dates(at index: Int, in text: FoldedText) -> [CalendarDate] {
    var next = index
    func word() -> ArraySlice<UInt8>? {
      guard next < text.wordStarts.count else { return nil }
      defer { next += 1 }
      return text.word(next)
    }
    /// The next word behind “de” or “of”.
    func wordOfDate() -> ArraySlice<UInt8>? {
      guard let found = word() else { return nil }
      return found.elementsEqual("de".utf8) || found.elementsEqual("of".utf8) ? word() : found
    }
    guard let first = word() else { return [] }
    if let number = number(first), first.count == 8 {
      return [
        CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100),
        CalendarDate(year: number % 10_000, month: number / 1_000_000, day: number / 10_000 % 100),
      ].compactMap(\.self)
    }
    guard let second = wordOfDate(), let third = wordOfDate() else { return [] }
    if let month = month(first), let day = day(second), let year = year(third) {
      return [CalendarDate(year: year, month: month, day: day)].compactMap(\.self)
    }
    if let day = day(first), let month = month(second), let year = year(third) {
      return [CalendarDate(year: year, month: month, day: day)].compactMap(\.self)
    }
    guard let one = number(first), let two = number(second), let three = number(third), second.count <= 2 else {
      return []
    }
    if first.count == 4, third.count <= 2 {
      return [CalendarDate(year: one, month: two, day: three)].compactMap(\.self)
    }
    guard first.count <= 2, let year = year(third) else { return [] }
    return [CalendarDate(year: year, month: one, day: two)].compactMap(\.self)
  }

  private static func number(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.count <= 8, word.allSatisfy(ConfidentialValues.isDigit) else { return nil }
    return word.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// `9`, `09`, `9th`
  private static func day(_ word: ArraySlice<UInt8>) -> Int? {
    let digits = word.prefix(while: ConfidentialValues.isDigit)
    guard (1...2).contains(digits.count) else { return nil }
    let suffix = word.dropFirst(digits.count)
    return suffix.isEmpty || ["st", "nd", "rd", "th"].contains { suffix.elementsEqual($0.utf8) } ? number(digits) : nil
  }

  /// Four digits, or two. Years from 70 on are in the last century.
  private static func year(_ word: ArraySlice<UInt8>) -> Int? {
    guard let number = number(word) else { return nil }
    return word.count == 4 ? number : word.count == 2 ? number + (number < 70 ? 2000 : 1900) : nil
  }

  /// The name of a month, or at least three of its first letters.
  private static func month(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.count >= 3 else { return nil }
    return months.firstIndex { $0.utf8.starts(with: word) }.map { $0 % 12 + 1 }
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
  ]
}
