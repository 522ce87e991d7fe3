import JSONText

/// Finds control characters in the texts of a case file. No font has them, and in plain text they could steer a terminal; a
/// line feed is a line break and stays.
enum ControlCharacterCheck {
  static func findings(in document: JSONDocument) -> [Finding] {
    var found: [Finding] = []
    check(document.root, in: document, &found)
    return found
  }

  private static func check(_ value: JSONValue, in document: JSONDocument, _ found: inout [Finding]) {
    switch value.content {
    case .string(let text) where text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F || $0 == 0xC2 }):
      report(text, at: value.offset, in: document, &found)
    case .array(let elements): for element in elements { check(element, in: document, &found) }
    case .object(let object): for member in object.members { check(member.value, in: document, &found) }
    default: break
    }
  }

  private static func report(_ text: String, at offset: Int, in document: JSONDocument, _ found: inout [Finding]) {
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() where scalar.properties.generalCategory == .control {
      let isLineEnd = scalar == "\n" || scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
      if isLineEnd { continue }
      let name =
        scalar == "\t"
        ? "a tab"
        : "the control character U+00\(scalar.value < 16 ? "0" : "")\(String(scalar.value, radix: 16, uppercase: true))"
      found.append(
        Finding(
          .controlCharacter, "\(name) stands in a text", fix: scalar == "\t" ? "write spaces" : "remove it",
          in: document.source,
          at: document.offset(ofScalar: index, inStringAt: offset), pointer: document.root.pointer(toValueAt: offset),
          isCaseData: true))
    }
  }
}
