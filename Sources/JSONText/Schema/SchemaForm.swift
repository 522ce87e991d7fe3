/// One form that a value can have: subschemas that hold together.
struct SchemaForm {
  let nodes: [Schema.NodeBox]
  /// The types that it can have; nil if no subschema says it.
  let types: Set<JSONType>?
  /// The values that it can have; nil if no subschema lists them.
  let values: [JSONValue]?

  /// - Returns: nil if no value has this form.
  init?(_ nodes: [Schema.NodeBox]) {
    var types: Set<JSONType>?
    var values: [JSONValue]?
    for box in nodes {
      if let own = box.node.types { types = types.map { Self.both($0, own) } ?? own }
      if let own = box.node.enumeration {
        values = values?.filter { value in own.contains { $0.equals(value) } } ?? own
      }
    }
    if let known = values {
      let named = types
      let fitting = known.filter { value in named?.contains { $0.matches(value) } ?? true }
      values = fitting
      types = Set(fitting.map(Self.type))
    }
    if types?.isEmpty ?? false { return nil }
    (self.nodes, self.types, self.values) = (nodes, types, values)
  }

  /// What is allowed by both: a whole number is a number.
  private static func both(_ one: Set<JSONType>, _ other: Set<JSONType>) -> Set<JSONType> {
    var result = one.intersection(other)
    if one.contains(.number) && other.contains(.integer)
      || one.contains(.integer) && other.contains(.number)
    {
      result.insert(.integer)
    }
    return result
  }

  private static func type(of value: JSONValue) -> JSONType {
    let order: [JSONType] = [.null, .boolean, .integer, .number, .string, .array, .object]
    return order.first { $0.matches(value) } ?? .null
  }

  func mayBe(_ type: JSONType) -> Bool { types?.contains(type) ?? true }

  /// Whether it has no other type, as far as the schema says it.
  func isAlways(_ type: JSONType) -> Bool { types?.isSubset(of: [type]) ?? true }

  func requires(_ key: String) -> Bool {
    nodes.contains { $0.node.required.contains { $0.isSame(as: key) } }
  }

  var format: SchemaFormat? { nodes.compactMap(\.node.format).first }

  var isAboveZero: Bool { nodes.contains { $0.node.minimum.map { $0 > .zero } ?? false } }
}

extension Schema {
  /// The forms of a value that satisfies all subschemas of one of some groups.
  func forms(of groups: [[ID]]) -> [SchemaForm] {
    groups.flatMap { group in group.reduce([[]]) { Self.product($0, branches(of: $1, depth: 0)) } }
      .compactMap { SchemaForm($0) }
  }

  /// The subschemas that a subschema leads to: one list for each form that it gives a value.
  private func branches(of id: ID, depth: Int) -> [[NodeBox]] {
    let node = boxes[id.index].node
    guard depth < 100, !node.isNever else { return [] }
    var found = [[boxes[id.index]]]
    for part in [node.reference].compactMap(\.self) + node.allOf {
      found = Self.product(found, branches(of: part, depth: depth + 1))
    }
    for choice in [node.anyOf, node.oneOf] where !choice.isEmpty {
      found = Self.product(found, choice.flatMap { branches(of: $0, depth: depth + 1) })
    }
    return found
  }

  /// Every list of one side with every list of the other.
  private static func product(_ some: [[NodeBox]], _ others: [[NodeBox]]) -> [[NodeBox]] {
    // Of a value with more forms than any schema of letters gives it, nothing is known.
    if some.count * others.count > 2_000 { return [[]] }
    return some.flatMap { one in others.map { one + $0 } }
  }
}
