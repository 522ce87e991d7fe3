import CHarfBuzz
import Typesetting

/// The font file of a part of a face, for embedding, and what a PDF says about it. Compressed and ready to write.
struct FontProgram: Sendable {
  /// Six letters, a plus sign and the PostScript name (PDF 32000-1 §9.6.4).
  let name: String
  /// The TrueType file.
  let file: CompressedStream
  /// The glyphs of the face, each with its place in the file.
  let glyphs: [UInt16: UInt16]
  /// The entries of the font descriptor but for the file, which is an object of each document.
  let descriptor: [UInt8]
  /// The entries of the file.
  let fileEntries: [UInt8]

  /// Makes the file.
  /// - Parameter keepsCharacterMap: whether viewers need the file's own map from characters to glyphs.
  init(of face: FontFace, codePoints: [UInt32], keepsCharacterMap: Bool, deflate: Deflate) throws(PDFError) {
    let subset = try SubsetFile(of: face, codePoints: codePoints, keepsCharacterMap: keepsCharacterMap)
    name = Self.tag(of: subset.bytes) + "+" + face.postScriptName
    // ISO 19005-2 §6.1.13
    guard name.utf8.count <= 127 else { throw .subsetting(face.postScriptName) }
    file = try CompressedStream(subset.bytes, deflate)
    glyphs = subset.glyphs
    descriptor = Self.descriptor(of: face, name: name)
    var length = PDFEntries()
    length.append(HaruDocument.deflated)
    length.set("Length1", file.length)
    fileEntries = length.bytes
  }

  /// What viewers need to know of a font (PDF 32000-1 §9.8), in thousandths of an em.
  private static func descriptor(of face: FontFace, name: String) -> [UInt8] {
    var entries = PDFEntries()
    entries.set("Type", name: "FontDescriptor")
    entries.set("FontName", madeName: name)
    // §9.8.2: bit 2 serif, bit 6 nonsymbolic, bit 7 italic.
    entries.set("Flags", 32 + (face.isSerif ? 2 : 0) + (face.name.isItalic ? 64 : 0))
    entries.set("ItalicAngle") { $0.append(number: face.italicAngle) }
    entries.set("Ascent", face.thousandths(face.ascender))
    entries.set("Descent", face.thousandths(face.descender))
    entries.set("CapHeight", face.thousandths(face.capHeight))
    // TrueType files do not give the thickness of stems. Viewers use this value only if they replace the font.
    entries.set("StemV", face.name.isBold ? 140 : 80)
    entries.set("FontBBox", face.boundingBox.map(face.thousandths))
    return entries.bytes
  }

  /// Six letters computed from the subset's bytes (FNV-1a), so that different subsets have different names.
  private static func tag(of bytes: [UInt8]) -> String {
    var hash = bytes.reduce(14_695_981_039_346_656_037 as UInt64) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    var letters = ""
    for _ in 0..<6 {
      letters.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "A") + UInt8(hash % 26)))
      hash /= 26
    }
    return letters
  }
}

/// A deflated stream and the length of what it holds.
struct CompressedStream: Sendable {
  let bytes: [UInt8]
  let length: Int

  init(_ bytes: [UInt8], _ deflate: Deflate) throws(PDFError) {
    self.bytes = try deflate.compress(bytes)
    length = bytes.count
  }
}

extension FontFace {
  /// Font units in thousandths of an em, the unit of fonts in PDF (§9.2.4).
  func thousandths(_ units: Int) -> Int { Int((Double(units) * 1_000 / Double(unitsPerEm)).rounded()) }
}

/// The font file that HarfBuzz makes for a subset, and the new place of each glyph.
private struct SubsetFile {
  let bytes: [UInt8]
  let glyphs: [UInt16: UInt16]

  /// Tables that a PDF viewer does not need. Layout is done, the PDF itself contains the names and metrics, and hinting is for old screens.
  private static let droppedTables = [
    "GSUB", "GPOS", "GDEF", "kern", "name", "OS/2", "post", "gasp", "FFTM", "DSIG", "cvt ", "fpgm", "prep",
    "hdmx",
    "VDMX", "LTSH", "PCLT", "MATH", "BASE", "JSTF",
  ]

  init(of face: FontFace, codePoints: [UInt32], keepsCharacterMap: Bool) throws(PDFError) {
    let result = try? HarfBuzzFace.withFace(of: face.file) { source throws(FontProblem) in
      keepsCharacterMap
        ? (try Self.subset(source, glyphs: [], mapped: codePoints))
        : try Self.subset(source, glyphs: Set(codePoints.map(face.glyph)), mapped: [])
    }
    guard let result else { throw .subsetting(face.postScriptName) }
    (bytes, glyphs) = result
  }

  /// The part of a font that has some glyphs, or those of some characters and the map to them. HarfBuzz needs much less time if only
  /// characters are named, because it then looks each one up in the map and does not go through the whole map.
  private static func subset(
    _ source: OpaquePointer, glyphs: Set<UInt16>, mapped codePoints: [UInt32]
  ) throws(FontProblem) -> (bytes: [UInt8], glyphs: [UInt16: UInt16]) {
    guard let input = hb_subset_input_create_or_fail() else { throw .notAFont }
    defer { hb_subset_input_destroy(input) }
    let wanted = hb_subset_input_glyph_set(input)
    for glyph in glyphs { hb_set_add(wanted, hb_codepoint_t(glyph)) }
    let characters = hb_subset_input_unicode_set(input)
    for codePoint in codePoints { hb_set_add(characters, codePoint) }
    let dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
    for table in droppedTables + (codePoints.isEmpty ? ["cmap"] : []) {
      hb_set_add(dropped, table.utf8.reduce(0) { $0 << 8 | hb_tag_t($1) })
    }
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING.rawValue)
    guard let plan = hb_subset_plan_create_or_fail(source, input) else { throw .notAFont }
    defer { hb_subset_plan_destroy(plan) }
    guard let face = hb_subset_plan_execute_or_fail(plan) else { throw .notAFont }
    defer { hb_face_destroy(face) }
    let map = hb_subset_plan_old_to_new_glyph_mapping(plan)
    let places = glyphs.map { ($0, UInt16(truncatingIfNeeded: hb_map_get(map, hb_codepoint_t($0)))) }
    let blob = hb_face_reference_blob(face)
    defer { hb_blob_destroy(blob) }
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length), length > 0 else { throw .notAFont }
    return (
      Array(UnsafeRawBufferPointer(start: data, count: Int(length))), Dictionary(uniqueKeysWithValues: places)
    )
  }
}
