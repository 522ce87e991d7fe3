extension Schema {
  /// Some subschemas and all that they lead to by `$ref`, `allOf`, `anyOf` and `oneOf`, each once, in the order in which they are met. They are
  /// boxes, because a copy of a node would retain each of its parts.
  func nodes(from ids: [ID]) -> [NodeBox] {
    var found: [NodeBox] = []
    var waiting = ids
    var seen = [Bool](repeating: false, count: boxes.count)
    var next = 0
    while next < waiting.count {
      let id = waiting[next]
      next += 1
      if seen[id.index] || isNever(id) { continue }
      seen[id.index] = true
      let box = boxes[id.index]
      found.append(box)
      if let reference = box.node.reference { waiting.append(reference) }
      waiting += box.node.allOf
      waiting += box.node.anyOf
      waiting += box.node.oneOf
    }
    return found
  }
}

/// The subschemas that may describe a value: one subschema, and those that it leads to by `$ref`, `allOf`, `anyOf` and `oneOf`.
struct SchemaNodes {
  private let schema: Schema
  private let roots: [Schema.ID]
  private let nodes: [Schema.NodeBox]

  init(_ schema: Schema, at ids: [Schema.ID]) {
    (self.schema, roots) = (schema, ids)
    nodes = schema.nodes(from: ids)
  }

  var keys: [String] { nodes.flatMap(\.node.properties).filter { !schema.isNever($0.schema) }.map(\.key) }

  /// The subschemas of the values one step further; nil if there can be none.
  func next(_ step: SchemaPath.Step) -> SchemaNodes? {
    switch step {
    case .key(let key): following(nodes.compactMap { $0.node.property(key) })
    case .elements: elements
    }
  }

  var elements: SchemaNodes? { following(nodes.compactMap(\.node.items)) }

  private func following(_ ids: [Schema.ID]) -> SchemaNodes? {
    let allowed = ids.filter { !schema.isNever($0) }
    return allowed.isEmpty ? nil : SchemaNodes(schema, at: allowed)
  }

  /// All values of the enums, each once.
  var enumeration: [String] {
    var seen: Set<ExactText> = []
    return nodes.compactMap(\.node.enumeration).flatMap(\.self).compactMap(\.string)
      .filter { seen.insert(ExactText($0)).inserted }
  }

  func are(_ kind: SchemaPath.Kind) -> Bool {
    switch kind {
    case .any: true
    case .text: have([.string])
    case .textOrInteger: have([.string, .integer])
    case .number: have([.number, .integer])
    case .scalar: have([.string, .number, .integer, .boolean])
    case .object: have([.object])
    case .date: always { $0.format == .date }
    case .enumeration: always { $0.enumeration?.allSatisfy { $0.string != nil } == true }
    }
  }

  /// Whether every form that the value may have satisfies a condition.
  private func always(_ condition: (Schema.Node) -> Bool) -> Bool {
    func holds(_ id: Schema.ID, _ depth: Int) -> Bool {
      guard depth <= 50 else { return false }
      let node = schema[id]
      if condition(node) { return true }
      if ([node.reference].compactMap(\.self) + node.allOf).contains(where: { holds($0, depth + 1) }) { return true }
      return [node.anyOf, node.oneOf].contains { forms in
        let possible = forms.filter { !schema.isNever($0) }
        return !possible.isEmpty && possible.allSatisfy { holds($0, depth + 1) }
      }
    }
    return !roots.isEmpty && roots.allSatisfy { holds($0, 0) }
  }

  /// Whether the nodes name a type, and every type that they name is one of these.
  private func have(_ types: Set<JSONType>) -> Bool {
    let named = nodes.compactMap { $0.node.types ?? $0.node.enumeration.map(Self.types) }
    return !named.isEmpty && named.allSatisfy { $0.isSubset(of: types) }
  }

  private static func types(of values: [JSONValue]) -> Set<JSONType> {
    values.allSatisfy { $0.string != nil } ? [.string] : Set(JSONType.allCases)
  }
}
