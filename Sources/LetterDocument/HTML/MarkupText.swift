/// Text as XML and HTML write it (XML 1.0 §2.4, HTML §13.1.2).
package enum MarkupText {
  /// A text between tags.
  package static func text(_ text: String) -> String { escaped(text, quotes: false) }

  /// The value of an attribute, between quotation marks.
  package static func attribute(_ value: String) -> String { escaped(value, quotes: true) }

  /// A number with at most three decimals, as CSS and SVG write it. One above a billion becomes a billion, which is larger than any browser
  /// uses.
  package static func number(_ value: Double) -> String {
    let thousandths = Int(exactly: (min(max(value, -1e9), 1e9) * 1_000).rounded()) ?? 0
    let (whole, rest) = abs(thousandths).quotientAndRemainder(dividingBy: 1_000)
    let sign = thousandths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    var digits = String(rest + 1_000).dropFirst()
    while digits.hasSuffix("0") { digits = digits.dropLast() }
    return "\(sign)\(whole).\(digits)"
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    // Most texts have none of these characters.
    guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || quotes && $0 == 0x22 }) else {
      return text
    }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"" where quotes: result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
