/// Writes a JSON object on one line, keys in the order in which they are added.
package struct JSONLine {
  private var body = "{"

  /// An object without members.
  package init() {}

  /// The object.
  package var text: String { body + "}" }

  /// Adds a text; nil adds nothing.
  package mutating func add(_ key: String, _ value: String?) {
    guard let value else { return }
    append(key, Self.quoted(value))
  }

  /// Adds a whole number; nil adds nothing.
  package mutating func add(_ key: String, _ value: Int?) {
    guard let value else { return }
    append(key, String(value))
  }

  /// Adds texts as an array.
  package mutating func add(_ key: String, _ values: [String]) {
    append(key, "[" + values.map(Self.quoted).joined(separator: ",") + "]")
  }

  /// Adds a value that is JSON already; nil adds nothing.
  package mutating func add(_ key: String, json: String?) {
    if let json { append(key, json) }
  }

  private mutating func append(_ key: String, _ json: String) {
    if body.utf8.count > 1 { body += "," }
    body += Self.quoted(key)
    body += ":"
    body += json
  }

  /// A text as a JSON string, in quotation marks, with its escapes (RFC 8259 §7).
  package static func quoted(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 < 0x7F }) { return "\"" + text + "\"" }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        // What could control a terminal on which somebody looks at the line is escaped too.
        if PrintableText.isUnsafe(scalar), scalar.value < 0x10000 {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
