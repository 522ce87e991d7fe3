/// Cuts bytes into PDF values and keywords (PDF 32000-1 §7.2 and §7.3). It is strict: what is not well-formed is an error, because a
/// lenient reader and a strict one could see different letters in the same file.
struct PDFParser {
  /// A piece of a file or of a content stream.
  enum Token: Hashable {
    case value(PDFValue)
    /// Keywords such as `obj`, and the operators of content streams.
    case keyword(String)
  }

  let bytes: [UInt8]
  var position: Int
  /// How many values the value in progress has so far.
  private var values = 0

  /// How deep arrays and dictionaries may nest. Letters need four levels.
  private static let deepest = 30
  /// How many values may be in one, such as the elements of an array. Each takes more memory than its bytes in the file.
  private static let mostValues = 1_000_000
  /// Larger numbers are in no letter. The limit keeps sums of them from overflowing.
  private static let largest = 1 << 40

  init(_ bytes: [UInt8], at position: Int = 0) {
    self.bytes = bytes
    self.position = max(0, min(position, bytes.count))
  }

  /// The next value or keyword; nil at the end.
  mutating func next() throws(PDFUnreadable) -> Token? {
    skipSpace()
    guard let byte = peek else { return nil }
    values = 0
    return try token(startingWith: byte, depth: 0)
  }

  /// The next value.
  /// - Throws: if there is none.
  mutating func value() throws(PDFUnreadable) -> PDFValue {
    guard case .value(let value)? = try next() else { throw PDFUnreadable("a value is missing") }
    return value
  }

  /// Moves past a keyword.
  /// - Throws: if something else is there.
  mutating func take(_ keyword: String) throws(PDFUnreadable) {
    guard case .keyword(keyword)? = try next() else { throw PDFUnreadable("“\(keyword)” is missing") }
  }

  // MARK: Exact forms

  /// Moves past these bytes, without white space or comments before them. Readers look for the marks of a file as they are written, and build
  /// the table of objects anew, from anything that looks like an object, if they do not find them.
  mutating func takeExactly(_ text: StaticString) throws(PDFUnreadable) {
    let end = position + text.utf8CodeUnitCount
    guard end <= bytes.count,
      bytes[position..<end].elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    else { throw PDFUnreadable("“\(text)” is missing") }
    position = end
  }

  /// Moves past one line end: CR LF, LF or CR. A space may come before it.
  mutating func takeLineEnd() throws(PDFUnreadable) {
    if peek == 0x20 { position += 1 }
    let start = position
    if peek == 0x0D { position += 1 }
    if peek == 0x0A { position += 1 }
    guard position > start else { throw PDFUnreadable("a line does not end where it must") }
  }

  /// Moves past a whole number of digits alone.
  mutating func takeDigits() throws(PDFUnreadable) -> Int {
    let start = position
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard let number = Int(String(decoding: bytes[start..<position], as: UTF8.self)), number <= Self.largest else {
      throw PDFUnreadable("a number is malformed")
    }
    return number
  }

  /// Moves past spaces and line ends, which is all that may stand between the parts of an update.
  mutating func skipBlanks() { while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D { position += 1 } }

  mutating func skipSpace() {
    while let byte = peek {
      if byte == UInt8(ascii: "%") {
        while let next = peek, next != 0x0A, next != 0x0D { position += 1 }
      } else if Self.isSpace(byte) {
        position += 1
      } else {
        return
      }
    }
  }

  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  static func isSpace(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20: true
    default: false
    }
  }

  // MARK: Tokens

  private mutating func token(startingWith byte: UInt8, depth: Int) throws(PDFUnreadable) -> Token {
    values += 1
    guard values <= Self.mostValues else { throw PDFUnreadable("a value is larger than any in a letter") }
    switch byte {
    case UInt8(ascii: "/"):
      position += 1
      return .value(.name(try readName()))
    case UInt8(ascii: "("): return .value(.string(try readLiteralString()))
    case UInt8(ascii: "["): return .value(.array(try readArray(depth: depth + 1)))
    case UInt8(ascii: "<"):
      if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "<") {
        return .value(.dictionary(try readDictionary(depth: depth + 1)))
      }
      return .value(.string(try readHexString()))
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      return .value(try readNumberOrReference())
    default:
      let word = readRegular()
      switch word {
      case "": throw PDFUnreadable("a bracket closes nothing")
      case "null": return .value(.null)
      case "true", "false": return .value(.boolean(word == "true"))
      default: return .keyword(word)
      }
    }
  }

  private mutating func readArray(depth: Int) throws(PDFUnreadable) -> [PDFValue] {
    guard depth <= Self.deepest else { throw PDFUnreadable("values are nested too deep") }
    position += 1
    var values: [PDFValue] = []
    while true {
      skipSpace()
      guard let byte = peek else { throw PDFUnreadable("an array does not end") }
      if byte == UInt8(ascii: "]") {
        position += 1
        return values
      }
      guard case .value(let value) = try token(startingWith: byte, depth: depth) else {
        throw PDFUnreadable("an array has a keyword")
      }
      values.append(value)
    }
  }

  private mutating func readDictionary(depth: Int) throws(PDFUnreadable) -> [String: PDFValue] {
    guard depth <= Self.deepest else { throw PDFUnreadable("values are nested too deep") }
    position += 2
    var entries: [String: PDFValue] = [:]
    while true {
      skipSpace()
      guard let byte = peek else { throw PDFUnreadable("a dictionary does not end") }
      if byte == UInt8(ascii: ">"), position + 1 < bytes.count, bytes[position + 1] == byte {
        position += 2
        return entries
      }
      guard byte == UInt8(ascii: "/") else { throw PDFUnreadable("a dictionary has no key") }
      position += 1
      let key = try readName()
      skipSpace()
      guard let start = peek, case .value(let value) = try token(startingWith: start, depth: depth) else {
        throw PDFUnreadable("a key has no value")
      }
      guard entries.updateValue(value, forKey: key) == nil else { throw PDFUnreadable("a key occurs twice") }
    }
  }

  /// A number, or a reference such as `12 0 R`.
  private mutating func readNumberOrReference() throws(PDFUnreadable) -> PDFValue {
    let text = readRegular()
    guard let number = Int(text) else {
      guard let real = Double(text), real.isFinite, text.utf8.allSatisfy({ $0 < UInt8(ascii: "A") }) else {
        throw PDFUnreadable("a number is malformed")
      }
      return .real(real)
    }
    guard abs(number.clamped) <= Self.largest else { throw PDFUnreadable("a number is too large") }
    let after = position
    skipSpace()
    if number >= 0, readRegular() == "0" {
      skipSpace()
      if readRegular() == "R" { return .reference(number) }
    }
    position = after
    return .integer(number)
  }

  private mutating func readRegular() -> String {
    let start = position
    while let byte = peek, !Self.isSpace(byte), !Self.isDelimiter(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "(", ")", "<", ">", "[", "]", "{", "}", "/", "%": true
    default: false
    }
  }
}

extension Int {
  /// The number; for `Int.min`, whose absolute value would overflow, `-Int.max`.
  fileprivate var clamped: Int { Swift.max(self, -Int.max) }
}
