/// The characters that can be set, each looked up once for all faces: the lookup of a category takes long, and the faces of a family have the
/// same thousands of characters.
package struct SettableCharacters {
  /// A bit for each code point below U+10000: whether it was looked up, and the answer.
  private var known = [UInt64](repeating: 0, count: 0x10000 / 64)
  private var settable = [UInt64](repeating: 0, count: 0x10000 / 64)

  /// Knows no characters yet.
  package init() {}

  /// Whether a character can be set in a font that has it.
  mutating func contains(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value < 0x10000 else { return CharacterSupport.canSet(scalar) }
    let word = Int(scalar.value >> 6)
    let bit = UInt64(1) << UInt64(scalar.value & 63)
    if known[word] & bit == 0 {
      known[word] |= bit
      if CharacterSupport.canSet(scalar) { settable[word] |= bit }
    }
    return settable[word] & bit != 0
  }
}
