import Diagnostics

extension JSONValue {
  /// The value as JSON text with two spaces per level, as people write case files. Lists and objects without parts stay on their line.
  package var text: String {
    var text = ""
    write(to: &text, indent: "\n")
    return text + "\n"
  }

  /// The value as JSON text on one line.
  package var line: String {
    switch content {
    case .array(let elements): JSONLine.array(elements.map(\.line))
    case .object(let object):
      "{" + object.members.map { JSONLine.quoted($0.key) + ":" + $0.value.line }.joined(separator: ",") + "}"
    default: scalar
    }
  }

  private var scalar: String {
    switch content {
    case .null: "null"
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let digits): digits
    case .string(let text): JSONLine.quoted(text)
    case .array, .object: ""
    }
  }

  private func write(to text: inout String, indent: String) {
    switch content {
    case .array(let elements) where !elements.isEmpty:
      Self.write("[", "]", elements.count, &text, indent) { elements[$0].write(to: &$1, indent: indent + "  ") }
    case .object(let object) where !object.members.isEmpty:
      Self.write("{", "}", object.members.count, &text, indent) { index, text in
        text += JSONLine.quoted(object.members[index].key) + ": "
        object.members[index].value.write(to: &text, indent: indent + "  ")
      }
    case .array: text += "[]"
    case .object: text += "{}"
    default: text += scalar
    }
  }

  private static func write(
    _ open: String, _ close: String, _ count: Int, _ text: inout String, _ indent: String,
    _ part: (Int, inout String) -> Void
  ) {
    text += open
    for index in 0..<count {
      text += (index > 0 ? "," : "") + indent + "  "
      part(index, &text)
    }
    text += indent + close
  }
}
