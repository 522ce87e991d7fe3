import CHarfBuzz

/// A font file, ready for use: its bytes for embedding, and the tables that typesetting needs. HarfBuzz reads them once.
///
/// It is a value without pointers, so any number of threads can use it.
package struct FontFace: Sendable {
  /// The name of a font, as people and stylesheets write it.
  package struct Description: Hashable, Sendable, CustomStringConvertible {
    /// The family, such as `Liberation Serif`.
    package let family: String
    /// The bold face of the family, or the regular one.
    package let isBold: Bool

    /// Names a font.
    package init(family: String, isBold: Bool) {
      self.family = family
      self.isBold = isBold
    }

    /// The family and the weight.
    package var description: String { "\(family) \(isBold ? "Bold" : "Regular")" }
  }

  /// The family and weight.
  package let name: Description
  /// The name in the file's PostScript name record.
  package let postScriptName: String
  /// The font file.
  package let file: [UInt8]
  /// Font units per em.
  package let unitsPerEm: Int
  /// The line's extent above and below the baseline, in font units; the descender is negative.
  package let ascender, descender: Int
  /// The height of capital letters, in font units.
  package let capHeight: Int
  /// The bounding box of all glyphs, in font units: left, bottom, right, top.
  package let boundingBox: [Int]
  /// The glyphs and their advances: all that is needed to set text.
  let metrics: GlyphMetrics

  /// The advance of each glyph, in font units.
  package var advances: [UInt16] { metrics.advances }

  /// The glyph of a code point; 0 if the font cannot show it.
  package func glyph(_ codePoint: UInt32) -> UInt16 { metrics.glyph(codePoint) }

  /// Every code point the font can show.
  package var codePoints: [UInt32] {
    metrics.glyphs.indices.lazy.filter { metrics.glyphs[$0] != 0 }.map { UInt32($0) }
      + metrics.supplementaryGlyphs.keys.sorted()
  }
}

/// The glyph of each character and its advance. This is separate from the face, because every text needs it.
struct GlyphMetrics: Sendable {
  /// Font units per em.
  let unitsPerEm: Int
  /// The advance of each glyph, in font units.
  let advances: [UInt16]
  /// The glyph of each code point up to U+FFFF; 0 if the font has none, or if the glyph would be invisible.
  let glyphs: [UInt16]
  /// The glyphs of code points above U+FFFF.
  let supplementaryGlyphs: [UInt32: UInt16]

  func glyph(_ codePoint: UInt32) -> UInt16 {
    codePoint < 0x10000 ? glyphs[Int(codePoint)] : supplementaryGlyphs[codePoint] ?? 0
  }

  /// Writes the glyphs of a text and the position after each. Both buffers need room for one glyph per byte.
  /// - Parameters:
  ///   - bytes: the text.
  ///   - unit: points per font unit.
  ///   - start: the position before the first glyph.
  ///   - use: records the characters.
  /// - Returns: how many glyphs there are, and whether the font has all of them.
  func set(
    _ bytes: UnsafeBufferPointer<UInt8>, unit: Double, from start: Double,
    glyphs output: UnsafeMutableBufferPointer<Glyph>, ends: UnsafeMutableBufferPointer<Double>,
    use: inout CharacterUse
  ) -> (count: Int, isComplete: Bool) {
    var position = start
    var (index, count, isComplete) = (0, 0, true)
    use.flags.withUnsafeMutableBufferPointer { flags in
      advances.withUnsafeBufferPointer { advances in
        glyphs.withUnsafeBufferPointer { glyphs in
          while index < bytes.count {
            let character = UTF8Scalars.next(bytes, &index)
            let glyph = character < 0x10000 ? glyphs[Int(character)] : supplementaryGlyphs[character] ?? 0
            if glyph == 0 { isComplete = false }
            if character < CodePointSet.limit {
              flags[Int(character)] = true
            } else {
              use.others.insert(character)
            }
            output[count] = Glyph(id: glyph, character: character)
            position += Double(advances[Int(glyph)]) * unit
            ends[count] = position
            count += 1
          }
        }
      }
    }
    return (count, isComplete)
  }
}

/// The characters that are set in a face.
struct CharacterUse {
  /// For each code point below ``CodePointSet/limit``, whether it is set.
  var flags = [Bool](repeating: false, count: CodePointSet.limit)
  /// The other code points that are set.
  var others: Set<UInt32> = []

  var codePoints: CodePointSet { CodePointSet(flags: flags, others) }
}

/// Why a file cannot be used as a font.
package enum FontProblem: Error, Sendable, Hashable {
  /// The bytes are not a font, or the font is incomplete.
  case notAFont
  /// The font has no TrueType outlines. This program cannot embed other outlines.
  case noTrueTypeOutlines
}

extension FontFace {
  /// Reads a TrueType file.
  package init(file: [UInt8]) throws(FontProblem) {
    let tables = try HarfBuzzFace.withFace(of: file) { face throws(FontProblem) in try FontTables(face) }
    self.file = file
    name = tables.name
    postScriptName = tables.postScriptName
    unitsPerEm = tables.unitsPerEm
    (ascender, descender, capHeight) = (tables.ascender, tables.descender, tables.capHeight)
    boundingBox = tables.boundingBox
    metrics = GlyphMetrics(
      unitsPerEm: tables.unitsPerEm, advances: tables.advances, glyphs: tables.glyphs,
      supplementaryGlyphs: tables.supplementaryGlyphs)
  }
}

/// The only place where the typesetter uses HarfBuzz. It reads everything at once and then releases HarfBuzz's face.
private struct FontTables {
  let name: FontFace.Description
  let postScriptName: String
  let unitsPerEm: Int
  let ascender, descender, capHeight: Int
  let boundingBox: [Int]
  let advances: [UInt16]
  private(set) var glyphs = [UInt16](repeating: 0, count: 0x10000)
  private(set) var supplementaryGlyphs: [UInt32: UInt16] = [:]

  init(_ face: OpaquePointer) throws(FontProblem) {
    let count = Int(hb_face_get_glyph_count(face))
    unitsPerEm = Int(hb_face_get_upem(face))
    let head = HarfBuzzFace.table("head", of: face)
    guard count > 0, head.count >= 54 else { throw .notAFont }
    guard !HarfBuzzFace.table("glyf", of: face).isEmpty else { throw .noTrueTypeOutlines }
    boundingBox = (0..<4).map { Int(Int16(bitPattern: UInt16(head[36 + 2 * $0]) << 8 | UInt16(head[37 + 2 * $0]))) }
    let isBold = head[45] & 1 == 1
    name = FontFace.Description(family: HarfBuzzFace.name(UInt32(HB_OT_NAME_ID_FONT_FAMILY), of: face), isBold: isBold)
    postScriptName = HarfBuzzFace.name(UInt32(HB_OT_NAME_ID_POSTSCRIPT_NAME), of: face)

    let font = hb_font_create(face)
    defer { hb_font_destroy(font) }
    var extents = hb_font_extents_t()
    hb_font_get_h_extents(font, &extents)
    (ascender, descender) = (Int(extents.ascender), Int(extents.descender))
    var height: hb_position_t = 0
    hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_CAP_HEIGHT, &height)
    capHeight = Int(height)
    advances = (0..<count).map { UInt16(clamping: hb_font_get_glyph_h_advance(font, hb_codepoint_t($0))) }
    readCharacterMap(of: face, font)
  }

  private mutating func readCharacterMap(of face: OpaquePointer, _ font: OpaquePointer?) {
    let characters = hb_set_create()
    defer { hb_set_destroy(characters) }
    hb_face_collect_unicodes(face, characters)
    var codePoint = HarfBuzzFace.noCodePoint
    while hb_set_next(characters, &codePoint) != 0 {
      var glyph: hb_codepoint_t = 0
      guard let scalar = Unicode.Scalar(codePoint), Self.isGraphic(scalar),
        hb_font_get_nominal_glyph(font, codePoint, &glyph) != 0, let narrow = UInt16(exactly: glyph)
      else { continue }
      if codePoint < 0x10000 {
        glyphs[Int(codePoint)] = narrow
      } else {
        supplementaryGlyphs[codePoint] = narrow
      }
    }
    // Many fonts, such as Liberation, have no glyph for the no-break hyphen. It looks like a hyphen, so it gets the hyphen's glyph (as in
    // HarfBuzz).
    if glyphs[0x2011] == 0 { glyphs[0x2011] = glyphs[0x2010] != 0 ? glyphs[0x2010] : glyphs[0x2D] }
  }

  /// Whether a character is graphic (Unicode §2.4). These are not: controls, format characters such as soft hyphens and joiners, line and
  /// paragraph separators, unassigned code points, and private-use characters, which nobody could read aloud.
  private static func isGraphic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: false
    default: true
    }
  }
}

/// Access to HarfBuzz faces; pointers do not leave the closures.
package enum HarfBuzzFace {
  /// `HB_SET_VALUE_INVALID`, a macro that Swift cannot import: where an iteration starts.
  static let noCodePoint = hb_codepoint_t.max

  /// Opens a font file in memory for as long as `body` runs.
  package static func withFace<Result>(
    of file: [UInt8], _ body: (OpaquePointer) throws(FontProblem) -> Result
  ) throws(FontProblem) -> Result {
    let outcome = file.withUnsafeBytes { bytes -> Swift.Result<Result, FontProblem> in
      let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      let blob = hb_blob_create(start, UInt32(clamping: bytes.count), HB_MEMORY_MODE_READONLY, nil, nil)
      defer { hb_blob_destroy(blob) }
      guard let face = hb_face_create(blob, 0) else { return .failure(.notAFont) }
      defer { hb_face_destroy(face) }
      do throws(FontProblem) {
        return .success(try body(face))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  static func table(_ tag: String, of face: OpaquePointer) -> [UInt8] {
    let blob = hb_face_reference_table(face, tag.utf8.reduce(0) { $0 << 8 | UInt32($1) })
    defer { hb_blob_destroy(blob) }
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length) else { return [] }
    return UnsafeRawBufferPointer(start: data, count: Int(length)).prefix(64).map { $0 }
  }

  static func name(_ id: hb_ot_name_id_t, of face: OpaquePointer) -> String {
    var buffer = [CChar](repeating: 0, count: 128)
    var size = UInt32(buffer.count)
    hb_ot_name_get_utf8(face, id, hb_language_from_string("en", -1), &size, &buffer)
    return String(decoding: buffer.prefix(Int(size)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
