import Diagnostics

/// The keys of an object.
extension SchemaValidator {
  mutating func checkObject(_ object: JSONObject, _ box: Schema.NodeBox, at offset: Int) {
    for key in box.node.required where !object.has(key) { reportMissing(key, in: object, box.node, at: offset) }
    if object.members.count < box.node.minProperties {
      report(
        .empty, "the object has too few keys", at: offset,
        fix: box.node.properties.isEmpty ? nil : "give one of \(Self.list(box.node.properties.map(\.key)))")
    }
    for index in object.members.indices { checkMember(object.members[index], of: object, box) }
    for (key, dependent) in box.node.dependentSchemas where object.has(key) {
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

  private mutating func checkMember(_ member: JSONObject.Member, of object: JSONObject, _ box: Schema.NodeBox) {
    if let property = box.node.property(member.key) {
      if schema.isNever(property) {
        report(
          .formsConflict, "“\(member.key)” cannot be combined with \(Self.list(box.node.required))",
          at: member.keyOffset, fix: "remove one of them")
      } else {
        check(member.value, against: property)
      }
    } else if let additional = box.node.additionalProperties {
      if schema.isNever(additional) {
        report(
          .unknownKey, "the schema has no such key here", at: member.keyOffset,
          fix: NearMiss.of(member.key, among: box.node.properties.lazy.map(\.key).filter { !object.has($0) })
            .map { "did you mean “\($0)”?" } ?? Self.removal(of: box))
      } else {
        check(member.value, against: additional)
      }
    }
  }

  private static func removal(of box: Schema.NodeBox) -> String {
    let known = box.node.properties.map(\.key)
    return known.isEmpty ? "remove it" : "remove it; known keys are \(list(known))"
  }

  /// The purpose of a missing key, in the schema's words.
  private static func advice(for key: String, of node: Schema.Node, in schema: Schema) -> String {
    let purpose = node.property(key).flatMap { schema[$0].title ?? schema[$0].description }
    return "add “\(key)”" + (purpose.map { ": \($0)" } ?? "")
  }
}
