/// Characters, escapes and classes of regular expressions.
extension PatternSyntax {
  /// What stands for one character: that character, or one of several.
  private enum Atom {
    case character(Unicode.Scalar)
    /// A set of characters.
    case members(PatternCharacters)
    /// Something else, as it is written for PCRE2. It may match white space.
    case other(String)
  }

  /// Reads a character, an escape, a point or a class.
  mutating func readAtom(_ scalar: Unicode.Scalar) throws(Problem) -> Bool {
    position += 1
    switch scalar {
    case ".":
      translated += PatternCharacters.lineEnds.text(isNegated: true)
      return false
    case "[": return try readClass()
    case "\\":
      switch try readEscape() {
      case .character(let character): return append(character)
      case .members(let members):
        translated += members.text(isNegated: false)
        return members.isVisible
      case .other(let text):
        translated += text
        return text.hasPrefix("\\p{") && text.count <= 6 && "LNPS".contains(text.dropFirst(3).first ?? "}")
      }
    default: return append(scalar)
    }
  }

  private mutating func append(_ character: Unicode.Scalar) -> Bool {
    translated += PatternCharacters.escaped(character)
    return !PatternCharacters.isSpace(character)
  }

  // MARK: Escapes

  private static let classes: [Unicode.Scalar: PatternCharacters] = [
    "d": .digits, "D": PatternCharacters.digits.complement, "w": .word, "W": PatternCharacters.word.complement,
    "s": .spaces, "S": PatternCharacters.spaces.complement,
  ]
  private static let controls: [Unicode.Scalar: Unicode.Scalar] = [
    "t": "\t", "n": "\n", "v": "\u{B}", "f": "\u{C}", "r": "\r",
  ]

  /// Reads what follows a backslash.
  private mutating func readEscape() throws(Problem) -> Atom {
    guard let scalar = next else { throw Problem(message: "nothing follows the last “\\”") }
    position += 1
    if let members = Self.classes[scalar] { return .members(members) }
    if let character = Self.controls[scalar] { return .character(character) }
    switch scalar {
    case "c":
      guard let letter = next, letter.isASCII, letter.properties.isAlphabetic else {
        throw Problem(message: "“\\c” needs a letter")
      }
      position += 1
      return .character(Unicode.Scalar(UInt8(letter.value & 0x1F)))
    case "0":
      if let digit = next, "0"..."9" ~= digit { throw Problem(message: "“\\0” must not have a digit after it") }
      return .character("\0")
    case "1"..."9":
      var number = String(scalar)
      while let digit = next, "0"..."9" ~= digit, number.count < 4 {
        number.unicodeScalars.append(digit)
        position += 1
      }
      return .other("\\g{\(number)}")
    case "k":
      guard take("<") else { throw Problem(message: "“\\k” needs the name of a group") }
      return .other("\\k<\(try readName())>")
    case "x": return .character(try readScalar(digits: 2))
    case "u": return .character(try readUnicode())
    case "p", "P": return .other("\\\(scalar){\(try readProperty())}")
    default:
      guard !scalar.isASCII || !(scalar.properties.isAlphabetic || scalar == "_" || "0"..."9" ~= scalar) else {
        throw Problem(message: "ECMA-262 has no escape “\\\(scalar)”")
      }
      return .character(scalar)
    }
  }

  private mutating func readHex(_ count: Int) throws(Problem) -> UInt32 {
    let digits = String(String.UnicodeScalarView(scalars[position...].prefix(count)))
    guard digits.utf8.count == count, digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16) else {
      throw Problem(message: "an escape needs \(count) hexadecimal digits")
    }
    position += count
    return value
  }

  private mutating func readScalar(digits: Int) throws(Problem) -> Unicode.Scalar {
    guard let scalar = Unicode.Scalar(try readHex(digits)) else { throw Problem(message: "an escape is no character") }
    return scalar
  }

  /// Reads what follows `\u`: four digits, two halves of a pair, or `{…}`.
  private mutating func readUnicode() throws(Problem) -> Unicode.Scalar {
    if take("{") {
      let digits = scalars[position...].prefix { $0 != "}" }
      guard digits.count <= 8, digits.allSatisfy({ Character($0).isHexDigit }),
        let scalar = UInt32(String(String.UnicodeScalarView(digits)), radix: 16).flatMap(Unicode.Scalar.init)
      else { throw Problem(message: "an escape is no character") }
      position += digits.count
      guard take("}") else { throw Problem(message: "“\\u{” is not closed") }
      return scalar
    }
    let first = try readHex(4)
    guard (0xD800..<0xDC00).contains(first), take("\\u") else {
      guard let scalar = Unicode.Scalar(first) else { throw Problem(message: "an escape is half a character") }
      return scalar
    }
    let second = try readHex(4)
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw Problem(message: "an escape is half a character") }
    return scalar
  }

  /// Reads `{Lu}`, `{Script=Greek}`.
  private mutating func readProperty() throws(Problem) -> String {
    guard take("{"), let end = scalars[position...].prefix(80).firstIndex(of: "}") else {
      throw Problem(message: "“\\p” needs a property in braces")
    }
    let name = String(String.UnicodeScalarView(scalars[position..<end]))
    guard name.utf8.allSatisfy({ $0.isNameByte || $0 == UInt8(ascii: "=") }) else {
      throw Problem(message: "“\\p” needs the name of a property")
    }
    position = end + 1
    return name
  }

  // MARK: Classes

  /// Reads a class, whose bracket was read.
  private mutating func readClass() throws(Problem) -> Bool {
    let isNegated = take("^")
    var members = PatternCharacters()
    var others = ""
    while !take("]") {
      guard next != nil else { throw Problem(message: "“[” is not closed") }
      switch try readMember() {
      case .members(let more): members.ranges += more.ranges
      case .other(let text): others += text
      case .character(let first):
        members.ranges.append(try readRange(from: first))
      }
    }
    if members.ranges.isEmpty, others.isEmpty {
      // ECMA-262 has classes of no character and of all.
      translated += isNegated ? "(?s:.)" : "(?!)"
      return !isNegated
    }
    translated += members.text(isNegated: isNegated, and: others)
    return isNegated ? members.holdsAllSpaces : members.isVisible && others.isEmpty
  }

  private mutating func readMember() throws(Problem) -> Atom {
    if take("\\b") { return .character("\u{8}") }
    if take("\\") {
      let atom = try readEscape()
      if case .other(let text) = atom, !text.hasPrefix("\\p"), !text.hasPrefix("\\P") {
        throw Problem(message: "a class cannot hold a reference to a group")
      }
      return atom
    }
    position += 1
    return .character(scalars[position - 1])
  }

  /// Reads the end of a range, if there is one.
  private mutating func readRange(from first: Unicode.Scalar) throws(Problem) -> ClosedRange<UInt32> {
    guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
      return first.value...first.value
    }
    let start = position
    position += 1
    guard case .character(let last) = try readMember() else {
      // The hyphen stands for itself.
      position = start
      return first.value...first.value
    }
    guard first.value <= last.value else { throw Problem(message: "a range of characters is in the wrong order") }
    return first.value...last.value
  }
}

extension UInt8 {
  fileprivate var isNameByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
