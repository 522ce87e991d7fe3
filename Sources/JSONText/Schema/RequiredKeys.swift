import Diagnostics

extension SchemaReader {
  /// Reports keys that are required where `additionalProperties: false` forbids them, such as a name with a slip. No object would be valid.
  mutating func checkRequired(_ value: JSONValue, _ id: Schema.ID, of document: JSONDocument) {
    guard let others = nodes[id.index].additionalProperties, nodes[others.index].isNever else { return }
    let declared = nodes[id.index].properties.map(\.key)
    for list in Self.requiredLists(in: value) {
      for element in list.array ?? [] {
        guard let key = element.string, !declared.contains(where: { $0.isSame(as: key) }) else { continue }
        report(
          "“\(key)” is required, but “additionalProperties” forbids it, because it is not among the “properties”",
          at: element.offset, in: document,
          fix: NearMiss.of(key, among: declared).map { "did you mean “\($0)”?" } ?? "declare it, or remove it here")
      }
    }
  }

  /// What subschemas for the same object require.
  private static func requiredLists(in value: JSONValue) -> [JSONValue] {
    let branches = ["allOf", "anyOf", "oneOf"].flatMap { value[$0]?.array ?? [] }
    let dependent = value["dependentSchemas"]?.object?.members.map(\.value) ?? []
    return ([value] + branches + dependent).compactMap { $0["required"] }
  }
}
