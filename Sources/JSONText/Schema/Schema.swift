/// A JSON Schema (2020-12), read and checked. It is the only declaration of the data: for validation and for checking templates.
///
/// It supports the keywords in ``SchemaKeyword``. Any other keyword is an error when the schema is read; none is ignored.
package struct Schema: Sendable {
  /// The index of a subschema. Subschemas may refer to one another in cycles.
  package struct ID: Hashable, Sendable {
    let index: Int
  }

  /// A subschema.
  package struct Node: Sendable {
    /// The schema `false`: no value is valid.
    package var isNever = false
    /// `title`
    package var title: String?
    /// `description`
    package var description: String?
    /// `examples`
    package var examples: [JSONValue] = []
    /// The text of the examples, if there are any.
    var examplesDocument: JSONDocument?
    /// `type`; nil allows all types.
    package var types: Set<JSONType>?
    /// `enum`, or `const` as an enumeration of one value.
    package var enumeration: [JSONValue]?
    /// `$ref`
    package var reference: ID?
    /// `properties`, in the order of the schema.
    package var properties: [(key: String, schema: ID)] = []
    /// `required`
    package var required: [String] = []
    /// `additionalProperties`
    package var additionalProperties: ID?
    /// `minProperties`
    package var minProperties = 0
    /// `dependentSchemas`
    package var dependentSchemas: [(key: String, schema: ID)] = []
    /// `items`
    package var items: ID?
    /// `minItems`
    package var minItems = 0
    /// `maxItems`
    package var maxItems = Int.max
    /// `minLength`, in Unicode scalars.
    package var minLength = 0
    /// `maxLength`, in Unicode scalars.
    package var maxLength = Int.max
    /// `pattern`
    package var pattern: SchemaPattern?
    /// `format`, which is enforced.
    package var format: SchemaFormat?
    /// `minimum`
    package var minimum: ExactDecimal?
    /// `maximum`
    package var maximum: ExactDecimal?
    /// `multipleOf`
    package var multipleOf: ExactDecimal?
    /// `allOf`
    package var allOf: [ID] = []
    /// `anyOf`
    package var anyOf: [ID] = []
    /// `oneOf`
    package var oneOf: [ID] = []

    /// Whether a number can be a value of this subschema, as far as the subschema itself says.
    package func mayBe(_ number: ExactDecimal) -> Bool {
      (minimum.map { number >= $0 } ?? true) && (maximum.map { number <= $0 } ?? true)
        && (multipleOf.map(number.isMultiple) ?? true)
    }

    /// Whether a text can be a value of this subschema, as far as the subschema itself says.
    package func mayBe(_ literal: String) -> Bool {
      let length = literal.unicodeScalars.count
      if length < minLength || length > maxLength { return false }
      if let format, !format.matches(literal) { return false }
      if let pattern { return pattern.match(literal) != .fails }
      return true
    }

    /// Whether its pattern allows no text of white space alone.
    package var forbidsBlank: Bool { pattern?.needsVisibleCharacter ?? false }

    /// The subschema of a property.
    package func property(_ key: String) -> ID? {
      // A loop over the properties would retain each key.
      for index in properties.indices where properties[index].key.isSame(as: key) { return properties[index].schema }
      return nil
    }
  }

  /// A subschema as a class. A node has many parts, and a copy of it would retain each of them for every value that is validated.
  final class NodeBox: Sendable {
    let node: Node

    init(_ node: Node) { self.node = node }
  }

  let boxes: [NodeBox]
  /// The schema of the whole text.
  package let root: ID

  /// All keys that objects may have anywhere in the schema.
  package var keys: Set<String> {
    Set(boxes.flatMap { $0.node.properties.filter { !isNever($0.schema) }.map(\.key) })
  }

  /// A subschema by its index.
  package subscript(id: ID) -> Node { boxes[id.index].node }

  /// Whether a subschema allows no value. Unlike the subscript, this does not copy the subschema.
  package func isNever(_ id: ID) -> Bool { boxes[id.index].node.isNever }

  /// A subschema and those that its `$ref` leads to.
  package func nodes(describing id: ID) -> [Node] {
    var found = [self[id]]
    while let next = found.last?.reference, found.count < 16 { found.append(self[next]) }
    return found
  }
}

/// The types of JSON Schema; `integer` is a number without a fractional part.
package enum JSONType: String, Sendable, CaseIterable {
  case null, boolean, number, integer, string, array, object

  /// The type's name for messages, with its article.
  var phrase: String {
    switch self {
    case .null: "null"
    case .boolean: "true or false"
    case .number: "a number"
    case .integer: "a whole number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }

  package func matches(_ value: JSONValue) -> Bool {
    switch (self, value.content) {
    case (.null, .null), (.boolean, .boolean), (.number, .number), (.string, .string), (.array, .array),
      (.object, .object):
      true
    case (.integer, .number(let digits)):
      digits.utf8.allSatisfy { (0x30...0x39).contains($0) } || ExactDecimal(digits)?.isInteger ?? false
    default: false
    }
  }
}

/// The formats that are enforced.
package enum SchemaFormat: String, Sendable, CaseIterable {
  /// A full-date of RFC 3339 that exists in the calendar: `2016-11-09`.
  case date

  func matches(_ text: String) -> Bool {
    switch self {
    case .date: CalendarDate(iso: text) != nil
    }
  }

  var phrase: String {
    switch self {
    case .date: "a date of the calendar, such as 2016-11-09"
    }
  }
}
