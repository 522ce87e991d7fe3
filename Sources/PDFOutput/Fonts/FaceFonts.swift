import Typesetting

/// The fonts that show the characters of a face in a letter. Latin text has a simple font with one byte per character; the few other
/// characters have a composite font. So cairo does it, and all readers get the text (docs/decisions/pdf-fonts.md).
struct FaceFonts: Sendable {
  /// The font of Latin text; nil if the letter has none in this face.
  let simple: SimpleFont?
  /// The font of all other characters; nil if there are none.
  let composite: CompositeFont?
  /// The codes of its characters.
  let codes: ShownCodes

  init(simple: SimpleFont?, composite: CompositeFont?) {
    self.simple = simple
    self.composite = composite
    codes = ShownCodes(composite?.places)
  }
}

/// Looks up the code of a character, in the bytes that a literal string of a content stream needs (PDF 32000-1 §7.3.4.2).
struct ShownCodes: Sendable {
  /// For each character below ``limit``, and for the punctuation from U+2000 on: up to two bytes, the first one lowest, and their number in
  /// the upper half. Zero if the character is not Latin.
  private let table = Self.latin
  private let places: CompositeFont.Places?
  private static let limit: UInt32 = 0x200
  private static let punctuation: UInt32 = 0x2000

  /// The maximum number of bytes of a character of the simple font, including its backslash.
  static let mostBytes = 2

  init(_ places: CompositeFont.Places?) {
    self.places = places
  }

  private static let latin = (Array(0..<limit) + Array(punctuation..<punctuation + 0x100)).map(shown)

  /// Whether all characters are in the simple font.
  var isSimple: Bool { places == nil }

  /// Whether a character is in the simple font.
  func isLatin(_ character: UInt32) -> Bool { shown(character) > 0 }

  @inline(__always)
  private func shown(_ character: UInt32) -> UInt32 {
    if character < Self.limit { return table[Int(character)] }
    if character &- Self.punctuation < 0x100 { return table[Int(Self.limit + character - Self.punctuation)] }
    return Self.shown(character)
  }

  /// Writes the code of a character in the simple font and returns its length; 0 if the character is in the composite font. It always writes
  /// ``mostBytes`` bytes; the ones after the code have no meaning.
  @inline(__always)
  func write(_ character: UInt32, to output: UnsafeMutablePointer<UInt8>) -> Int {
    let shown = shown(character)
    UnsafeMutableRawPointer(output).storeBytes(of: UInt16(truncatingIfNeeded: shown).littleEndian, as: UInt16.self)
    return Int(shown >> 16)
  }

  /// The code of a character in the composite font.
  func place(of character: UInt32) -> UInt16 { places?[character] ?? 0 }

  private static func shown(_ character: UInt32) -> UInt32 {
    guard let code = WinAnsi.code(of: character) else { return 0 }
    switch code {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
      return UInt32(UInt8(ascii: "\\")) | UInt32(code) << 8 | 2 << 16
    default: return UInt32(code) | 1 << 16
    }
  }
}
