/// Letters that stand for other letters, beyond what NFKD knows.
enum LetterFolding {
  /// The plain Latin letters of a Latin letter with a stroke, of a ligature and the like; nil for other characters.
  static func latin(_ scalar: Unicode.Scalar) -> [UInt8]? {
    guard scalar.value < 0x1E9F + 1 else { return nil }
    return table[scalar.value].map { Array($0.utf8) }
  }

  private static let table: [UInt32: String] = {
    let pairs: [(String, String)] = [
      ("ßẞ", "ss"), ("łŁ", "l"), ("øØ", "o"), ("đĐðÐ", "d"), ("æÆ", "ae"), ("œŒ", "oe"), ("þÞ", "th"), ("ħĦ", "h"),
      ("ŧŦ", "t"), ("ıİ", "i"), ("ŋŊ", "n"), ("ĸ", "k"), ("ſ", "s"), ("ƒƑ", "f"), ("ɨƗ", "i"), ("ʉɄ", "u"),
      ("ƀɃ", "b"), ("ǥǤ", "g"), ("ɫⱢ", "l"), ("ƶƵ", "z"), ("ɇɆ", "e"), ("ɉɈ", "j"), ("ɍɌ", "r"), ("ɏɎ", "y"),
      ("ȷ", "j"), ("ǝƎ", "e"), ("ɑ", "a"), ("ɡ", "g"), ("ς", "σ"),
    ]
    var table: [UInt32: String] = [:]
    for (letters, plain) in pairs { for scalar in letters.unicodeScalars { table[scalar.value] = plain } }
    return table
  }()

  /// The Latin letter that a Greek or Cyrillic letter looks like; nil if it looks like none.
  static func lookalike(_ scalar: Unicode.Scalar) -> UInt8? {
    guard (0x370...0x52F).contains(scalar.value) else { return nil }
    return looks[scalar.value]
  }

  private static let looks: [UInt32: UInt8] = {
    let pairs: [(String, String)] = [
      // Cyrillic, small and capital
      ("аесорхуіјѕһԁԛԝѵ", "aecopxyijshdqwv"), ("АВЕКМНОРСТУХІЈЅҺԚԜѴ", "abekmhopctyxijshqwv"),
      // Greek, small and capital
      ("αειικνορτυχϲϳγω", "aeiikvoptuxcjyw"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ", "abezhikmnoptyxcj"),
    ]
    var table: [UInt32: UInt8] = [:]
    for (letters, latin) in pairs {
      for (scalar, letter) in zip(letters.unicodeScalars, latin.utf8) { table[scalar.value] = letter }
    }
    return table
  }()
}

/// Character references of HTML, which copied texts carry along: `&nbsp;` separates words as a space does.
enum CharacterReference {
  /// The reference at an index: its character (nil for one that only separates), and its length.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: Unicode.Scalar?, length: Int)? {
    guard bytes[index] == UInt8(ascii: "&"), index + 2 < bytes.count else { return nil }
    var end = index + 1
    let limit = min(bytes.count, index + 12)
    while end < limit, bytes[end] != UInt8(ascii: ";") {
      guard isNameByte(bytes[end]) else { return nil }
      end += 1
    }
    guard end < limit, end > index + 1 else { return nil }
    let name = String(decoding: bytes[index + 1..<end], as: UTF8.self)
    let length = end + 1 - index
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let value = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return value.flatMap(Unicode.Scalar.init).map { ($0, length) }
    }
    // Letters with accents, such as `&eacute;`, fold to the letter.
    let accents = ["acute", "grave", "circ", "uml", "tilde", "ring", "cedil", "caron", "slash"]
    if let first = name.unicodeScalars.first, accents.contains(String(name.dropFirst())) { return (first, length) }
    return (nil, length)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "#") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }
}
