/// A place of the data that a schema declares: what can stand there.
package struct SchemaField: Sendable {
  /// Keys with dots between them, and `[]` for each element of a list.
  package let path: String
  /// The types that it can have, in the order of ``JSONType``.
  package let types: [JSONType]
  /// Whether a valid case file may lack it, or an element around it may be missing.
  package let mayBeAbsent: Bool
  /// The values that it can have, if the schema lists them.
  package let values: [String]
  /// Its `format`.
  package let format: SchemaFormat?
  /// Whether it is a number above 0.
  package let isNeverZero: Bool
  /// Its `title`.
  package let title: String?

  /// Whether it has no parts.
  package var isScalar: Bool { !types.contains(.object) && !types.contains(.array) }
}

extension Schema {
  /// All places of the data, in the order of the schema. A schema that contains itself is unfolded once.
  package var fields: [SchemaField] {
    var walk = FieldWalk(schema: self)
    walk.visit([root], path: "", mayBeAbsent: false)
    return walk.fields
  }
}

private struct FieldWalk {
  let schema: Schema
  var fields: [SchemaField] = []
  private var open: [Schema.ID] = []

  init(schema: Schema) { self.schema = schema }

  mutating func visit(_ ids: [Schema.ID], path: String, mayBeAbsent: Bool) {
    let ids = ids.filter { !open.contains($0) && !schema.isNever($0) }
    guard !ids.isEmpty, open.count < 60 else { return }
    let nodes = schema.nodes(from: ids)
    if !path.isEmpty { fields.append(field(nodes, path, mayBeAbsent)) }
    open += ids
    var keys: [String] = []
    for box in nodes {
      for property in box.node.properties where !keys.contains(where: { $0.isSame(as: property.key) }) {
        keys.append(property.key)
      }
    }
    for key in keys {
      let parts = nodes.compactMap { $0.node.property(key) }
      let isRequired = ids.contains { requires($0, key, 0) }
      visit(parts, path: path.isEmpty ? key : path + "." + key, mayBeAbsent: mayBeAbsent || !isRequired)
    }
    let items = nodes.compactMap(\.node.items)
    if !items.isEmpty {
      let mayBeEmpty = nodes.allSatisfy { $0.node.minItems == 0 }
      visit(items, path: path + "[]", mayBeAbsent: mayBeAbsent || mayBeEmpty)
    }
    open.removeLast(ids.count)
  }

  /// Whether every valid object has a key.
  private func requires(_ id: Schema.ID, _ key: String, _ depth: Int) -> Bool {
    guard depth < 50 else { return false }
    let node = schema[id]
    if node.required.contains(where: { $0.isSame(as: key) }) { return true }
    if ([node.reference].compactMap(\.self) + node.allOf).contains(where: { requires($0, key, depth + 1) }) {
      return true
    }
    return [node.anyOf, node.oneOf].contains { forms in
      let possible = forms.filter { !schema.isNever($0) }
      return !possible.isEmpty && possible.allSatisfy { requires($0, key, depth + 1) }
    }
  }

  private func field(_ boxes: [Schema.NodeBox], _ path: String, _ mayBeAbsent: Bool) -> SchemaField {
    var types: Set<JSONType> = []
    for box in boxes { types.formUnion(box.node.types ?? []) }
    let values = boxes.flatMap { $0.node.enumeration ?? [] }.compactMap(\.string)
    if types.isEmpty, !values.isEmpty { types = [.string] }
    var seen: Set<ExactText> = []
    return SchemaField(
      path: path, types: JSONType.allCases.filter(types.contains), mayBeAbsent: mayBeAbsent,
      values: values.filter { seen.insert(ExactText($0)).inserted }, format: boxes.compactMap(\.node.format).first,
      isNeverZero: boxes.contains { $0.node.minimum.map { $0 > .zero } ?? false },
      title: boxes.compactMap(\.node.title).first)
  }
}
