import JSONText
import Rules
import UnicodeText

/// Finds control characters in the texts of a case file. No font has them, and in plain text they could control a terminal. A line feed is
/// a line break, so it is allowed.
enum ControlCharacterCheck {
  static func findings(in texts: [CaseText], of document: JSONDocument) -> [Finding] {
    var found: [Finding] = []
    for text in texts where text.traits.contains(.mayHoldControls) && found.count < Finding.mostInADocument {
      report(text, of: document, &found)
    }
    return found
  }

  private static func report(_ text: CaseText, of document: JSONDocument, _ found: inout [Finding]) {
    guard hasControls(text.text) else { return }
    let scalars = Array(text.text.unicodeScalars)
    var seen: Set<Unicode.Scalar> = []
    // Each character is reported once per text: a text full of them would give endless findings.
    for (index, scalar) in scalars.enumerated() where isControl(scalar) {
      let isLineEnd = scalar == "\n" || scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
      if isLineEnd || !seen.insert(scalar).inserted { continue }
      let name =
        scalar == "\t"
        ? "a tab"
        : "the control character U+00\(scalar.value < 16 ? "0" : "")\(String(scalar.value, radix: 16, uppercase: true))"
      found.append(
        Finding(
          .controlCharacter, "a text contains \(name)", fix: scalar == "\t" ? "write spaces" : "remove it",
          in: document.source,
          at: document.offset(ofScalar: index, inStringAt: text.value.offset),
          pointer: document.pointer(toValueAt: text.value.offset), isCaseData: true))
    }
  }

  /// Whether a text has control characters other than the line feed. `§` and `·` start with the same byte as some of them.
  private static func hasControls(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var index = PrintableASCII.end(in: bytes, from: 0)
      while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x20 && byte != UInt8(ascii: "\n") || byte == 0x7F { return true }
        if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] < 0xA0 { return true }
        index = PrintableASCII.end(in: bytes, from: index + 1)
      }
      return false
    }
  }

  /// Unicode's general category Cc.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }
}
