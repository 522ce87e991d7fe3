/// Writes a JSON object on one line, keys in the order in which they are added.
package struct JSONLine {
  /// Bytes, because a batch writes a line for each letter, and adding to a string takes three times as long.
  private var body = [UInt8(ascii: "{")]

  /// An object without members.
  package init() { body.reserveCapacity(512) }

  /// The object.
  package var text: String {
    var whole = body
    whole.append(UInt8(ascii: "}"))
    return String(decoding: whole, as: UTF8.self)
  }

  /// Adds a text; nil adds nothing.
  package mutating func add(_ key: String, _ value: String?) {
    guard let value else { return }
    append(key)
    Self.append(quoted: value, to: &body)
  }

  /// Adds a whole number; nil adds nothing.
  package mutating func add(_ key: String, _ value: Int?) {
    guard let value else { return }
    append(key)
    body += String(value).utf8
  }

  /// Adds texts as an array.
  package mutating func add(_ key: String, _ values: [String]) { add(key, jsons: values.map(Self.quoted)) }

  /// Adds a value that is JSON already; nil adds nothing.
  package mutating func add(_ key: String, json: String?) {
    guard let json else { return }
    append(key)
    body += json.utf8
  }

  /// Adds values that are JSON already, as an array.
  package mutating func add(_ key: String, jsons: [String]) { add(key, json: Self.array(jsons)) }

  /// An array of values that are JSON already.
  package static func array(_ jsons: [String]) -> String { "[" + jsons.joined(separator: ",") + "]" }

  private mutating func append(_ key: String) {
    if body.count > 1 { body.append(UInt8(ascii: ",")) }
    Self.append(quoted: key, to: &body)
    body.append(UInt8(ascii: ":"))
  }

  // MARK: Texts

  /// A text as a JSON string, in quotation marks, with its escapes (RFC 8259 §7).
  package static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 2)
    append(quoted: text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(quoted text: String, to body: inout [UInt8]) {
    var text = text
    body.append(UInt8(ascii: "\""))
    let isPlain = text.withUTF8 { bytes in
      guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 < 0x7F }) else { return false }
      body += bytes
      return true
    }
    if !isPlain {
      for scalar in text.unicodeScalars { append(escaped: scalar, to: &body) }
    }
    body.append(UInt8(ascii: "\""))
  }

  private static func append(escaped scalar: Unicode.Scalar, to body: inout [UInt8]) {
    switch scalar {
    case "\"": body += "\\\"".utf8
    case "\\": body += "\\\\".utf8
    case "\n": body += "\\n".utf8
    case "\r": body += "\\r".utf8
    case "\t": body += "\\t".utf8
    default:
      // What could control a terminal on which somebody looks at the line is escaped too.
      if PrintableText.isUnsafe(scalar), scalar.value < 0x10000 {
        let digits = String(scalar.value, radix: 16)
        body += "\\u".utf8
        body += repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count)
        body += digits.utf8
      } else {
        body += String(scalar).utf8
      }
    }
  }
}
