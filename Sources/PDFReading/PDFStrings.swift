/// Names and strings (PDF 32000-1 §7.3.4 and §7.3.5).
extension PDFParser {
  mutating func readName() throws(PDFUnreadable) -> String {
    var name = String.UnicodeScalarView()
    while let byte = peek, !Self.isSpace(byte), !"()<>[]{}/%".utf8.contains(byte) {
      position += 1
      guard byte == UInt8(ascii: "#") else {
        name.append(Unicode.Scalar(byte))
        continue
      }
      guard let high = hexDigit(at: position), let low = hexDigit(at: position + 1) else {
        throw PDFUnreadable("a name is malformed")
      }
      name.append(Unicode.Scalar(high << 4 | low))
      position += 2
    }
    return String(name)
  }

  mutating func readLiteralString() throws(PDFUnreadable) -> [UInt8] {
    position += 1
    var result: [UInt8] = []
    var open = 1
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\\"):
        if let escaped = try readEscape() { result.append(escaped) }
        continue
      case UInt8(ascii: "("): open += 1
      case UInt8(ascii: ")"):
        open -= 1
        if open == 0 { return result }
      default: break
      }
      result.append(byte)
    }
    throw PDFUnreadable("a string does not end")
  }

  /// The byte that an escape sequence stands for; nil for a line end that continues the string.
  private mutating func readEscape() throws(PDFUnreadable) -> UInt8? {
    guard let byte = peek else { throw PDFUnreadable("a string does not end") }
    position += 1
    switch Unicode.Scalar(byte) {
    case "n": return 0x0A
    case "r": return 0x0D
    case "t": return 0x09
    case "b": return 0x08
    case "f": return 0x0C
    case "\n": return nil
    case "\r":
      if peek == 0x0A { position += 1 }
      return nil
    case "0"..."7":
      var value = Int(byte - UInt8(ascii: "0"))
      for _ in 0..<2 {
        guard let next = peek, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(next) else { break }
        value = value * 8 + Int(next - UInt8(ascii: "0"))
        position += 1
      }
      return UInt8(truncatingIfNeeded: value)
    default: return byte
    }
  }

  mutating func readHexString() throws(PDFUnreadable) -> [UInt8] {
    position += 1
    var result: [UInt8] = []
    var first: UInt8?
    while let byte = peek {
      defer { position += 1 }
      if byte == UInt8(ascii: ">") {
        if let first { result.append(first << 4) }
        return result
      }
      if Self.isSpace(byte) { continue }
      guard let digit = hexDigit(at: position) else { throw PDFUnreadable("a string is malformed") }
      if let high = first {
        result.append(high << 4 | digit)
        first = nil
      } else {
        first = digit
      }
    }
    throw PDFUnreadable("a string does not end")
  }

  private func hexDigit(at index: Int) -> UInt8? {
    guard index < bytes.count else { return nil }
    return Character(Unicode.Scalar(bytes[index])).hexDigitValue.map { UInt8($0) }
  }
}
