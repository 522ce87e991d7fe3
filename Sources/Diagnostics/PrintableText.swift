/// Text that is safe to print on a terminal or in a log.
package enum PrintableText {
  /// The text with unsafe characters written as `\u{…}`: control characters, invisible characters, and characters that change the direction
  /// of text. Line feeds and tabs can be kept.
  package static func escaped(_ text: String, keepsLines: Bool = false) -> String {
    if isPlainASCII(text) { return text }
    guard text.unicodeScalars.contains(where: { isUnsafe($0, keepsLines) }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar, keepsLines) {
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a text has only characters of ASCII that have a shape. Most messages have no others.
  private static func isPlainASCII(_ text: String) -> Bool {
    text.utf8.span.withUnsafeBufferPointer { bytes in bytes.allSatisfy { (0x20..<0x7F).contains($0) } }
  }

  static func isUnsafe(_ scalar: Unicode.Scalar, _ keepsLines: Bool = false) -> Bool {
    if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
      return !(keepsLines && (scalar == "\n" || scalar == "\t"))
    }
    guard scalar.value >= 0xAD else { return false }
    switch scalar.properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}
