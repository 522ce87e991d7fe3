/// Text that is safe to print on a terminal or in a log.
package enum PrintableText {
  /// The text with unsafe characters written as `\u{…}`: control characters, invisible characters, and characters that change the direction
  /// of text. Line feeds and tabs can be kept.
  package static func escaped(_ text: String, keepsLines: Bool = false) -> String {
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
