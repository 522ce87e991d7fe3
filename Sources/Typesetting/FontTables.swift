import CHarfBuzz

/// What typesetting needs of a font file. HarfBuzz reads everything at once, and its face is then released. The file may be damaged or
/// hostile, so its numbers are checked against each other.
struct FontTables {
  let name: FontFace.Description
  let italicAngle: Double
  let isSerif: Bool
  let postScriptName: String
  let unitsPerEm: Int
  let ascender, descender, capHeight: Int
  let boundingBox: [Int]
  let advances: [UInt16]
  private(set) var glyphs = GlyphTable()
  private(set) var supplementaryGlyphs: [UInt32: UInt16] = [:]

  /// Why the font must not be embedded, if its owner forbids it.
  let embeddingRefusal: String?

  init(_ face: OpaquePointer, _ settable: inout SettableCharacters) throws(FontProblem) {
    let count = Int(hb_face_get_glyph_count(face))
    unitsPerEm = Int(hb_face_get_upem(face))
    let head = HarfBuzzFace.table("head", of: face)
    guard count > 0, head.count >= 54 else { throw .notAFont }
    guard !HarfBuzzFace.table("glyf", of: face).isEmpty else { throw .noTrueTypeOutlines }
    guard HarfBuzzFace.table("fvar", of: face).isEmpty else { throw .variable }
    guard head.number(at: 18) == unitsPerEm, (16...16_384).contains(unitsPerEm) else {
      throw .damaged("its units per em are out of range")
    }
    boundingBox = (0..<4).map { head.signedNumber(at: 36 + 2 * $0) }
    let os2 = HarfBuzzFace.table("OS/2", of: face)
    let post = HarfBuzzFace.table("post", of: face)
    name = try Self.name(of: face, head: head, os2: os2, post: post)
    italicAngle = Self.italicAngle(post)
    isSerif = Self.isSerif(os2) ?? (name.family.contains("Serif") && !name.family.contains("Sans"))
    embeddingRefusal = os2.count >= 10 ? Self.embeddingRefusal(os2.number(at: 8)) : nil
    postScriptName = HarfBuzzFace.name(UInt32(HB_OT_NAME_ID_POSTSCRIPT_NAME), of: face)
    // The rules of the name table; PDF adds a tag of seven characters and allows 127 bytes.
    guard (1...63).contains(postScriptName.utf8.count),
      postScriptName.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"[](){}<>/%#".utf8.contains($0) })
    else { throw .damaged("its PostScript name is missing or malformed") }

    let font = hb_font_create(face)
    defer { hb_font_destroy(font) }
    var extents = hb_font_extents_t()
    hb_font_get_h_extents(font, &extents)
    (ascender, descender) = (Int(extents.ascender), Int(extents.descender))
    guard (0...4 * unitsPerEm).contains(ascender), (-4 * unitsPerEm...0).contains(descender) else {
      throw .damaged("its lines are higher than four ems")
    }
    var height: hb_position_t = 0
    hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_CAP_HEIGHT, &height)
    capHeight = Int(height)
    advances = try Self.advances(of: face, glyphs: count)
    // Widths in a PDF are thousandths of an em, at most 32,767.
    guard advances.allSatisfy({ Int($0) <= 16 * unitsPerEm }) else { throw .damaged("a glyph is wider than 16 ems") }
    try readCharacterMap(of: face, font, &settable)
  }

  /// The advances of all glyphs (OpenType, `hhea` and `hmtx`). They are read here, because HarfBuzz takes large ones for negative numbers and
  /// guesses missing ones, and viewers guess differently.
  private static func advances(of face: OpaquePointer, glyphs: Int) throws(FontProblem) -> [UInt16] {
    let header = HarfBuzzFace.table("hhea", of: face)
    guard header.count >= 36, header.number(at: 0) == 1 else { throw .damaged("its table hhea is missing or damaged") }
    let count = header.number(at: 34)
    let table = HarfBuzzFace.table("hmtx", of: face, limit: .max)
    guard (1...glyphs).contains(count), table.count >= 4 * count + 2 * (glyphs - count) else {
      throw .damaged("its table hmtx does not have all advances")
    }
    // The glyphs after the last advance have the same one.
    return (0..<glyphs).map { UInt16(table.number(at: 4 * min($0, count - 1))) }
  }

  /// The family, weight and slope. Any of three tables can say that a face is slanted: `head`, `OS/2` (italic or oblique) and `post`.
  static func name(
    of face: OpaquePointer, head: [UInt8], os2: [UInt8], post: [UInt8]
  ) throws(FontProblem) -> FontFace.Description {
    let family = HarfBuzzFace.name(UInt32(HB_OT_NAME_ID_FONT_FAMILY), of: face)
    guard !family.isEmpty else { throw .damaged("it has no family name") }
    let style = head.number(at: 44)
    let selection = os2.count >= 64 ? os2.number(at: 62) : 0
    let isItalic = style & 2 != 0 || selection & (1 | 1 << 9) != 0 || italicAngle(post) != 0
    return FontFace.Description(family: family, isBold: style & 1 != 0, isItalic: isItalic)
  }

  /// The slope in degrees from the vertical, negative to the right (OpenType, `post` `italicAngle`: a number of 16.16 bits).
  private static func italicAngle(_ post: [UInt8]) -> Double {
    post.count >= 8 ? Double(post.signedNumber(at: 4)) + Double(post.number(at: 6)) / 65_536 : 0
  }

  /// Whether the letters have serifs (OpenType, `OS/2`: the serif style of PANOSE for Latin text, or the class of the family); nil if the font
  /// does not say.
  private static func isSerif(_ os2: [UInt8]) -> Bool? {
    guard os2.count >= 42 else { return nil }
    if os2[32] == 2 {
      if (2...10).contains(os2[33]) { return true }
      if (11...15).contains(os2[33]) { return false }
    }
    switch os2[30] {
    case 1...5, 7: return true
    case 8: return false
    default: return nil
    }
  }

  /// What the embedding rights of a font forbid (OpenType, OS/2 `fsType`). If several uses are named, the least restrictive counts.
  private static func embeddingRefusal(_ rights: Int) -> String? {
    if rights & 0xE == 0x2 { return "its owner does not allow it to be embedded (fsType \(rights))" }
    if rights & 0x100 != 0 { return "its owner does not allow a part of it to be embedded (fsType \(rights))" }
    if rights & 0x200 != 0 { return "its owner allows only its bitmaps to be embedded (fsType \(rights))" }
    return nil
  }

  private mutating func readCharacterMap(
    of face: OpaquePointer, _ font: OpaquePointer?, _ settable: inout SettableCharacters
  ) throws(FontProblem) {
    for codePoint in HarfBuzzFace.codePoints(of: face) {
      var glyph: hb_codepoint_t = 0
      guard let scalar = Unicode.Scalar(codePoint), settable.contains(scalar),
        hb_font_get_nominal_glyph(font, codePoint, &glyph) != 0
      else { continue }
      guard glyph < advances.count, let narrow = UInt16(exactly: glyph) else {
        throw .damaged("its character map names glyphs that it does not have")
      }
      if codePoint < 0x10000 {
        glyphs[codePoint] = narrow
      } else {
        supplementaryGlyphs[codePoint] = narrow
      }
    }
    // Many fonts, such as Liberation, have no glyph for the no-break hyphen. It looks like a hyphen, so it gets the hyphen's glyph (as in
    // HarfBuzz).
    if glyphs[0x2011] == 0 { glyphs[0x2011] = glyphs[0x2010] != 0 ? glyphs[0x2010] : glyphs[0x2D] }
  }
}

extension [UInt8] {
  /// A number of two bytes, the high one first. The caller has checked the size of the table.
  fileprivate func number(at offset: Int) -> Int { Int(self[offset]) << 8 | Int(self[offset + 1]) }

  fileprivate func signedNumber(at offset: Int) -> Int { Int(Int16(truncatingIfNeeded: number(at: offset))) }
}
