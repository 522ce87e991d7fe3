/// Character references of HTML, which copied texts carry along: `&nbsp;` separates words as a space does.
enum CharacterReference {
  /// The longest reference that is looked for. Numbers may have leading zeros.
  private static let longest = 40

  /// The reference at an index: its character (nil for one that only separates words), and its length. As in browsers, numbers and the names
  /// of accented letters need no semicolon (HTML §13.2.5.73).
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: Unicode.Scalar?, length: Int)? {
    guard bytes[index] == UInt8(ascii: "&"), index + 2 < bytes.count else { return nil }
    let isNumber = bytes[index + 1] == UInt8(ascii: "#")
    var end = index + (isNumber ? 2 : 1)
    let limit = min(bytes.count, index + longest)
    while end < limit, isNameByte(bytes[end]) { end += 1 }
    let name = String(decoding: bytes[index + 1..<end], as: UTF8.self)
    let isClosed = end < bytes.count && bytes[end] == UInt8(ascii: ";")
    if isNumber {
      guard let (scalar, length) = number(bytes[index + 2..<end]) else { return nil }
      let after = index + 2 + length
      return (scalar, after + (after < bytes.count && bytes[after] == UInt8(ascii: ";") ? 1 : 0) - index)
    }
    let length = end - index + (isClosed ? 1 : 0)
    if let scalar = letter(name) { return (scalar, length) }
    // Without a semicolon, `R&D` is no reference.
    return isClosed && !name.isEmpty ? (nil, length) : nil
  }

  /// The character that digits name, and how many bytes they take.
  private static func number(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> (scalar: Unicode.Scalar, length: Int)? {
    let isHexadecimal = bytes.first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
    let digits = bytes.dropFirst(isHexadecimal ? 1 : 0).prefix { byte in
      (0x30...0x39).contains(byte) || isHexadecimal && (0x61...0x66).contains(byte | 0x20)
    }
    guard let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10) else {
      return nil
    }
    // Browsers read numbers from 128 to 159 as Windows-1252.
    let scalar = (0x80...0x9F).contains(value) ? WinAnsiEncoding.character(of: UInt8(value)) : Unicode.Scalar(value)
    return (scalar ?? "\u{FFFD}", digits.count + (isHexadecimal ? 1 : 0))
  }

  /// The letter of a name such as `eacute`, or an invisible character; nil for other names. A letter with an accent folds to the letter.
  private static func letter(_ name: String) -> Unicode.Scalar? {
    if let scalar = names[name] { return scalar }
    guard let first = name.unicodeScalars.first, accents.contains(String(name.dropFirst())) else { return nil }
    return first
  }

  private static let accents: Set<String> = [
    "acute", "grave", "circ", "uml", "tilde", "ring", "cedil", "caron", "slash", "macr", "breve", "ogon", "dot",
    "dblac",
  ]

  private static let names: [String: Unicode.Scalar] = [
    "szlig": "ß", "AElig": "Æ", "aelig": "æ", "OElig": "Œ", "oelig": "œ", "ETH": "Ð", "eth": "ð", "THORN": "Þ",
    "thorn": "þ", "Lstrok": "Ł", "lstrok": "ł", "Dstrok": "Đ", "dstrok": "đ", "Hstrok": "Ħ", "hstrok": "ħ",
    "Tstrok": "Ŧ", "tstrok": "ŧ", "Lmidot": "L", "lmidot": "l", "imath": "ı", "inodot": "ı", "jmath": "ȷ",
    "kgreen": "ĸ", "ENG": "Ŋ", "eng": "ŋ", "IJlig": "Ĳ", "ijlig": "ĳ", "fflig": "ﬀ", "filig": "ﬁ", "fllig": "ﬂ",
    "ffilig": "ﬃ", "ffllig": "ﬄ", "fjlig": "f",
    "shy": "\u{AD}", "zwj": "\u{200D}", "zwnj": "\u{200C}", "lrm": "\u{200E}", "rlm": "\u{200F}",
    "NoBreak": "\u{2060}", "ZeroWidthSpace": "\u{200B}", "NegativeThinSpace": "\u{200B}",
    "NegativeMediumSpace": "\u{200B}", "NegativeThickSpace": "\u{200B}", "NegativeVeryThinSpace": "\u{200B}",
    "apos": "'", "rsquo": "’", "lsquo": "‘", "hyphen": "‐", "dash": "‐", "ndash": "–", "mdash": "—",
  ]

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}
