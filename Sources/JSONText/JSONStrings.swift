import Glibc
import Diagnostics

/// Strings (RFC 8259 §7): UTF-8 between quotation marks, escapes, no bare control characters.
extension JSONParser {
  /// Reads the string whose opening quotation mark is at `position`.
  mutating func parseString() throws(Findings) -> String {
    position += 1
    let start = position
    stringBits = 0
    skipPlainCharacters()
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let text = try decode(start..<position)
        position += 1
        return text
      case UInt8(ascii: "\\"): return try parseEscapedString(from: start)
      case 0..<0x20: throw bareControl()
      default:
        stringBits |= UInt64(bytes[position])
        position += 1
      }
    }
    throw unterminated(start)
  }

  /// Moves over characters that need no look, eight bytes at a time. Nearly all of a case file is text.
  private mutating func skipPlainCharacters() {
    (position, stringBits) = bytes.withUnsafeBytes { bytes in
      var index = position
      var bits = stringBits
      while index + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if Self.mayHoldSpecial(word) { break }
        bits |= word
        index += 8
      }
      return (index, bits)
    }
  }

  /// Whether one of eight bytes may be a quotation mark, a backslash or a control character. A byte that borrows from the next can only
  /// make more bytes suspicious.
  private static func mayHoldSpecial(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    let found = (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word
    return found & (ones &* 0x80) != 0
  }

  /// The slow path, for strings with escapes: copies the pieces between escapes and resolves the escapes.
  private mutating func parseEscapedString(from start: Int) throws(Findings) -> String {
    var text = try decode(start..<position)
    var piece = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        text += try decode(piece..<position)
        position += 1
        return text
      case UInt8(ascii: "\\"):
        text += try decode(piece..<position)
        text.unicodeScalars.append(try parseEscape())
        piece = position
        skipPlainCharacters()
      case 0..<0x20: throw bareControl()
      default:
        stringBits |= UInt64(bytes[position])
        position += 1
      }
    }
    throw unterminated(start)
  }

  private mutating func parseEscape() throws(Findings) -> Unicode.Scalar {
    let start = position
    position += 1
    guard position < bytes.count else { throw failure("the text ends inside an escape", at: start) }
    defer { position += 1 }
    switch bytes[position] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try parseUnicodeEscape(at: start)
    default: throw failure("there is no such escape", fix: "write \\\\ for a backslash", at: start)
    }
  }

  /// `\uXXXX` or a surrogate pair of them; ends on the last hexadecimal digit.
  private mutating func parseUnicodeEscape(at start: Int) throws(Findings) -> Unicode.Scalar {
    let high = try parseHex(at: start)
    guard (0xD800...0xDFFF).contains(high) else { return scalar(high) }
    let lone = failure(
      "half of a surrogate pair without its other half", fix: "the text was cut or badly converted", at: start)
    guard high < 0xDC00, bytes[(position + 1)...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
      throw lone
    }
    position += 2
    let low = try parseHex(at: start)
    guard (0xDC00...0xDFFF).contains(low) else { throw lone }
    return scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
  }

  private func scalar(_ value: UInt32) -> Unicode.Scalar { Unicode.Scalar(value) ?? "\u{FFFD}" }

  private mutating func parseHex(at start: Int) throws(Findings) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      position += 1
      guard position < bytes.count, let digit = Self.hexDigit(bytes[position]) else {
        throw failure("four hexadecimal digits are expected after \\u", at: start)
      }
      value = value << 4 | digit
    }
    return value
  }

  static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  private func decode(_ range: Range<Int>) throws(Findings) -> String {
    // ASCII is UTF-8, and the parser has looked at each byte already.
    if stringBits & 0x8080_8080_8080_8080 == 0 {
      return String(copying: UTF8Span(unchecked: bytes.span.extracting(range), isKnownASCII: true))
    }
    if Self.isUTF8(bytes.span.extracting(range)) {
      return String(copying: UTF8Span(unchecked: bytes.span.extracting(range)))
    }
    throw failure(
      "these bytes are not UTF-8", fix: "save the file as UTF-8",
      at: source.firstInvalidByte(in: range) ?? range.lowerBound, code: .notUTF8)
  }

  /// Whether bytes are UTF-8. ASCII ends a character, so only the stretches between ASCII need a proof, and they are short.
  private static func isUTF8(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while true {
      index = bytes.withUnsafeBytes { ASCIIText.end(in: $0, from: index) }
      guard index < bytes.count else { return true }
      let start = index
      while index < bytes.count, bytes[index] >= 0x80 { index += 1 }
      guard (try? UTF8Span(validating: bytes.extracting(start..<index))) != nil else { return false }
    }
  }

  private func bareControl() -> Findings {
    failure("a control character is not allowed in a string", fix: "write \\n for a line break, \\t for a tab")
  }

  private func unterminated(_ start: Int) -> Findings {
    failure("the string that starts here does not end", fix: "a quotation mark is missing", at: start - 1)
  }

  /// The byte offset of scalar number `index` in a string. The string's opening quotation mark is at `start`.
  static func offset(ofScalar index: Int, inStringAt start: Int, of source: SourceText) -> Int {
    // Without escapes and with ASCII alone, every scalar is one byte.
    let isPlain = source.bytes[min(start + 1, source.bytes.count)..<min(start + 1 + index, source.bytes.count)]
      .withUnsafeBufferPointer { $0.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "\\") } }
    if isPlain { return min(start + 1 + index, source.bytes.count) }
    var parser = JSONParser(source: source, maxDepth: 0)
    parser.position = start + 1
    for _ in 0..<index {
      guard parser.position < parser.bytes.count else { break }
      if parser.bytes[parser.position] == UInt8(ascii: "\\") {
        guard (try? parser.parseEscape()) != nil else { break }
      } else {
        parser.position += 1
        while parser.position < parser.bytes.count, parser.bytes[parser.position] & 0xC0 == 0x80 {
          parser.position += 1
        }
      }
    }
    return parser.position
  }
}

extension JSONDocument {
  /// The byte offset of a byte of the string whose opening quotation mark is at `offset`.
  /// - Parameter text: the string.
  package func offset(ofByte byte: Int, of text: String, inStringAt offset: Int) -> Int {
    var text = text
    return text.withUTF8 { text in
      let byte = min(byte, text.count)
      let start = offset + 1
      // Nearly all texts are written without escapes. The C library compares many bytes at once.
      let isPlain = source.bytes.withUnsafeBytes { bytes in
        guard let text = text.baseAddress, let written = bytes.baseAddress, start + byte <= bytes.count else {
          return false
        }
        return memcmp(written + start, text, byte) == 0 && memchr(text, Int32(UInt8(ascii: "\\")), byte) == nil
      }
      if isPlain { return start + byte }
      return self.offset(ofScalar: text.prefix(byte).count { $0 & 0xC0 != 0x80 }, inStringAt: offset)
    }
  }

  /// The string whose opening quotation mark is at `offset`; nil if there is none.
  package func string(at offset: Int) -> String? {
    guard source.bytes.indices.contains(offset), source.bytes[offset] == UInt8(ascii: "\"") else {
      return nil
    }
    var parser = JSONParser(source: source, maxDepth: 0)
    parser.position = offset
    return try? parser.parseString()
  }

  /// The byte offset of scalar number `index` in the string whose opening quotation mark is at `offset`.
  package func offset(ofScalar index: Int, inStringAt offset: Int) -> Int {
    JSONParser.offset(ofScalar: index, inStringAt: offset, of: source)
  }
}
