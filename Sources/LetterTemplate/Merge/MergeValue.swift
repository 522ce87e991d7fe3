import JSONText
import LetterDocument

/// A value during merging.
enum MergeValue {
  case data(JSONValue)
  case texts([Text])
  case boolean(Bool)
  case integer(Int)
  case absent

  /// What Handlebars counts as true: not absent, null, false, 0, an empty text or an empty list. A number is 0 if all its digits are 0,
  /// however many there are.
  var isTrue: Bool {
    switch self {
    case .absent: false
    case .boolean(let value): value
    case .integer(let value): value != 0
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
    if case .texts(let texts) = self { texts } else { text.map { [$0] } }
  }

  /// The text to print, if the value is a single text.
  var text: Text? {
    switch self {
    case .integer(let value): Text(String(value), origin: .data(offset: 0, scalars: 0))
    case .data(let value):
      switch value.content {
      case .string(let text): Text(text, origin: .data(offset: value.offset, scalars: 0))
      case .number(let digits): Text(DecimalText.shortest(digits), origin: .data(offset: value.offset, scalars: 0))
      default: nil
      }
    case .texts, .boolean, .absent: nil
    }
  }

  /// The text without origins, for comparing.
  var string: String? { printed.map { $0.map(\.string).joined() } }
}
