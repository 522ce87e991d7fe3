/// PDF values as the reader sees them (PDF 32000-1 §7.3).
indirect enum PDFValue {
  case null
  case number(Double)
  case name(String)
  case string([UInt8])
  case array([PDFValue])
  case dictionary([String: PDFValue])
  case reference(Int)
  /// `true`, `false`, and the operators of content streams.
  case word(String)

  subscript(key: String) -> PDFValue? {
    if case .dictionary(let entries) = self { entries[key] } else { nil }
  }

  var integer: Int? {
    if case .number(let number) = self { Int(exactly: number) } else { nil }
  }

  var name: String? {
    if case .name(let name) = self { name } else { nil }
  }
}

/// Cuts bytes into PDF values. It never fails on bad bytes: anything that is not a value becomes a word.
struct PDFScanner {
  let bytes: [UInt8]
  var position: Int
  /// How many arrays and dictionaries are open. Values nested too deep are read as empty.
  private var depth = 0

  init(_ bytes: [UInt8], at position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  /// The next value; nil at the end or at a closing bracket, which is skipped.
  mutating func next() -> PDFValue? {
    skipSpace()
    guard position < bytes.count else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "/"):
      position += 1
      return .name(readRegular())
    case UInt8(ascii: "("): return .string(readLiteralString())
    case UInt8(ascii: "["):
      position += 1
      return .array(readUntilClosed())
    case UInt8(ascii: "<"):
      position += 1
      if position < bytes.count, bytes[position] == UInt8(ascii: "<") {
        position += 1
        return .dictionary(readDictionary())
      }
      return .string(readHexString())
    case UInt8(ascii: "]"):
      position += 1
      return nil
    case UInt8(ascii: ">"):
      position += 2
      return nil
    case UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      position += 1
      return .null
    default: return readNumberOrWord()
    }
  }

  private mutating func readUntilClosed() -> [PDFValue] {
    guard depth < 100 else { return [] }
    depth += 1
    defer { depth -= 1 }
    var values: [PDFValue] = []
    while let value = next() { values.append(value) }
    return values
  }

  private mutating func readDictionary() -> [String: PDFValue] {
    var entries: [String: PDFValue] = [:]
    var key: String?
    for value in readUntilClosed() {
      if let name = key {
        entries[name] = value
        key = nil
      } else {
        key = value.name
      }
    }
    return entries
  }

  /// A number, a reference (`12 0 R`) or a word.
  private mutating func readNumberOrWord() -> PDFValue {
    let text = readRegular()
    guard let number = Double(text) else { return text == "null" ? .null : .word(text) }
    let after = position
    if let object = Int(text) {
      skipSpace()
      let generation = readRegular()
      skipSpace()
      if generation == "0", position < bytes.count, bytes[position] == UInt8(ascii: "R"), readRegular() == "R" {
        return .reference(object)
      }
    }
    position = after
    return .number(number)
  }

  private mutating func readRegular() -> String {
    let start = position
    while position < bytes.count, !Self.isSpace(bytes[position]), !Self.delimiters.contains(bytes[position]) {
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func readLiteralString() -> [UInt8] {
    position += 1
    var result: [UInt8] = []
    var open = 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "("): open += 1
      case UInt8(ascii: ")"):
        open -= 1
        if open == 0 { return result }
      case UInt8(ascii: "\\"):
        guard position < bytes.count else { return result }
        let escaped = bytes[position]
        position += 1
        result.append(escaped == UInt8(ascii: "r") ? 0x0D : escaped == UInt8(ascii: "n") ? 0x0A : escaped)
        continue
      default: break
      }
      result.append(byte)
    }
    return result
  }

  private mutating func readHexString() -> [UInt8] {
    var digits: [UInt8] = []
    while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
      if let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue { digits.append(UInt8(digit)) }
      position += 1
    }
    position += 1
    if digits.count % 2 == 1 { digits.append(0) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  mutating func skipSpace() {
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "%") {
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
      } else if Self.isSpace(bytes[position]) {
        position += 1
      } else {
        return
      }
    }
  }

  private static let delimiters = Set("()<>[]{}/%".utf8)

  private static func isSpace(_ byte: UInt8) -> Bool { [0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20].contains(byte) }
}
