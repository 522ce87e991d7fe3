import Typesetting

/// A Type 0 font (PDF 32000-1 §9.7) for the characters of a face that WinAnsiEncoding does not have. The code of a character is its place in
/// the repertoire, two bytes long (Identity-H), not its glyph: two characters that share a glyph, such as a no-break hyphen and a hyphen, have
/// different codes, so the text that comes out of the PDF is the original text.
struct CompositeFont: Sendable {
  let program: FontProgram
  /// The map from codes to Unicode (§9.10.3).
  let toUnicode: CompressedStream
  /// The map from codes to glyphs of the file.
  let glyphMap: CompressedStream
  /// The advances of the places from 1 on, in thousandths of an em, as a PDF array.
  let widths: [UInt8]
  let places: Places

  /// The places of characters in a repertoire, starting at 1.
  struct Places: Sendable {
    private let places: [UInt32: UInt16]

    init(_ repertoire: [UInt32]) {
      places = Dictionary(uniqueKeysWithValues: repertoire.enumerated().map { ($0.element, UInt16($0.offset + 1)) })
    }

    /// The place of a character; 0 if it is not in the repertoire.
    subscript(character: UInt32) -> UInt16 { places[character] ?? 0 }
  }

  /// Makes the font of a face for a repertoire in ascending order.
  init(of face: FontFace, codePoints: [UInt32], deflate: Deflate) throws(PDFError) {
    let repertoire = codePoints.filter { face.glyph($0) != 0 }
    guard repertoire.count < 0x8000 else { throw .subsetting(face.postScriptName) }
    program = try FontProgram(of: face, codePoints: repertoire, keepsCharacterMap: false, deflate: deflate)
    toUnicode = try CompressedStream(ToUnicodeMap.bytes(for: repertoire), deflate)
    let glyphs = program.glyphs
    glyphMap = try CompressedStream(
      [0, 0]
        + repertoire.flatMap { codePoint in
          let glyph = glyphs[face.glyph(codePoint)] ?? 0
          return [UInt8(glyph >> 8), UInt8(glyph & 0xFF)]
        }, deflate)
    var widths = ByteBuffer()
    widths.append("[")
    for codePoint in repertoire {
      widths.append(number: face.thousandths(face.advance(of: codePoint)))
      widths.append(" ")
    }
    widths.append("]")
    self.widths = widths.bytes
    places = Places(repertoire)
  }
}
