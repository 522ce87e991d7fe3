import Diagnostics

/// Reads the values of keywords: types, patterns, texts, lists and numbers. Reports a value that its keyword does not take.
extension SchemaReader {
  mutating func types(_ value: JSONValue, _ document: JSONDocument) -> Set<JSONType>? {
    let names = value.array ?? [value]
    if names.isEmpty { report("a list of types needs at least one", at: value.offset, in: document) }
    var result: Set<JSONType> = []
    for name in names {
      guard let text = string(name, document) else { continue }
      guard let type = JSONType(rawValue: text) else {
        let types = JSONType.allCases.map(\.rawValue)
        let near = NearMiss.of(text, among: types) ?? JSONType.usualNames[text.lowercased()]?.rawValue
        report(
          "there is no type “\(text)”", at: name.offset, in: document,
          fix: near.map { "did you mean “\($0)”?" } ?? "use one of \(types.joined(separator: ", "))")
        continue
      }
      result.insert(type)
    }
    return result
  }

  mutating func pattern(_ value: JSONValue, _ document: JSONDocument) -> SchemaPattern? {
    guard let text = string(value, document) else { return nil }
    do {
      return try SchemaPattern(text)
    } catch {
      report("this is not a regular expression of ECMA-262: \(error.message)", at: value.offset, in: document)
      return nil
    }
  }

  mutating func format(_ value: JSONValue, _ document: JSONDocument) -> SchemaFormat? {
    guard let text = string(value, document) else { return nil }
    if let format = SchemaFormat(rawValue: text) { return format }
    report("the format “\(text)” is not enforced by this program", at: value.offset, in: document, fix: "use “date”")
    return nil
  }

  mutating func string(_ value: JSONValue, _ document: JSONDocument) -> String? {
    if let text = value.string { return text }
    report("a text is expected here", at: value.offset, in: document)
    return nil
  }

  mutating func array(_ value: JSONValue, _ document: JSONDocument) -> [JSONValue] {
    if let elements = value.array { return elements }
    report("a list is expected here", at: value.offset, in: document)
    return []
  }

  mutating func number(_ value: JSONValue, _ document: JSONDocument) -> ExactDecimal? {
    if let number = value.number { return number }
    report("a number is expected here", at: value.offset, in: document)
    return nil
  }

  /// The value of `multipleOf`.
  mutating func divisor(_ value: JSONValue, _ document: JSONDocument) -> ExactDecimal? {
    guard let number = number(value, document) else { return nil }
    if number > .zero { return number }
    report("a number above 0 is expected here", at: value.offset, in: document)
    return nil
  }

  mutating func count(_ value: JSONValue, _ document: JSONDocument) -> Int {
    if case .number(let digits) = value.content, let number = Double(digits), let count = Int(exactly: number),
      count >= 0
    {
      return count
    }
    report("a whole number of at least 0 is expected here", at: value.offset, in: document)
    return 0
  }
}

extension JSONType {
  /// What programming languages call the types.
  fileprivate static let usualNames: [String: JSONType] = [
    "int": .integer, "long": .integer, "float": .number, "double": .number, "decimal": .number, "money": .number,
    "bool": .boolean, "str": .string, "text": .string, "date": .string, "list": .array, "map": .object, "dict": .object,
    "nil": .null, "none": .null,
  ]
}
