import JSONText

/// A pattern such as `MMMM d, y`, in the letters of CLDR (UTS #35 part 4, Date Field Symbol Table).
struct DatePattern: Sendable {
  enum Piece: Sendable, Hashable {
    case year, paddedYear, month, paddedMonth, day, paddedDay
    case monthName(MonthForm)
    case dayName
    case literal(String)
  }

  /// A form of the names of months. Some languages decline the name beside a day.
  enum MonthForm: String, Sendable {
    /// `MMMM`: beside a day.
    case format
    /// `LLLL`: alone.
    case standalone
    /// `MMM`
    case short
  }

  /// The letters that have a meaning, for messages.
  static let letters = "y yyyy M MM MMM MMMM LLLL d dd EEEE"

  let pieces: [Piece]

  /// Reads a pattern; nil if it contains letters that have no meaning, or an open quotation.
  init?(_ pattern: String) {
    var pieces: [Piece] = []
    var rest = pattern.unicodeScalars[...]
    while let first = rest.first {
      if first == "'" {
        guard let text = Self.quotation(&rest) else { return nil }
        pieces.append(.literal(text))
        continue
      }
      let run = rest.prefix { $0 == first }
      if !first.properties.isAlphabetic {
        pieces.append(.literal(String(String.UnicodeScalarView(run))))
      } else if let piece = Self.fields[String(String.UnicodeScalarView(run))] {
        pieces.append(piece)
      } else {
        return nil
      }
      rest = rest.dropFirst(run.count)
    }
    // Without a letter it would print the same for each date.
    guard pieces.contains(where: { if case .literal = $0 { false } else { true } }) else { return nil }
    self.pieces = pieces
  }

  private static let fields: [String: Piece] = [
    "y": .year, "yyyy": .paddedYear, "M": .month, "MM": .paddedMonth, "MMM": .monthName(.short),
    "MMMM": .monthName(.format), "LLLL": .monthName(.standalone), "d": .day, "dd": .paddedDay, "EEEE": .dayName,
  ]

  /// `'text'`; two apostrophes are one, inside and outside of a quotation.
  private static func quotation(_ rest: inout Substring.UnicodeScalarView) -> String? {
    rest = rest.dropFirst()
    if rest.first == "'" {
      rest = rest.dropFirst()
      return "'"
    }
    var text = String.UnicodeScalarView()
    while let next = rest.popFirst() {
      if next != "'" {
        text.append(next)
      } else if rest.first == "'" {
        text.append("'")
        rest = rest.dropFirst()
      } else {
        return String(text)
      }
    }
    return nil
  }

  func format(_ date: CalendarDate, _ names: DateNames) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(32)
    for piece in pieces {
      switch piece {
      case .literal(let words): text += words.utf8
      case .year: Self.append(date.year, atLeast: 1, to: &text)
      case .paddedYear: Self.append(date.year, atLeast: 4, to: &text)
      case .month: Self.append(date.month, atLeast: 1, to: &text)
      case .paddedMonth: Self.append(date.month, atLeast: 2, to: &text)
      case .day: Self.append(date.day, atLeast: 1, to: &text)
      case .paddedDay: Self.append(date.day, atLeast: 2, to: &text)
      case .monthName(let form): text += (names.months[form]?[date.month - 1] ?? "").utf8
      case .dayName: text += names.days[date.weekday].utf8
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the digits of a number, with zeros at the start if there are too few.
  private static func append(_ number: Int, atLeast width: Int, to text: inout [UInt8]) {
    if width > 1 || number > 9 { append(number / 10, atLeast: width - 1, to: &text) }
    text.append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}

/// The names that a pattern prints: of months from January on, of days from Monday on.
struct DateNames: Sendable {
  var months: [DatePattern.MonthForm: [String]] = [:]
  var days: [String] = []

  /// Everything that a date in a pattern may contain besides digits.
  func words(of pattern: DatePattern) -> [String] {
    pattern.pieces.flatMap { piece in
      switch piece {
      case .literal(let words): [words]
      case .monthName(let form): months[form] ?? []
      case .dayName: days
      default: [String]()
      }
    }
  }
}
