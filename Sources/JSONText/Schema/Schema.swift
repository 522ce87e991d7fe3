/// A JSON Schema (2020-12) made ready: the one declaration of the data, used for validation and for checking templates.
///
/// Supported are the keywords named in ``SchemaKeyword``; any other is an error when the schema is read, never ignored.
public struct Schema: Sendable {
  /// The index of a subschema; subschemas may refer to one another in circles.
  public struct ID: Hashable, Sendable {
    let index: Int
  }

  /// A subschema.
  public struct Node: Sendable {
    /// `false` as a schema: nothing is valid.
    public var isNever = false
    /// `title`
    public var title: String?
    /// `description`
    public var description: String?
    /// `examples`
    public var examples: [JSONValue] = []
    /// `type`; nil allows all.
    public var types: Set<JSONType>?
    /// `enum`, or `const` as an enumeration of one.
    public var enumeration: [JSONValue]?
    /// `$ref`
    public var reference: ID?
    /// `properties`, in the order of the schema.
    public var properties: [(key: String, schema: ID)] = []
    /// `required`
    public var required: [String] = []
    /// `additionalProperties`
    public var additionalProperties: ID?
    /// `minProperties`
    public var minProperties = 0
    /// `dependentSchemas`
    public var dependentSchemas: [(key: String, schema: ID)] = []
    /// `items`
    public var items: ID?
    /// `minItems`
    public var minItems = 0
    /// `maxItems`
    public var maxItems = Int.max
    /// `minLength`, in Unicode scalars.
    public var minLength = 0
    /// `maxLength`, in Unicode scalars.
    public var maxLength = Int.max
    /// `pattern`
    public var pattern: SchemaPattern?
    /// `format`: asserted, not only noted.
    public var format: SchemaFormat?
    /// `minimum`
    public var minimum: Double?
    /// `maximum`
    public var maximum: Double?
    /// `allOf`
    public var allOf: [ID] = []
    /// `anyOf`
    public var anyOf: [ID] = []
    /// `oneOf`
    public var oneOf: [ID] = []

    /// The subschema of a property.
    public func property(_ key: String) -> ID? {
      for property in properties where property.key == key { return property.schema }
      return nil
    }
  }

  var nodes: [Node]
  /// The schema of the whole text.
  public let root: ID

  /// The keys that objects of the schema may have, wherever they stand.
  public var keys: Set<String> {
    Set(nodes.flatMap { node in node.properties.filter { !isNever($0.schema) }.map(\.key) })
  }

  /// A subschema by its index.
  public subscript(id: ID) -> Node { nodes[id.index] }

  /// Whether nothing is valid by a subschema; does not copy it, as the subscript does.
  public func isNever(_ id: ID) -> Bool { nodes[id.index].isNever }

  /// A subschema and what its `$ref` leads to.
  public func nodes(describing id: ID) -> [Node] {
    var found = [self[id]]
    while let next = found.last?.reference, found.count < 16 { found.append(self[next]) }
    return found
  }
}

/// The types of JSON Schema; `integer` is a number without a fractional part.
public enum JSONType: String, Sendable, CaseIterable {
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
public enum SchemaFormat: String, Sendable, CaseIterable {
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
