/// The encoding of Latin text in PDF fonts (PDF 32000-1 Annex D): Windows code page 1252. All readers know it, so text comes out everywhere.
package enum WinAnsiEncoding {
  /// The characters of the codes 0x80 to 0x9F; 0 where there is none.
  private static let upper: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]

  /// The codes of characters above U+00FF.
  private static let codes: [UInt32: UInt8] = Dictionary(
    uniqueKeysWithValues: upper.enumerated().filter { $0.element > 0 }.map {
      (UInt32($0.element), UInt8(0x80 + $0.offset))
    })

  /// The code of a character; nil if it has none. The no-break space and the soft hyphen have none here, because readers take their codes
  /// for a space and a hyphen.
  package static func code(of character: UInt32) -> UInt8? {
    switch character {
    case 0x20...0x7E: UInt8(character)
    case 0xA0, 0xAD: nil
    case 0xA1...0xFF: UInt8(character)
    default: codes[character]
    }
  }

  /// The character of a code; nil if it has none.
  package static func character(of code: UInt8) -> Unicode.Scalar? {
    switch code {
    case 0x20...0x7E, 0xA0...0xFF: Unicode.Scalar(code)
    case 0x80...0x9F: upper[Int(code) - 0x80] > 0 ? Unicode.Scalar(upper[Int(code) - 0x80]) : nil
    default: nil
    }
  }
}
