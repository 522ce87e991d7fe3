extension JSONValue {
  /// Equality as JSON Schema defines it (2020-12 core §4.2.2): numbers are compared by value, and the order of members does not count.
  package func equals(_ other: JSONValue) -> Bool {
    switch (content, other.content) {
    case (.null, .null): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.number(let a), .number(let b)): a == b || number.map { $0 == other.number } ?? false
    case (.string(let a), .string(let b)): a.unicodeScalars.elementsEqual(b.unicodeScalars)
    case (.array(let a), .array(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.equals($1) }
    case (.object(let a), .object(let b)):
      a.members.count == b.members.count
        && a.members.allSatisfy { member in b[member.key].map(member.value.equals) ?? false }
    default: false
    }
  }
}
