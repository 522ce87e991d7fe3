import JSONText

/// A text, a number or a truth value that a template or a schema names.
enum Literal: Sendable, Hashable {
  case text(String)
  case number(ExactDecimal)
  case boolean(Bool)

  /// The literal of a value of JSON; nil for null, lists and objects.
  init?(_ value: JSONValue) {
    switch value.content {
    case .string(let text): self = .text(text)
    case .number(let digits):
      guard let number = ExactDecimal(digits) else { return nil }
      self = .number(number)
    case .boolean(let flag): self = .boolean(flag)
    case .null, .array, .object: return nil
    }
  }

  /// The types of JSON Schema that it can have.
  var types: Set<JSONType> {
    switch self {
    case .text: [.string]
    case .number(let number): number.isInteger ? [.number, .integer] : [.number]
    case .boolean: [.boolean]
    }
  }

  /// What Handlebars counts as true.
  var isTrue: Bool {
    switch self {
    case .text(let text): !text.isEmpty
    case .number(let number): !number.isZero
    case .boolean(let flag): flag
    }
  }

  /// Whether it prints a visible character.
  var isVisible: Bool {
    switch self {
    case .text(let text): text.unicodeScalars.contains { !$0.properties.isWhitespace }
    case .number: true
    case .boolean: false
    }
  }

  /// Whether both are the same. Texts are compared character by character, because `==` also accepts other spellings of a character.
  func isSame(as other: Literal) -> Bool {
    if case .text(let one) = self, case .text(let two) = other { return one.isSame(as: two) }
    return self == other
  }

  /// How a message shows it.
  var phrase: String {
    switch self {
    case .text(let text): "“\(text)”"
    case .number(let number): number.shortest
    case .boolean(let flag): flag ? "true" : "false"
    }
  }
}
