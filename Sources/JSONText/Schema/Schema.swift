/// A JSON Schema (2020-12) made ready: the one declaration of the data, used for validation and for checking templates.
///
/// Supported are the keywords named in ``SchemaKeyword``; any other is an error when the schema is read, never ignored.
package struct Schema: Sendable {
  /// The index of a subschema; subschemas may refer to one another in circles.
  package struct ID: Hashable, Sendable {
    let index: Int
  }

  /// A subschema.
  package struct Node: Sendable {
    /// `false` as a schema: nothing is valid.
    package var isNever = false
    /// `title`
    package var title: String?
    /// `description`
    package var description: String?
    /// `examples`
    package var examples: [JSONValue] = []
    /// `type`; nil allows all.
    package var types: Set<JSONType>?
    /// `enum`, or `const` as an enumeration of one.
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
    /// `format`: asserted, not only noted.
    package var format: SchemaFormat?
    /// `minimum`
    package var minimum: Double?
    /// `maximum`
    package var maximum: Double?
    /// `allOf`
    package var allOf: [ID] = []
    /// `anyOf`
    package var anyOf: [ID] = []
    /// `oneOf`
    package var oneOf: [ID] = []

    /// The subschema of a property.
    package func property(_ key: String) -> ID? {
      for property in properties where property.key == key { return property.schema }
      return nil
    }
  }

  var nodes: [Node]
  /// The schema of the whole text.
  package let root: ID

  /// The keys that objects of the schema may have, wherever they stand.
  package var keys: Set<String> {
    Set(nodes.flatMap { node in node.properties.filter { !isNever($0.schema) }.map(\.key) })
  }

  /// A subschema by its index.
  package subscript(id: ID) -> Node { nodes[id.index] }

  /// Whether nothing is valid by a subschema; does not copy it, as the subscript does.
  package func isNever(_ id: ID) -> Bool { nodes[id.index].isNever }

  /// A subschema and what its `$ref` leads to.
  package func nodes(describing id: ID) -> [Node] {
    var found = [self[id]]
    while let next = found.last?.reference, found.count < 16 { found.append(self[next]) }
    return found
  }
}

/// The types of JSON Schema; `integer` is a number without a fractional part.
package enum JSONType: String, Sendable, CaseIterable {
  case null, boolean, number, integer, string, array, object

  /// The type's name as people say it, with its article.
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

  func matches(_ value: JSONValue) -> Bool {
    switch (self, value.content) {
    case (.null, .null), (.boolean, .boolean), (.number, .number), (.string, .string), (.array, .array),
      (.object, .object):
      true
    case (.integer, .number(let digits)): Double(digits).map { $0 == $0.rounded() } ?? false
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
    case .date: "a date like 2016-11-09 that exists"
    }
  }
}
