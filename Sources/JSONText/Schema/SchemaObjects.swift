import Diagnostics

/// The keys of an object.
extension SchemaValidator {
  mutating func checkObject(_ object: JSONObject, _ node: borrowing Schema.Node, at offset: Int) {
    for key in node.required where object[key] == nil { reportMissing(key, in: object, copy node, at: offset) }
    if object.members.count < node.minProperties {
      report(
        .empty, "the object has too few keys", at: offset,
        fix: node.properties.isEmpty ? nil : "give one of \(Self.list(node.properties.map(\.key)))")
    }
    for member in object.members { checkMember(member, of: object, node) }
    for (key, dependent) in node.dependentSchemas where object[key] != nil {
      checkOnce(JSONValue(.object(object), at: offset), against: dependent)
    }
  }

  private mutating func reportMissing(_ key: String, in object: JSONObject, _ node: Schema.Node, at offset: Int) {
    let schema = schema
    report(
      .missingKey, "the key “\(key)” is missing", at: offset,
      fix: NearMiss.of(key, among: object.members.lazy.map(\.key).filter { node.property($0) == nil }) != nil
        ? "the object has a key that is spelled almost like “\(key)”; correct it"
        : Self.advice(for: key, of: node, in: schema))
  }

  private mutating func checkMember(_ member: JSONObject.Member, of object: JSONObject, _ node: borrowing Schema.Node) {
    path.append(.key(member.key))
    defer { path.removeLast() }
    if let property = node.property(member.key) {
      if schema.isNever(property) {
        report(
          .formsConflict, "“\(member.key)” cannot be combined with \(Self.list(node.required))",
          at: member.keyOffset, fix: "remove one of them")
      } else {
        check(member.value, against: property)
      }
    } else if let additional = node.additionalProperties {
      if schema.isNever(additional) {
        report(
          .unknownKey, "the schema has no such key here", at: member.keyOffset,
          fix: NearMiss.of(member.key, among: node.properties.lazy.map(\.key).filter { object[$0] == nil })
            .map { "did you mean “\($0)”?" } ?? Self.removal(of: node))
      } else {
        check(member.value, against: additional)
      }
    }
  }

  private static func removal(of node: borrowing Schema.Node) -> String {
    let known = node.properties.map(\.key)
    return known.isEmpty ? "remove it" : "remove it; known keys are \(list(known))"
  }

  /// The purpose of a missing key, in the schema's words.
  private static func advice(for key: String, of node: Schema.Node, in schema: Schema) -> String {
    let purpose = node.property(key).flatMap { schema[$0].title ?? schema[$0].description }
    return "add “\(key)”" + (purpose.map { ": \($0)" } ?? "")
  }
}
