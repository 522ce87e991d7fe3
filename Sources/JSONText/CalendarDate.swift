/// A day of the Gregorian calendar, independent of any locale or time zone.
package struct CalendarDate: Sendable, Hashable, Comparable {
  /// The year, 0 to 9999.
  package let year: Int
  /// The month, 1 to 12.
  package let month: Int
  /// The day, 1 to 31.
  package let day: Int

  /// Reads `YYYY-MM-DD` (RFC 3339 full-date); nil if the text has another form or the day does not exist.
  package init?(iso text: String) {
    var text = text
    let parts: (year: Int, month: Int, day: Int)? = text.withUTF8 { digits in
      func number(_ range: Range<Int>) -> Int? {
        var sum = 0
        for index in range {
          guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digits[index]) else { return nil }
          sum = sum * 10 + Int(digits[index] - UInt8(ascii: "0"))
        }
        return sum
      }
      guard digits.count == 10, digits[4] == UInt8(ascii: "-"), digits[7] == UInt8(ascii: "-"),
        let year = number(0..<4), let month = number(5..<7), let day = number(8..<10)
      else { return nil }
      return (year, month, day)
    }
    guard let (year, month, day) = parts else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// A day by its parts; nil if it does not exist.
  package init?(year: Int, month: Int, day: Int) {
    guard (0...9_999).contains(year), (1...12).contains(month), (1...Self.length(of: month, year)).contains(day) else {
      return nil
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The number of days of a month.
  private static func length(of month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The number of days since 0000-03-01, for counting the days between two dates.
  package var dayNumber: Int {
    // Years that start in March have their leap day at the end.
    let (year, month) = month < 3 ? (year - 1, month + 9) : (year, month - 3)
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1
  }

  /// The day of the week: 0 is Monday.
  package var weekday: Int {
    // 0000-03-01 was a Wednesday, as was 2000-03-01: 400 years are a whole number of weeks.
    ((dayNumber + 2) % 7 + 7) % 7
  }

  /// Earlier is less.
  package static func < (one: Self, other: Self) -> Bool {
    (one.year, one.month, one.day) < (other.year, other.month, other.day)
  }
}
