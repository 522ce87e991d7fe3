import JSONText

/// The helpers there are. What each takes stands in `HelperCheck.swift`, what it gives in `HelperEvaluation.swift`.
enum Helper: String, CaseIterable, Sendable {
  /// `{{date value "MM/dd/yyyy"}}`: an ISO date in another form.
  case date
  /// `{{list values separator=", " last=" and "}}`: the texts of a list, joined.
  case list
  /// `{{title value}}`: the text with its first letter in upper case.
  case title
  /// `{{default value "text"}}`: the value, or the text where it is absent or empty.
  case `default`
  /// `(eq value "text")`: whether they are the same.
  case eq
  /// `(isString value)`: whether the value is a text, where the schema allows other things as well.
  case isString
}

/// What an operand can be, as the check sees it.
struct OperandShape {
  var shape: Shape
  var canBeAbsent = false
  /// The text, if it is a literal.
  var literal: String?
}

extension Helper {
  /// How the helper is written, for messages.
  var usage: String {
    switch self {
    case .date: "{{date value \"MM/dd/yyyy\"}}"
    case .list: "{{list values separator=\", \" last=\" and \"}}"
    case .title: "{{title value}}"
    case .default: "{{default value \"text\"}}"
    case .eq: "(eq value \"text\")"
    case .isString: "(isString value)"
    }
  }

  /// How many arguments the helper takes, and the names of its parameters.
  private var signature: (count: Int, names: Set<String>) {
    switch self {
    case .date, .default, .eq: (2, [])
    case .list: (1, ["separator", "last"])
    case .title, .isString: (1, [])
    }
  }

  /// Whether the first argument may be absent: the helpers that say what happens then.
  private var acceptsAbsent: Bool { self == .default || self == .isString }

  /// The shape of what the helper gives, or what is wrong with its arguments.
  func check(
    _ arguments: [OperandShape], _ named: [(name: String, value: OperandShape)], _ shapes: ShapeReader
  ) -> Result<Shape, HelperProblem> {
    guard arguments.count == signature.count else { return .failure(.usage) }
    for (name, value) in named {
      guard signature.names.contains(name) else { return .failure(.unknownParameter(name)) }
      guard value.shape.types == [.string], !value.canBeAbsent else { return .failure(.usage) }
    }
    if arguments.contains(where: \.canBeAbsent), !acceptsAbsent { return .failure(.absent) }
    let first = arguments[0].shape
    switch self {
    case .date:
      guard first.alternatives.allSatisfy(\.isDate) else {
        return .failure(.kind("the schema does not say format: date"))
      }
      guard let pattern = arguments[1].literal, DatePattern(pattern) != nil else {
        return .failure(.kind("the pattern consists of yyyy, MM, dd, M, d and what stands between them"))
      }
      return .success(.text)
    case .list:
      let isListOfTexts = first.types == [.array] && shapes.elements(of: first).types.isSubset(of: Shape.printable)
      return isListOfTexts ? .success(.text) : .failure(.kind("the value is not always a list of texts"))
    case .title:
      return first.types == [.string] ? .success(first) : .failure(.kind("the value is not always a text"))
    case .default:
      guard arguments[1].literal != nil else { return .failure(.usage) }
      return first.types == [.string] ? .success(.text) : .failure(.kind("the value is not always a text"))
    case .eq, .isString: return .success(.boolean)
    }
  }
}

/// What can be wrong with the arguments of a helper.
enum HelperProblem: Error {
  case usage
  case unknownParameter(String)
  case absent
  case kind(String)
}

/// `MM/dd/yyyy` and the like: digits in a fixed order, so that no locale is needed.
struct DatePattern: Sendable {
  enum Piece: Sendable {
    case year, paddedMonth, paddedDay, month, day
    case literal(Unicode.Scalar)
  }

  let pieces: [Piece]

  /// Reads a pattern; nil if it has letters that stand for nothing.
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

  /// The last digits of a number.
  private static func append(_ number: Int, width: Int, to text: inout [UInt8]) {
    if width > 1 { append(number / 10, width: width - 1, to: &text) }
    text.append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
