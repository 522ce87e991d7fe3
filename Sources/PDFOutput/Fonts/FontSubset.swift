import CHarfBuzz
import Typesetting

/// A part of a font face for embedding, with everything that a PDF says about it, compressed and ready to write.
///
/// A character's code in content streams is its place in the repertoire (see ``CharacterCodes``), not its glyph. Two characters that share
/// a glyph (a space and a no-break space) have different codes, so that text extracted from the PDF is the original text. `CIDToGIDMap`
/// leads from the place to the glyph.
struct FontSubset: Sendable {
  /// Six letters, a plus sign and the PostScript name (PDF 32000-1 §9.6.4).
  let name: String
  /// The TrueType file.
  let file: CompressedStream
  /// The map from codes to places in the repertoire (§9.7.5).
  let encoding: CompressedStream
  /// The map from codes to Unicode (§9.10.3).
  let toUnicode: CompressedStream
  /// The map from places to glyphs of the file.
  let glyphMap: CompressedStream
  /// The advance of each place in thousandths of an em, as a PDF array.
  let widths: [UInt8]
  /// Entries of the font descriptor, in thousandths of an em.
  let ascent, descent, capHeight: Int
  let boundingBox: [Int]
  let isBold: Bool
  let isSerif: Bool

  /// The codes of its characters as content streams contain them.
  let shownCodes: ShownCodes

  struct CompressedStream: Sendable {
    let bytes: [UInt8]
    let length: Int
  }

  /// The places of characters in a repertoire, starting at 1.
  struct Places: Sendable {
    private let table: [UInt16]
    private let supplementary: [UInt32: UInt16]

    init(_ repertoire: [UInt32]) {
      var table = [UInt16](repeating: 0, count: Int(repertoire.last { $0 < 0x10000 } ?? 0) + 1)
      var supplementary: [UInt32: UInt16] = [:]
      for (index, codePoint) in repertoire.enumerated() {
        let place = UInt16(index + 1)
        if codePoint < 0x10000 { table[Int(codePoint)] = place } else { supplementary[codePoint] = place }
      }
      self.table = table
      self.supplementary = supplementary
    }

    /// The place of a character; 0 if it is not in the repertoire.
    subscript(character: UInt32) -> UInt16 {
      character < table.count ? table[Int(character)] : supplementary[character] ?? 0
    }
  }

  /// Makes the subset of a face for a repertoire in ascending order.
  init(of face: FontFace, codePoints: [UInt32], deflate: Deflate) throws(PDFError) {
    let repertoire = codePoints.filter { face.glyph($0) != 0 }
    guard repertoire.count <= CharacterCodes.capacity else { throw .subsetting(face.postScriptName) }
    let subset = try SubsetFile(of: face, codePoints: repertoire)
    let scale = 1_000 / Double(face.unitsPerEm)
    func thousandths(_ units: Int) -> Int { Int((Double(units) * scale).rounded()) }

    name = Self.tag(of: subset.bytes) + "+" + face.postScriptName
    // ISO 19005-2 §6.1.13
    guard name.utf8.count <= 127 else { throw .subsetting(face.postScriptName) }
    file = try Self.compressed(subset.bytes, deflate)
    encoding = try Self.compressed(CharacterCodes.encodingMap(count: repertoire.count), deflate)
    toUnicode = try Self.compressed(ToUnicodeMap.bytes(for: repertoire), deflate)
    glyphMap = try Self.compressed(
      [0, 0] + repertoire.flatMap { Self.bigEndian(subset.glyph(face.glyph($0))) }, deflate)
    var widths = ByteBuffer()
    widths.append("[")
    for glyph in [0] + repertoire.map(face.glyph) {
      widths.append(number: thousandths(Int(face.advances[Int(glyph)])))
      widths.append(" ")
    }
    widths.append("]")
    self.widths = widths.bytes
    (ascent, descent, capHeight) = (
      thousandths(face.ascender), thousandths(face.descender), thousandths(face.capHeight)
    )
    boundingBox = face.boundingBox.map(thousandths)
    isBold = face.name.isBold
    isSerif = face.name.family.contains("Serif")
    shownCodes = ShownCodes(Places(repertoire))
  }

  private static func compressed(_ bytes: [UInt8], _ deflate: Deflate) throws(PDFError) -> CompressedStream {
    CompressedStream(bytes: try deflate.compress(bytes), length: bytes.count)
  }

  private static func bigEndian(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }

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

/// The font file that HarfBuzz makes for a subset, and the new place of each glyph.
private struct SubsetFile {
  let bytes: [UInt8]
  private let glyphs: [UInt16: UInt16]

  func glyph(_ original: UInt16) -> UInt16 { glyphs[original] ?? 0 }

  /// Tables that a PDF viewer does not need. Layout is done, the PDF itself contains the names and metrics, and hinting is for old screens.
  private static let droppedTables = [
    "GSUB", "GPOS", "GDEF", "kern", "name", "OS/2", "post", "cmap", "gasp", "FFTM", "DSIG", "cvt ", "fpgm", "prep",
    "hdmx",
    "VDMX", "LTSH", "PCLT", "MATH", "BASE", "JSTF",
  ]

  init(of face: FontFace, codePoints: [UInt32]) throws(PDFError) {
    let result = try? HarfBuzzFace.withFace(of: face.file) { source throws(FontProblem) in
      try Self.subset(source, glyphs: Set(codePoints.map(face.glyph)))
    }
    guard let result else { throw .subsetting(face.postScriptName) }
    (bytes, glyphs) = result
  }

  private static func subset(
    _ source: OpaquePointer, glyphs: Set<UInt16>
  ) throws(FontProblem) -> (bytes: [UInt8], glyphs: [UInt16: UInt16]) {
    guard let input = hb_subset_input_create_or_fail() else { throw .notAFont }
    defer { hb_subset_input_destroy(input) }
    let wanted = hb_subset_input_glyph_set(input)
    for glyph in glyphs { hb_set_add(wanted, hb_codepoint_t(glyph)) }
    let dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
    for table in droppedTables { hb_set_add(dropped, table.utf8.reduce(0) { $0 << 8 | hb_tag_t($1) }) }
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
