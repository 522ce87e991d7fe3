import JSONText
import LetterDocument

/// A value during merging.
enum MergeValue {
  case data(JSONValue)
  /// One text, which nearly all computed values are.
  case text(Text)
  case texts([Text])
  case boolean(Bool)
  case number(ExactDecimal)
  case absent

  /// What Handlebars counts as true: not absent, null, false, 0, an empty text or an empty list. A number is 0 if all its digits are 0,
  /// however many there are.
  var isTrue: Bool {
    switch self {
    case .absent: false
    case .boolean(let value): value
    case .number(let value): !value.isZero
    case .text(let text): !text.string.isEmpty
    case .texts(let texts): texts.contains { !$0.string.isEmpty }
    case .data(let value):
      switch value.content {
      case .null: false
      case .boolean(let value): value
      case .number(let digits):
        digits.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }.contains { (0x31...0x39).contains($0) }
      case .string(let text): !text.isEmpty
      case .array(let elements): !elements.isEmpty
      case .object: true
      }
    }
  }

  /// The texts to print, with their origins; nil for a value that cannot be printed.
  var printed: [Text]? {
    if case .texts(let texts) = self { texts } else { singleText.map { [$0] } }
  }

  /// The text to print, if the value is a single text.
  var singleText: Text? {
    switch self {
    case .text(let text): text
    case .number(let value): Text(value.shortest, origin: origin)
    case .data(let value):
      switch value.content {
      case .string(let text): Text(text, origin: origin)
      case .number(let digits): Text(ExactDecimal.shortest(digits), origin: origin)
      default: nil
      }
    case .texts(let texts): texts.count == 1 ? texts[0] : nil
    case .boolean, .absent: nil
    }
  }

  /// Where it comes from. Computed values have no place of their own.
  var origin: Origin {
    switch self {
    case .data(let value): .data(offset: value.offset, scalars: 0)
    case .text(let text): text.origin
    case .texts(let texts): texts.first?.origin ?? .data(offset: 0, scalars: 0)
    case .number, .boolean, .absent: .data(offset: 0, scalars: 0)
    }
  }

  /// How many steps of the merger it takes to read it.
  var size: Int {
    switch self {
    case .data(let value):
      switch value.content {
      case .string(let text): text.utf8.count >> 5
      case .array(let elements): elements.count
      case .null, .boolean, .number, .object: 0
      }
    case .text(let text): 1 + text.string.utf8.count >> 5
    case .texts(let texts): texts.reduce(0) { $0 + 1 + $1.string.utf8.count >> 5 }
    case .boolean, .number, .absent: 0
    }
  }

  /// The value as the context of a block or partial.
  var asData: JSONValue {
    switch self {
    case .data(let value): value
    case .text(let text): JSONValue(.string(text.string))
    case .texts(let texts): JSONValue(.string(texts.map(\.string).joined()))
    case .boolean(let flag): JSONValue(.boolean(flag))
    case .number(let number): JSONValue(.number(number.shortest))
    case .absent: JSONValue(.null)
    }
  }

  /// The text without origins, for comparing.
  var string: String? {
    if case .texts(let texts) = self { texts.map(\.string).joined() } else { singleText?.string }
  }

  /// The number, if it is one.
  var number: ExactDecimal? {
    switch self {
    case .number(let number): number
    case .data(let value): value.number
    case .text, .texts, .boolean, .absent: nil
    }
  }

  /// The truth value, if it is one.
  var flag: Bool? {
    switch self {
    case .boolean(let flag): flag
    case .data(let value): if case .boolean(let flag) = value.content { flag } else { nil }
    case .text, .texts, .number, .absent: nil
    }
  }
}
