/// `anyOf` and `oneOf`: a value that may have several forms. What is reported is what keeps the value from the form that
/// its author most likely meant, not everything that keeps it from all of them.
extension SchemaValidator {
  mutating func checkForms(_ value: JSONValue, _ branches: [Schema.ID], exactlyOne: Bool) {
    var fitting = 0
    for branch in branches where fits(value, branch) { fitting += 1 }
    if fitting == 1 || (fitting > 1 && !exactlyOne) { return }
    if fitting > 1 {
      return report(
        .formsConflict, "the value has \(fitting) of its forms at once; exactly one is allowed", at: value.offset)
    }
    let meant = branches.filter { resembles(value, $0) }
    if meant.count == 1 {
      check(value, against: meant[0])
    } else if let object = value.object {
      let forms = choices(branches, object)
      report(.formsConflict, "none of the forms this object may have", at: value.offset, fix: forms)
    } else {
      report(
        .wrongType, "\(value.typeName) stands where none can stand", at: value.offset,
        fix: "see the schema for the forms allowed")
    }
  }

  /// Whether the value shows signs of being meant as this form: its type, and a key that only this form requires.
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
