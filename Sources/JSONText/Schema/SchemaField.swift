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
    walk.visit([root], [[root]], path: "", mayBeAbsent: false)
    return walk.fields
  }
}

private struct FieldWalk {
  let schema: Schema
  var fields: [SchemaField] = []
  private var open: [Schema.ID] = []

  init(schema: Schema) { self.schema = schema }

  /// Visits a place.
  /// - Parameters:
  ///   - ids: all subschemas that may describe it, in the order of the schema.
  ///   - groups: the same subschemas: those of one group hold together, and a value has the form of one group.
  mutating func visit(_ ids: [Schema.ID], _ groups: [[Schema.ID]], path: String, mayBeAbsent: Bool) {
    let ids = ids.filter { !open.contains($0) && !schema.isNever($0) }
    guard !ids.isEmpty, open.count < 60 else { return }
    let nodes = schema.nodes(from: ids)
    let forms = schema.forms(of: groups)
    if !path.isEmpty { fields.append(field(nodes, forms, path, mayBeAbsent)) }
    open += ids
    var keys: [String] = []
    for box in nodes {
      for property in box.node.properties where !keys.contains(where: { $0.isSame(as: property.key) }) {
        keys.append(property.key)
      }
    }
    for key in keys {
      let parts = nodes.compactMap { $0.node.property(key) }
      let isRequired =
        !forms.isEmpty && forms.allSatisfy { $0.isAlways(.object) && $0.requires(key) }
      visit(
        parts, forms.map { $0.nodes.compactMap { $0.node.property(key) } }.distinct,
        path: path.isEmpty ? key : path + "." + key, mayBeAbsent: mayBeAbsent || !isRequired)
    }
    let items = nodes.compactMap(\.node.items)
    if !items.isEmpty {
      let isFilled =
        !forms.isEmpty
        && forms.allSatisfy { form in
          form.isAlways(.array) && form.nodes.contains { $0.node.minItems > 0 }
        }
      visit(
        items, forms.map { $0.nodes.compactMap(\.node.items) }.distinct, path: path + "[]",
        mayBeAbsent: mayBeAbsent || !isFilled)
    }
    open.removeLast(ids.count)
  }

  private func field(
    _ boxes: [Schema.NodeBox], _ forms: [SchemaForm], _ path: String, _ mayBeAbsent: Bool
  ) -> SchemaField {
    let types = forms.reduce(into: Set<JSONType>()) { $0.formUnion($1.types ?? []) }
    let texts = forms.filter { $0.mayBe(.string) }
    let numbers = forms.filter { $0.mayBe(.integer) || $0.mayBe(.number) }
    // A text that is free in one form can be anything.
    let listed =
      texts.allSatisfy { $0.values != nil }
      ? texts.flatMap { $0.values ?? [] }.compactMap(\.string) : []
    let format = texts.first?.format
    return SchemaField(
      path: path, types: JSONType.allCases.filter(types.contains), mayBeAbsent: mayBeAbsent,
      values: listed.distinct, format: texts.allSatisfy { $0.format == format } ? format : nil,
      isNeverZero: !numbers.isEmpty && numbers.allSatisfy(\.isAboveZero),
      title: boxes.compactMap(\.node.title).first)
  }
}

extension [[Schema.ID]] {
  /// The groups that name something, each once.
  fileprivate var distinct: [[Schema.ID]] {
    var seen: Set<[Schema.ID]> = []
    return filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}

extension [String] {
  /// The texts, each once.
  fileprivate var distinct: [String] {
    var seen: Set<ExactText> = []
    return filter { seen.insert(ExactText($0)).inserted }
  }
}
