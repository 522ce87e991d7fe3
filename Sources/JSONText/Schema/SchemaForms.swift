import Diagnostics

/// `anyOf` and `oneOf`: a value that may have one of several forms. Reports only what is wrong for the form that the author most likely
/// meant.
extension SchemaValidator {
  mutating func checkForms(_ value: JSONValue, _ branches: [Schema.ID], exactlyOne: Bool) {
    var fitting = 0
    for branch in branches where fits(value, branch) { fitting += 1 }
    if fitting == 1 || (fitting > 1 && !exactlyOne) { return }
    if fitting > 1 {
      return report(
        .formsConflict, "the value matches \(fitting) forms at once, but it must match exactly one", at: value.offset)
    }
    if let object = value.object, checkNamedForm(value, object, branches) { return }
    let meant = branches.filter { resembles(value, $0) }
    if meant.count == 1 {
      check(value, against: meant[0])
    } else if let object = value.object {
      let forms = choices(branches, object)
      report(.formsConflict, "the object has none of the allowed sets of keys", at: value.offset, fix: forms)
    } else {
      report(
        .wrongType, "\(value.typeName) is not allowed here", at: value.offset,
        fix: "see the schema for the allowed forms")
    }
  }

  /// Checks an object whose forms are told apart by the value of one key, such as `status`: each form allows other values of it.
  /// - Returns: whether the forms are of this kind, and the object has the key.
  private mutating func checkNamedForm(
    _ value: JSONValue, _ object: JSONObject, _ branches: [Schema.ID]
  ) -> Bool {
    let forms = branches.map { (id: $0, node: resolved($0)) }.filter { !$0.node.isNever }
    func allowed(_ key: String, _ node: Schema.Node) -> [JSONValue]? {
      node.property(key).flatMap { resolved($0).enumeration }
    }
    for member in object.members where forms.count > 1 && forms.allSatisfy({ allowed(member.key, $0.node) != nil }) {
      let fitting = forms.filter { allowed(member.key, $0.node)?.contains { $0.equals(member.value) } ?? false }
      if fitting.count == 1 {
        check(value, against: fitting[0].id)
        return true
      }
      if fitting.isEmpty {
        let names = forms.flatMap { allowed(member.key, $0.node) ?? [] }.compactMap(\.string)
        report(
          .notInEnumeration, "this must be one of \(Self.list(names))", at: member.value.offset,
          fix: member.value.string.flatMap { NearMiss.of($0, among: names) }.map { "did you mean “\($0)”?" })
        return true
      }
    }
    return false
  }

  /// Whether the author seems to have meant this form: the value has its type, and a key that it requires.
  private func resembles(_ value: JSONValue, _ branch: Schema.ID) -> Bool {
    let node = resolved(branch)
    if node.isNever { return false }
    if let types = node.types, !types.contains(where: { $0.matches(value) }) { return false }
    guard let object = value.object, !node.required.isEmpty else { return node.types != nil }
    return node.required.contains { object.has($0) }
  }

  private func resolved(_ id: Schema.ID) -> Schema.Node {
    var node = schema[id]
    for _ in 0..<32 {
      guard let next = node.reference else { break }
      node = schema[next]
    }
    return node
  }

  private func choices(_ branches: [Schema.ID], _ object: JSONObject) -> String {
    let forms = branches.map { resolved($0).required.map { "“\($0)”" }.joined(separator: " and ") }
    let named = forms.filter { !$0.isEmpty }
    if named.isEmpty { return "see the schema for the allowed forms" }
    return "give " + named.joined(separator: ", or ") + (object.members.isEmpty || named.count < 2 ? "" : ", not both")
  }
}
