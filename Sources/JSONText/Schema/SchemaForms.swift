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

  /// Whether the author seems to have meant this form: the value has its type, and a key that it requires.
  private func resembles(_ value: JSONValue, _ branch: Schema.ID) -> Bool {
    let node = resolved(branch)
    if node.isNever { return false }
    if let types = node.types, !types.contains(where: { $0.matches(value) }) { return false }
    guard let object = value.object, !node.required.isEmpty else { return node.types != nil }
    return node.required.contains { object[$0] != nil }
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
    return "give " + forms.filter { !$0.isEmpty }.joined(separator: ", or ")
      + (object.members.isEmpty ? "" : ", not both")
  }
}
