import UnicodeText

/// The words of a text as dates have them: a number and the letters next to it are two words.
struct DateWords {
  private let text: FoldedText
  private var starts: [Int] = []

  init(_ text: FoldedText) {
    self.text = text
    starts.reserveCapacity(text.wordStarts.count)
    for index in text.bytes.indices
    where text.gaps[index] != .none || isDigit(text.bytes[index]) != isDigit(text.bytes[index - 1]) {
      starts.append(index)
    }
  }

  var count: Int { starts.count }
  var indices: Range<Int> { starts.indices }

  subscript(index: Int) -> ArraySlice<UInt8> {
    text.bytes[starts[index]..<(index + 1 < starts.count ? starts[index + 1] : text.bytes.count)]
  }

  /// Whether nothing is between a word and the one before it.
  func isAttached(_ index: Int) -> Bool { index < count && text.gaps[starts[index]] == .none }

  /// Whether a date that ends before a word is whole: `1971-03-09`, `1971-03-09T08:00`.
  func endsDate(_ words: Range<Int>) -> Bool {
    !isAttached(words.upperBound) || self[words.upperBound].elementsEqual("t".utf8)
  }

  /// The number that a word is, with eight digits or fewer.
  func number(_ index: Int) -> Int? {
    let word = self[index]
    guard word.count <= 8, word.first.map(isDigit) == true else { return nil }
    return word.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// Four digits, or two. Years from 70 on are in the last century.
  func year(_ index: Int) -> DateReader.Year? {
    guard let number = number(index) else { return nil }
    switch self[index].count {
    case 4: return DateReader.Year(number: number, isWhole: true)
    case 2: return DateReader.Year(number: number + (number < 70 ? 2000 : 1900), isWhole: false)
    default: return nil
    }
  }

  /// The month of a name, or of at least three of its first letters.
  func month(_ index: Int) -> Int? {
    let word = self[index]
    guard (3...10).contains(word.count), let first = word.first, !isDigit(first) else { return nil }
    return Self.months.firstIndex { $0.starts(with: word) }.map { $0 % 12 + 1 }
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
  ].map { Array($0.utf8) }
}

/// Reads the parts of a date, one after the other.
struct DateReader {
  /// A year, and whether it has four digits.
  struct Year {
    let number: Int
    let isWhole: Bool
  }

  private let words: DateWords
  private let start: Int
  /// The word that is read next.
  private(set) var next: Int

  init(_ words: DateWords, at index: Int) {
    self.words = words
    (start, next) = (index, index)
  }

  /// The index of the next word behind “de” or “of”.
  mutating func word() -> Int? { word(skipping: Self.joints, 1) }

  /// `9`, `09`, `9th`
  mutating func day() -> Int? {
    guard let index = word(skipping: Self.fillers, 2), words[index].count <= 2, let day = words.number(index) else {
      return nil
    }
    if words.isAttached(next), Self.endings.contains(where: { words[next].elementsEqual($0) }) { next += 1 }
    return day
  }

  mutating func month() -> Int? { word(skipping: Self.fillers, 2).flatMap(words.month) }

  mutating func year() -> Year? { word(skipping: Self.fillers, 2).flatMap(words.year) }

  private mutating func word(skipping skipped: [[UInt8]], _ most: Int) -> Int? {
    var left = next > start ? most : 0
    while left > 0, next < words.count, skipped.contains(where: { words[next].elementsEqual($0) }) {
      next += 1
      left -= 1
    }
    guard next < words.count else { return nil }
    next += 1
    return next - 1
  }

  private static let joints = ["de", "of"].map { Array($0.utf8) }
  /// What may stand between the parts of a date in words: “the 9th day of March”, “9 de marzo del 1971”.
  private static let fillers = ["de", "del", "of", "day", "the"].map { Array($0.utf8) }
  private static let endings = ["st", "nd", "rd", "th"].map { Array($0.utf8) }
}

private func isDigit(_ byte: UInt8) -> Bool { ConfidentialValues.isDigit(byte) }
