import Diagnostics
import JSONText

/// The helpers of the template language. Their arguments are checked here; `HelperEvaluation.swift` computes their results.
enum Helper: String, CaseIterable, Sendable {
  /// `{{date value "MM/dd/yyyy"}}`: an ISO date in another form.
  case date
  /// `{{list values separator=", " last=" and "}}`: the texts of a list, joined.
  case list
  /// `{{title value}}`: the text with its first letter in upper case.
  case title
  /// `{{default value "text"}}`: the value, or the text if the value is absent or empty.
  case `default`
  /// `(eq value "text")`: whether the two are equal.
  case eq
  /// `(isString value)`: whether the value is a text, if the schema also allows other types.
  case isString
}

/// What an operand can be, as far as the check knows.
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

  /// Whether the first argument may be absent. These helpers define what happens then.
  private var acceptsAbsent: Bool { self == .default || self == .isString }

  /// The shape of the helper's result, or what is wrong with its arguments.
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
        return .failure(.kind("the schema does not give it format: date"))
      }
      guard let pattern = arguments[1].literal, DatePattern(pattern) != nil else {
        return .failure(.kind("a pattern consists of yyyy, MM, dd, M, d and the characters between them"))
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
    case .eq:
      if arguments[0].literal != nil, arguments[1].literal != nil {
        return .failure(.kind("both are texts of the template, so the result is always the same"))
      }
      let reasons = [(arguments[0], arguments[1]), (arguments[1], arguments[0])].lazy.compactMap {
        Self.neverEqual($0.0, $0.1, shapes)
      }
      if let reason = reasons.first {
        return .failure(.kind(reason))
      }
      return .success(.boolean)
    case .isString: return .success(.boolean)
    }
  }

  /// Why a value can never equal a literal, or anything; nil if it may.
  private static func neverEqual(
    _ value: OperandShape, _ literal: OperandShape, _ shapes: ShapeReader
  ) -> String? {
    guard value.literal == nil else { return nil }
    guard !value.shape.types.isDisjoint(with: Shape.printable) else {
      return "the value is never a text or a number, so it equals nothing"
    }
    guard let text = literal.literal else { return nil }
    if value.shape.alternatives.contains(where: { $0.mayEqual(text, shapes.schema) }) { return nil }
    let values = value.shape.alternatives.compactMap(\.values).flatMap(\.self)
    guard !values.isEmpty else { return "the value is never “\(text)”" }
    let near = NearMiss.of(text, among: values).map { "; did you mean “\($0)”?" } ?? ""
    return "the value is never “\(text)”, but one of \(values.map { "“\($0)”" }.joined(separator: ", "))\(near)"
  }
}

/// What can be wrong with the arguments of a helper.
enum HelperProblem: Error {
  case usage
  case unknownParameter(String)
  case absent
  case kind(String)
}

extension Shape.Alternative {
  /// Whether a value of this form can be printed as that text.
  fileprivate func mayEqual(_ text: String, _ schema: Schema) -> Bool {
    if let values { return values.contains { $0.unicodeScalars.elementsEqual(text.unicodeScalars) } }
    guard schemas.allSatisfy({ schema[$0].mayBe(text) }) else { return false }
    switch type {
    case .string: return (!isDate || CalendarDate(iso: text) != nil) && (!isTruthy || !text.isEmpty)
    case .number, .integer: return Double(text) != nil
    case .boolean, .null, .array, .object: return false
    }
  }
}
