import JSONText
import LetterDocument

/// A component value of a declaration: a piece of the text between the colon and the semicolon.
struct StyleValue {
  enum Kind: Equatable {
    case word(String)
    case string(String)
    case length(Length)
    case number(Double)
    case percentage(Double)
    case color(Color)
    /// `name(argument)`, such as `counter(page)`
    case function(String, String)
    case slash
    case comma
  }

  /// A length. Ems count in the size of the element's font (CSS Values 4 §6.1.1).
  struct Length: Equatable {
    var points = 0.0
    var ems = 0.0

    /// The length in points.
    func points(in fontSize: Double) -> Double { ems == 0 ? points : ems * fontSize }

    /// Whether it is negative.
    var isNegative: Bool { points < 0 || ems < 0 }

    var isZero: Bool { points == 0 && ems == 0 }
  }

  let kind: Kind
  let offset: Int
  let length: Int

  /// Points per absolute unit (CSS Values 4 §6.2).
  static let units: [String: Double] = [
    "pt": 1, "in": 72, "pc": 12, "mm": 72 / 25.4, "cm": 72 / 2.54, "px": 0.75,
  ]

  /// The longest length in points: the side of the largest page that PDF allows (PDF 32000-1 Annex C).
  static let longest = 14_400.0
}

extension SourceScanner {
  /// Reads the values up to `;` or `}` and does not consume that character.
  mutating func readStyleValues() -> [StyleValue] {
    var values: [StyleValue] = []
    while true {
      skipStyleSpace()
      guard let next = peek, next != ";", next != "}", next != "{" else { return values }
      let start = position
      guard let kind = readStyleValue(startingWith: next) else {
        skip { $0 != ";" && $0 != "}" }
        return values
      }
      values.append(StyleValue(kind: kind, offset: start, length: position - start))
    }
  }

  /// White space and comments.
  mutating func skipStyleSpace() {
    while true {
      skipSpace()
      let start = position
      guard take("/*") else { return }
      if skip(past: "*/") == nil { report(.stylesheetSyntax, "this comment does not end", at: start, length: 2) }
    }
  }

  private mutating func readStyleValue(startingWith next: Unicode.Scalar) -> StyleValue.Kind? {
    switch next {
    case "\"", "'": return readStyleString(quote: next)
    case "#": return readColor()
    case "/":
      position += 1
      return .slash
    case ",":
      position += 1
      return .comma
    case "0"..."9", ".", "-", "+": return readDimension()
    case "a"..."z", "A"..."Z": return readWordOrFunction()
    default:
      report(.stylesheetSyntax, "“\(next)” is not allowed in a value", at: position)
      return nil
    }
  }

  private mutating func readStyleString(quote: Unicode.Scalar) -> StyleValue.Kind? {
    let start = position
    position += 1
    var text = read { $0 != quote && $0 != "\n" && $0 != "\\" }
    while peek == "\\" {
      guard let escaped = readEscape() else { break }
      text += escaped + read { $0 != quote && $0 != "\n" && $0 != "\\" }
    }
    guard peek == quote else {
      report(.stylesheetSyntax, "this text does not end", at: start)
      return nil
    }
    position += 1
    return .string(text)
  }

  /// An escape in a text (CSS Syntax 3 §4.3.7): the number of a character, a character that would mean something else, or a line end that
  /// does not count; nil at the end of the file. A line feed is a space, as all white space of the sheet's texts.
  private mutating func readEscape() -> String? {
    let start = position
    position += 1
    guard let next = peek else { return nil }
    if next == "\n" {
      position += 1
      return ""
    }
    guard next.properties.isASCIIHexDigit else {
      // The whole character, whose first byte this is.
      position += 1
      while position < end, bytes[position] & 0xC0 == 0x80 { position += 1 }
      return text(start + 1..<position)
    }
    var digits = 0
    let number = read { scalar in
      digits += 1
      return digits <= 6 && scalar.properties.isASCIIHexDigit
    }
    if peek?.isMarkupSpace == true { position += 1 }
    guard let scalar = UInt32(number, radix: 16).flatMap(Unicode.Scalar.init), scalar.value > 0 else {
      report(.stylesheetSyntax, "there is no character U+\(number.uppercased())", at: start, length: position - start)
      return ""
    }
    return scalar == "\n" ? " " : String(scalar)
  }

  private mutating func readColor() -> StyleValue.Kind? {
    let start = position
    position += 1
    var digits = read(while: \.isNameCharacter)
    if digits.utf8.count == 3 { digits = digits.reduce(into: "") { $0 += "\($1)\($1)" } }
    guard digits.utf8.count == 6, let value = UInt32(digits, radix: 16) else {
      report(.badPropertyValue, "a colour needs three or six hexadecimal digits", at: start, length: position - start)
      return nil
    }
    return .color(Color(red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF)))
  }

  private mutating func readDimension() -> StyleValue.Kind? {
    let start = position
    let digits = read { "+-.0123456789".unicodeScalars.contains($0) }
    let unit = read { $0.isNameCharacter || $0 == "%" }
    guard let number = Double(digits), number.isFinite else {
      skip { !";{}".unicodeScalars.contains($0) }
      let isRule = peek == "{"
      position = start
      report(
        .stylesheetSyntax, isRule ? "“}” is missing before this rule" : "this is not a number", at: start,
        length: max(1, digits.utf8.count + unit.utf8.count), fix: isRule ? "close the rule before with “}”" : nil)
      return nil
    }
    if unit.isEmpty { return number == 0 ? .length(StyleValue.Length()) : .number(number) }
    if unit == "%" { return .percentage(number) }
    if unit == "em", abs(number) <= 1_000 { return .length(StyleValue.Length(ems: number)) }
    if let points = StyleValue.units[unit] {
      let length = number * points
      if abs(length) <= StyleValue.longest { return .length(StyleValue.Length(points: length)) }
      report(
        .badPropertyValue, "a length must be at most \(Int(StyleValue.longest))pt", at: start, length: position - start)
      return nil
    }
    report(
      .badPropertyValue, "there is no unit “\(unit)” here", at: start, length: position - start,
      fix: "use \((StyleValue.units.keys + ["em"]).sorted().joined(separator: ", ")), or % for a width")
    return nil
  }

  private mutating func readWordOrFunction() -> StyleValue.Kind? {
    let start = position
    let word = read(while: \.isNameCharacter)
    guard take("(") else { return .word(word) }
    skipSpace()
    let argument = read(while: \.isNameCharacter)
    skipSpace()
    guard take(")") else {
      let isKnown = ["string", "counter", "content", "element", "running"].contains(word)
      report(
        .stylesheetSyntax, isKnown ? "“\(word)(” is not closed" : "there is no function “\(word)” here", at: start,
        length: word.utf8.count + 1, fix: isKnown ? "write “)” at its end" : Self.replacement(ofFunction: word))
      skip { $0 != ";" && $0 != "}" }
      return nil
    }
    return .function(word, argument)
  }

  /// What to write instead of a function of CSS that this language leaves out.
  private static func replacement(ofFunction name: String) -> String {
    ["rgb", "rgba", "hsl", "hsla", "color"].contains(name) ? "write the colour as #rrggbb" : "write the value itself"
  }
}
