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
