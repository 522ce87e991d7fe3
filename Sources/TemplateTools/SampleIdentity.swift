import JSONText

/// Gives samples identities of their own, because a batch makes one letter for each identity.
enum SampleIdentity {
  /// A case with another identity, in several ways: the number at its end is higher, or a number follows it.
  static func variants(of root: JSONValue, at path: SchemaPath, number: Int) -> [JSONValue] {
    guard let old = path.value(in: root)?.string else { return [] }
    let keys = path.steps.compactMap { step in if case .key(let key) = step { key } else { nil } }
    let digits = String(old.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
    var names = ["\(old)-\(number + 1)", "\(old)\(number + 1)"]
    if !digits.isEmpty, digits.count < 16, let last = Int(digits) {
      let next = String(last + number)
      names.insert(
        old.dropLast(digits.count) + String(repeating: "0", count: max(0, digits.count - next.count)) + next, at: 0)
    }
    return names.map { replacing(keys[...], by: JSONValue(.string($0)), in: root) }
  }

  private static func replacing(_ keys: ArraySlice<String>, by new: JSONValue, in value: JSONValue) -> JSONValue {
    guard let first = keys.first else { return new }
    guard case .object(let object) = value.content else { return value }
    let members = object.members.map { member in
      member.key.isSame(as: first)
        ? JSONObject.Member(key: member.key, value: replacing(keys.dropFirst(), by: new, in: member.value)) : member
    }
    return JSONValue(.object(JSONObject(members)))
  }
}
