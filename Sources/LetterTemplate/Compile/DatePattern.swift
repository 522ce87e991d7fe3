import JSONText

/// A pattern such as `MM/dd/yyyy`: digits in a fixed order, so that no locale is needed.
struct DatePattern: Sendable {
  enum Piece: Sendable {
    case year, paddedMonth, paddedDay, month, day
    case literal(Unicode.Scalar)
  }

  let pieces: [Piece]

  /// Reads a pattern; nil if it contains letters that have no meaning.
  init?(_ pattern: String) {
    var pieces: [Piece] = []
    var rest = pattern.unicodeScalars[...]
    while let first = rest.first {
      let count = rest.prefix { $0 == first }.count
      switch (first, count) {
      case ("y", 4): pieces.append(.year)
      case ("M", 2): pieces.append(.paddedMonth)
      case ("d", 2): pieces.append(.paddedDay)
      case ("M", 1): pieces.append(.month)
      case ("d", 1): pieces.append(.day)
      case _ where first.properties.isAlphabetic: return nil
      default: pieces += Array(repeating: .literal(first), count: count)
      }
      rest = rest.dropFirst(count)
    }
    self.pieces = pieces
  }

  func format(_ date: CalendarDate) -> String {
    var text: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .literal(let scalar): text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      case .year: Self.append(date.year, width: 4, to: &text)
      case .paddedMonth: Self.append(date.month, width: 2, to: &text)
      case .paddedDay: Self.append(date.day, width: 2, to: &text)
      case .month: Self.append(date.month, width: date.month < 10 ? 1 : 2, to: &text)
      case .day: Self.append(date.day, width: date.day < 10 ? 1 : 2, to: &text)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the last digits of a number.
  private static func append(_ number: Int, width: Int, to text: inout [UInt8]) {
    if width > 1 { append(number / 10, width: width - 1, to: &text) }
    text.append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
