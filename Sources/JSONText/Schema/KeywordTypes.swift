import Diagnostics

/// Keywords and values that the `type` beside them excludes. JSON Schema ignores them, so a slip such as `minLength` for a number would never show.
extension SchemaReader {
  /// Reports what the type of a schema excludes.
  mutating func checkTypes(_ value: JSONValue, _ id: Schema.ID, of document: JSONDocument) {
    guard let types = nodes[id.index].types, !types.isEmpty else { return }
    let names = JSONType.allCases.filter(types.contains).map { "“\($0.rawValue)”" }.joined(separator: " or ")
    for member in value.object?.members ?? [] {
      guard let keyword = SchemaKeyword(rawValue: member.key) else { continue }
      if let others = keyword.types, others.isDisjoint(with: types) {
        report(
          "“\(keyword.rawValue)” does nothing for the type \(names)", at: member.keyOffset, in: document,
          fix: keyword.namesake(for: types).map { "did you mean “\($0.rawValue)”?" }
            ?? "remove it, or correct the type")
      }
      let values = keyword == .enum ? member.value.array ?? [] : keyword == .const ? [member.value] : []
      for value in values where !types.contains(where: { $0.matches(value) }) {
        report(
          "this value is not of the type \(names), so it is never valid", at: value.offset, in: document,
          fix: "correct it, or correct the type")
      }
    }
  }
}

extension SchemaKeyword {
  /// The types whose values it restricts; nil if it is for all (JSON Schema Validation 2020-12 §6, Core §10.3).
  fileprivate var types: Set<JSONType>? {
    switch self {
    case .schema, .id, .ref, .defs, .comment, .title, .description, .examples, .type, .enum, .const, .allOf, .anyOf,
      .oneOf:
      nil
    case .properties, .required, .additionalProperties, .minProperties, .dependentSchemas: [.object]
    case .items, .minItems, .maxItems: [.array]
    case .minLength, .maxLength, .pattern, .format: [.string]
    case .minimum, .maximum, .multipleOf: [.number, .integer]
    }
  }

  /// Keywords that say the same of different types.
  private static let namesakes: [[SchemaKeyword]] = [
    [.minLength, .minItems, .minProperties, .minimum], [.maxLength, .maxItems, .maximum],
  ]

  /// The keyword that says the same of one of these types.
  fileprivate func namesake(for types: Set<JSONType>) -> SchemaKeyword? {
    Self.namesakes.first { $0.contains(self) }?.first { !($0.types ?? []).isDisjoint(with: types) }
  }
}
