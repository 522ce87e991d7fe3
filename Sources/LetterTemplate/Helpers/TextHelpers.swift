import JSONText
import LetterDocument

extension Helper {
  /// `{{title value}}`: the text with its first letter in upper case.
  static let title = casing("title") { texts in
    var texts = texts
    if let first = texts.first?.string.first {
      texts[0].string = first.uppercased() + texts[0].string.dropFirst()
    }
    return texts
  }

  /// `{{upper value}}`: the text in upper case.
  static let upper = casing("upper") { texts in
    texts.map { Text($0.string.uppercased(), origin: $0.origin) }
  }

  /// Swift's upper case is that of Unicode's root locale, on every machine (The Unicode Standard §3.13).
  private static func casing(_ name: String, _ change: @escaping @Sendable ([Text]) -> [Text]) -> Helper {
    Helper(name: name, usage: "{{\(name) value}}", count: 1...1) { use throws(HelperProblem) in
      guard use.arguments[0].shape.types == [.string] else {
        throw .kind("the value is not always a text", fix: "give it “\"type\": \"string\"” in the schema")
      }
      let forms = use.arguments[0].shape.alternatives
      let words = use.arguments[0].words.flatMap { change([$0]) }
      return use.text(
        name, keeping: words, isTruthy: forms.allSatisfy(\.isTruthy), isVisible: forms.allSatisfy(\.isVisible)
      ) { values in
        values[0].printed.map { .texts(change($0)) }
      }
    }
  }

  /// `{{default value "text"}}`: the value, or the text if the value is absent or an empty text. Zero is a value.
  static let `default` = Helper(
    name: "default", usage: "{{default value \"text\"}}", count: 2...2, acceptsAbsent: true
  ) { use throws(HelperProblem) in
    let (value, other) = (use.arguments[0], use.arguments[1])
    guard let literal = other.literal, literal.types.isSubset(of: Shape.printable) else { throw .usage }
    guard value.shape.types.subtracting([.null]).isSubset(of: Shape.printable) else {
      throw .kind("the value is not always a text or a number")
    }
    guard literal.isTrue || literal.types.contains(.number) else { throw .kind("the text is empty; use {{#if}}") }
    let mayBeMissing = value.shape.alternatives.contains { $0.type == .null || $0.type == .string && !$0.isTruthy }
    guard value.canBeAbsent || mayBeMissing || value.isParameter else {
      throw .kind("the value is never absent or empty, so the text is never used")
    }
    let kept = value.shape.alternatives.filter { $0.type != .null }.map { alternative in
      var kept = alternative
      kept.isTruthy = alternative.isTruthy || alternative.type == .string
      return kept
    }
    let shape = Shape(alternatives: kept + other.shape.alternatives)
    let call = HelperCall(
      name: "default", arguments: [value.operand, other.operand], words: value.words + other.words
    ) { values in
      switch values[0] {
      case .absent: values[1]
      case .data(let data) where data.isNull: values[1]
      default: values[0].string?.isEmpty == true ? values[1] : values[0]
      }
    }
    return PreparedCall(shape: shape, operand: .call(call))
  }
}

extension JSONValue {
  fileprivate var isNull: Bool { if case .null = content { true } else { false } }
}
