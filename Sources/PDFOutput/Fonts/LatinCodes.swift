import UnicodeText

/// The codes of characters in simple fonts, in the bytes that a literal string of a content stream needs (PDF 32000-1 §7.3.4.2).
enum LatinCodes {
  /// For each character below ``limit``, and for the punctuation from U+2000 on: up to two bytes, the first one lowest, and their number in
  /// the upper half. Zero if the character is not Latin.
  private static let table = (Array(0..<limit) + Array(punctuation..<punctuation + 0x100)).map(made)
  private static let limit: UInt32 = 0x200
  private static let punctuation: UInt32 = 0x2000

  /// The maximum number of bytes of a character, including its backslash.
  static let mostBytes = 2

  /// Whether a character is in the simple font.
  static func contains(_ character: UInt32) -> Bool { shown(character) > 0 }

  @inline(__always)
  private static func shown(_ character: UInt32) -> UInt32 {
    if character < limit { return table[Int(character)] }
    if character &- punctuation < 0x100 { return table[Int(limit + character - punctuation)] }
    return made(character)
  }

  /// Writes the codes of printable ASCII characters that need no backslash, a byte for each, eight at a time. It stops before eight characters
  /// of which one is something else, and where fewer than eight are left.
  /// - Parameter characters: UTF-32.
  /// - Returns: how many it has written.
  @inline(__always)
  static func writePlain(_ characters: UnsafeRawBufferPointer, to output: UnsafeMutablePointer<UInt8>) -> Int {
    var count = 0
    while (count &+ 8) &* 4 <= characters.count {
      let eight = characters.loadUnaligned(fromByteOffset: count &* 4, as: SIMD8<UInt32>.self)
      let pairs = unsafeBitCast(eight.lowHalf | eight.highHalf, to: SIMD2<UInt64>.self)
      let codes = unsafeBitCast(SIMD8<UInt8>(truncatingIfNeeded: eight), to: UInt64.self)
      guard (pairs.x | pairs.y) & 0xFFFF_FF80_FFFF_FF80 == 0, isPlain(codes) else { break }
      UnsafeMutableRawPointer(output + count).storeBytes(of: codes, as: UInt64.self)
      count &+= 8
    }
    return count
  }

  /// Whether none of eight bytes below 0x80 is a control character, a parenthesis or a backslash. A byte that borrows from the next can only
  /// make more bytes suspicious.
  private static func isPlain(_ codes: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let parenthesis = (codes & (ones &* 0xFE)) ^ (ones &* 0x28)
    let backslash = codes ^ (ones &* 0x5C)
    let found = (parenthesis &- ones) | (backslash &- ones) | (codes &- ones &* 0x20) | (codes &+ ones)
    return found & (ones &* 0x80) == 0
  }

  /// Writes the code of a character and returns its length; 0 if the character is in the composite font. It always writes ``mostBytes`` bytes;
  /// the ones after the code have no meaning.
  @inline(__always)
  static func write(_ character: UInt32, to output: UnsafeMutablePointer<UInt8>) -> Int {
    let shown = shown(character)
    UnsafeMutableRawPointer(output).storeBytes(of: UInt16(truncatingIfNeeded: shown).littleEndian, as: UInt16.self)
    return Int(shown >> 16)
  }

  private static func made(_ character: UInt32) -> UInt32 {
    guard let code = WinAnsi.code(of: character) else { return 0 }
    switch code {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
      return UInt32(UInt8(ascii: "\\")) | UInt32(code) << 8 | 2 << 16
    default: return UInt32(code) | 1 << 16
    }
  }
}
