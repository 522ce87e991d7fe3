import Diagnostics

/// A recursive-descent parser over bytes; the depth limit bounds the recursion.
struct JSONParser {
  let source: SourceText
  let bytes: [UInt8]
  let maxDepth: Int
  var position = 0
  var depth = 0
  /// All bytes of the string that is being read, joined by “or”. If no high bit is set, the string is ASCII.
  var stringBits: UInt64 = 0
  var duplicateKeys: [Int] = []
  var longNumbers: [Int] = []

  init(source: SourceText, maxDepth: Int) {
    self.source = source
    bytes = source.bytes
    self.maxDepth = maxDepth
  }

  mutating func parseText() throws(Findings) -> JSONValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    skipSpace()
    guard position < bytes.count else { throw failure("the text is empty", fix: "write one JSON object there") }
    let value = try parseValue()
    skipSpace()
    guard position == bytes.count else {
      throw failure("something follows the end of the value", fix: "a JSON text is one value; remove what follows it")
    }
    return value
  }

  mutating func parseValue() throws(Findings) -> JSONValue {
    let start = position
    guard position < bytes.count else { throw failure("the text ends where a value is expected") }
    switch bytes[position] {
    case UInt8(ascii: "\""): return JSONValue(.string(try parseString()), at: start)
    case UInt8(ascii: "{"): return try nested { parser throws(Findings) in try parser.parseObject(at: start) }
    case UInt8(ascii: "["): return try nested { parser throws(Findings) in try parser.parseArray(at: start) }
    case UInt8(ascii: "t"): return try parseLiteral("true", .boolean(true))
    case UInt8(ascii: "f"): return try parseLiteral("false", .boolean(false))
    case UInt8(ascii: "n"): return try parseLiteral("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
    default: throw failure("a value cannot start here", fix: hintForBadValue())
    }
  }

  private mutating func nested(
    _ parse: (inout JSONParser) throws(Findings) -> JSONValue
  ) throws(Findings) -> JSONValue {
    guard depth < maxDepth else {
      throw failure("nested more than \(maxDepth) levels deep", code: .jsonTooDeep)
    }
    depth += 1
    position += 1
    defer { depth -= 1 }
    return try parse(&self)
  }

  private mutating func parseArray(at start: Int) throws(Findings) -> JSONValue {
    var elements: [JSONValue] = []
    skipSpace()
    if take("]") { return JSONValue(.array(elements), at: start) }
    while true {
      let element = try parseValue()
      skipSpace()
      let isLast = take("]")
      // Arrays that grow are copied each time. A list or an object with a single value gets no room for more, because a hostile text can be
      // full of them.
      if elements.isEmpty { elements.reserveCapacity(isLast ? 1 : 4) }
      elements.append(element)
      if isLast { return JSONValue(.array(elements), at: start) }
      try expectComma(closing: "]")
    }
  }

  private mutating func parseObject(at start: Int) throws(Findings) -> JSONValue {
    var members: [JSONObject.Member] = []
    var keys = KeySet()
    skipSpace()
    if take("}") { return JSONValue(.object(JSONObject(members)), at: start) }
    while true {
      let keyOffset = position
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw failure("a key in double quotation marks is expected here", fix: hintForBadValue())
      }
      let key = try parseString()
      skipSpace()
      guard take(":") else { throw failure("a colon is expected after the key") }
      skipSpace()
      let value = try parseValue()
      if keys.isRepeated(key, in: members) { duplicateKeys.append(keyOffset) }
      skipSpace()
      let isLast = take("}")
      if members.isEmpty { members.reserveCapacity(isLast ? 1 : 8) }
      members.append(JSONObject.Member(key: key, keyOffset: keyOffset, value: value))
      if isLast { return JSONValue(.object(JSONObject(members)), at: start) }
      try expectComma(closing: "}")
    }
  }

  private mutating func expectComma(closing: Unicode.Scalar) throws(Findings) {
    guard position < bytes.count else {
      throw failure("the text ends before “\(closing)”", fix: "the file may have been cut off")
    }
    guard take(",") else { throw failure("“,” or “\(closing)” is expected here") }
    skipSpace()
    if position < bytes.count, bytes[position] == UInt8(ascii: closing) {
      throw failure("a value is expected after the comma", fix: "remove the comma before “\(closing)”")
    }
  }

  private mutating func parseLiteral(_ word: StaticString, _ content: JSONValue.Content) throws(Findings) -> JSONValue {
    let start = position
    let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[position...].starts(with: expected) else {
      throw failure("a value cannot start here", fix: hintForBadValue())
    }
    position += expected.count
    return JSONValue(content, at: start)
  }

  private mutating func parseNumber() throws(Findings) -> JSONValue {
    let start = position
    _ = take("-")
    let integer = position
    skipDigits()
    if position == integer { throw failure("a digit is expected here") }
    if bytes[integer] == UInt8(ascii: "0"), position > integer + 1 {
      throw failure("a number must not start with a zero", at: integer)
    }
    if take(".") {
      let fraction = position
      skipDigits()
      if position == fraction { throw failure("a digit is expected after the decimal point") }
    }
    let hasExponent = take("e") || take("E")
    if hasExponent {
      if !take("+") { _ = take("-") }
      let exponent = position
      skipDigits()
      if position == exponent { throw failure("a digit is expected in the exponent") }
    }
    let digits = String(decoding: bytes[start..<position], as: UTF8.self)
    if hasExponent || position - start > ExactDecimal.mostInACase.digits, ExactDecimal(ofCase: digits) == nil {
      longNumbers.append(start)
    }
    return JSONValue(.number(digits), at: start)
  }

  private mutating func skipDigits() {
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
  }

  mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  func failure(
    _ message: String, fix: String? = nil, at offset: Int? = nil, code: FindingCode = .jsonSyntax
  ) -> Findings {
    Findings(Finding(code, message, fix: fix, in: source, at: offset ?? position, isCaseData: true))
  }

  /// Hints for the most common mistakes in JSON that is written by hand.
  private func hintForBadValue() -> String? {
    guard position < bytes.count else { return "the file may have been cut off" }
    let rest = bytes[position...]
    if ["NaN", "Infinity", "undefined"].contains(where: { rest.starts(with: $0.utf8) }) {
      return "JSON has no such value; write null, or leave the key out"
    }
    let quotes = ["“", "”", "‘", "’", "„", "«", "»", "‹", "›"]
    if quotes.contains(where: { rest.starts(with: $0.utf8) }) {
      return "typographic quotation marks cannot delimit a string; use \""
    }
    return switch bytes[position] {
    case UInt8(ascii: "'"): "put JSON strings in double quotation marks"
    case UInt8(ascii: "/"): "JSON has no comments; remove this one"
    case UInt8(ascii: "T"), UInt8(ascii: "F"), UInt8(ascii: "N"): "write true, false or null in lower case"
    case UInt8(ascii: "+"), UInt8(ascii: "."): "a number must start with a digit or a minus sign"
    case 0x80...: "remove this character, which may be invisible"
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      "put a text in double quotation marks"
    default: nil
    }
  }
}

/// Finds duplicate keys. Small objects are compared key by key; large ones are hashed, so that the time per key does not grow with the
/// object.
private struct KeySet {
  /// Bytes, because a set of strings would treat two forms of `é` as one key.
  private var seen: Set<[UInt8]> = []

  mutating func isRepeated(_ key: String, in members: [JSONObject.Member]) -> Bool {
    if members.count < 16 { return members.contains { $0.key.isSame(as: key) } }
    if seen.isEmpty { seen = Set(members.map { Array($0.key.utf8) }) }
    return !seen.insert(Array(key.utf8)).inserted
  }
}
