import Diagnostics

/// A JSON value (RFC 8259) with its place in the text.
package struct JSONValue: Sendable {
  /// The value itself.
  package enum Content: Sendable {
    /// `null`
    case null
    /// `true` or `false`
    case boolean(Bool)
    /// A number as it was written, so that no digit is lost.
    case number(String)
    /// A string with its escapes resolved.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object. Its members are in the order of the text, duplicates included.
    case object(JSONObject)
  }

  /// The value itself.
  package let content: Content
  /// The byte offset of its first character.
  package let offset: Int

  /// Makes a value. `offset` has no meaning if the value was not read from a text.
  package init(_ content: Content, at offset: Int = 0) {
    self.content = content
    self.offset = offset
  }

  /// The string, if it is one.
  package var string: String? {
    if case .string(let text) = content { text } else { nil }
  }

  /// The number, if it is one that ``ExactDecimal`` reads.
  package var number: ExactDecimal? {
    if case .number(let digits) = content { ExactDecimal(digits) } else { nil }
  }

  /// The whole number, if it is one that `Int` can hold. `2.0` and `2e0` are whole numbers too (JSON Schema 2020-12 §6.3).
  package var integer: Int? {
    guard let number, number.isInteger else { return nil }
    return Int(number.shortest)
  }

  /// The elements, if it is an array.
  package var array: [JSONValue]? {
    if case .array(let elements) = content { elements } else { nil }
  }

  /// The object, if it is one.
  package var object: JSONObject? {
    if case .object(let object) = content { object } else { nil }
  }

  /// The member with that name, if this is an object and has one.
  package subscript(key: String) -> JSONValue? {
    if case .object(let object) = content { object[key] } else { nil }
  }

  /// The name of its type for messages, with its article.
  package var typeName: String {
    switch content {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

/// The members of a JSON object in the order of the text. Objects of case files have a handful of members, so a linear search is faster
/// than hashing.
package struct JSONObject: Sendable {
  /// A name, its place, and its value.
  package struct Member: Sendable {
    /// The name with its escapes resolved.
    package let key: String
    /// The byte offset of the name's opening quotation mark.
    package let keyOffset: Int
    /// The value.
    package let value: JSONValue

    /// Makes a member.
    package init(key: String, keyOffset: Int = 0, value: JSONValue) {
      self.key = key
      self.keyOffset = keyOffset
      self.value = value
    }
  }

  /// All members, duplicates included.
  package let members: [Member]

  /// Makes an object.
  package init(_ members: [Member] = []) {
    self.members = members
  }

  /// The value of the first member with that name.
  package subscript(key: String) -> JSONValue? { index(of: key).map { members[$0].value } }

  /// Whether it has a member with that name. Unlike the subscript, this copies no value.
  package func has(_ key: String) -> Bool { index(of: key) != nil }

  private func index(of key: String) -> Int? {
    // A loop over the members would retain each key and value.
    for index in members.indices where members[index].key.isSame(as: key) { return index }
    return nil
  }
}

extension JSONValue {
  /// The JSON Pointer (RFC 6901) of the value that starts at `offset`, or of the member whose key starts there; nil if there is none here.
  /// - Parameter shows: whether a key may be shown. Other keys become `…`, because unknown keys are words of a case.
  package func pointer(toValueAt offset: Int, showing shows: (String) -> Bool = { _ in true }) -> String? {
    var pointer = ""
    var value = self
    while value.offset != offset {
      switch value.content {
      case .array(let elements):
        // Values stand in the order of the text, so only the last one that starts there or before can hold the place.
        let index = elements.partitioningIndex { $0.offset > offset } - 1
        guard index >= 0 else { return nil }
        pointer += "/"
        pointer += String(index)
        value = elements[index]
      case .object(let object):
        let members = object.members
        let index = members.partitioningIndex { $0.keyOffset > offset } - 1
        guard index >= 0 else { return nil }
        let member = members[index]
        pointer += "/"
        pointer += shows(member.key) ? JSONPointer.escape(member.key) : "…"
        if member.keyOffset == offset { return pointer }
        value = member.value
      default: return nil
      }
    }
    return pointer
  }
}
