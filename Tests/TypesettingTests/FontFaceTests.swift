import TestSupport
import Testing
import Typesetting

@Suite("Font faces")
struct FontFaceTests {
  @Test("give the metrics of the file: Liberation Serif has those of Times New Roman")
  func readsMetrics() throws {
    let face = try #require(Fonts.serif)
    #expect(face.postScriptName == "LiberationSerif")
    #expect(face.unitsPerEm == 2048)
    #expect((face.ascender, face.descender) == (1825, -443))
    // Times New Roman: space 250, A 722, a 444, 0 500 thousandths of an em (Adobe's Core 14 AFM, Times-Roman).
    let thousandths = " Aa0".unicodeScalars.map { (face.advance(of: $0.value) * 1000 + 1024) / 2048 }
    #expect(thousandths == [250, 722, 444, 500])
  }

  @Test(
    "have no glyph for what nobody can see",
    arguments: [0x09, 0xAD, 0x200B, 0x200D, 0x202E, 0xFEFF, 0x4E2D, 0x1F600] as [UInt32])
  func hidesInvisible(codePoint: UInt32) throws {
    #expect(try #require(Fonts.serif).glyph(codePoint) == 0)
  }

  @Test("are refused when the bytes are no font")
  func refusesOthers() {
    #expect(throws: FontProblem.notAFont) { try FontFace(file: []) }
    #expect(throws: FontProblem.notAFont) { try FontFace(file: Array("not a font at all".utf8)) }
  }

  @Test(
    "have no glyph for what cannot be set: other scripts, marks, placeholders",
    arguments: [0x5D0, 0x300, 0x34F, 0xFFFC] as [UInt32])
  func refusesScripts(codePoint: UInt32) throws {
    #expect(try #require(Fonts.serif).glyph(codePoint) == 0)
  }

  @Test("know why a character cannot be set")
  func namesObstacles() {
    let obstacles: [(Unicode.Scalar, CharacterSupport.Obstacle?)] = [
      ("ש", .rightToLeft), ("ع", .rightToLeft), ("\u{66B}", .rightToLeft), ("\u{303}", .mark), ("\u{34F}", .mark),
      ("\u{20DD}", .mark), ("\u{FFFC}", .placeholder), ("अ", .otherScript), ("ก", .otherScript), ("中", .otherScript),
      ("٣", .rightToLeft), ("५", .otherScript), ("ϣ", .otherScript), ("a", nil), ("ß", nil), ("ǆ", nil), ("ằ", nil),
      ("Ω", nil),
      ("ἀ", nil), ("Ж", nil), ("½", nil), ("Ⅷ", nil), ("µ", nil), ("ª", nil), ("ʼ", nil), ("№", nil), ("≥", nil),
      ("•", nil), ("€", nil), ("ﬁ", nil), ("₂", nil), ("\u{FFFD}", nil), ("☒", nil),
    ]
    for (scalar, obstacle) in obstacles { #expect(CharacterSupport.obstacle(to: scalar) == obstacle, "\(scalar)") }
  }

  @Test("sets no character that Unicode counts as a control, a format character or unassigned")
  func graphicCharacters() {
    let others: Set<Unicode.GeneralCategory> = [.control, .format, .surrogate, .privateUse, .unassigned]
    for scalar in (0..<0x2100).compactMap(Unicode.Scalar.init(_:)) {
      let isGraphic =
        !others.contains(scalar.properties.generalCategory) && scalar.value != 0x2028 && scalar.value != 0x2029
      let canSet = isGraphic && CharacterSupport.obstacle(to: scalar) == nil
      #expect(CharacterSupport.canSet(scalar) == canSet, "U+\(String(scalar.value, radix: 16))")
    }
  }

  /// Liberation Serif with other bytes in a table.
  private func face(_ table: String, _ offset: Int, _ bytes: [UInt8]) throws -> Result<FontFace, FontProblem> {
    var file = try #require(Fonts.serif).file
    let tables = Int(file[4]) << 8 | Int(file[5])
    let record = try #require((0..<tables).map { 12 + 16 * $0 }.first { file[$0..<$0 + 4].elementsEqual(table.utf8) })
    let start = (8..<12).reduce(0) { $0 << 8 | Int(file[record + $1]) }
    file.replaceSubrange(start + offset..<start + offset + bytes.count, with: bytes)
    return Result { () throws(FontProblem) in try FontFace(file: file) }
  }

  @Test("are refused when their tables lie")
  func refusesLies() throws {
    let lies: [(String, Int, [UInt8])] = [
      ("maxp", 4, [0, 5]), ("maxp", 4, [0, 70]), ("head", 18, [0, 0]), ("head", 18, [0xFF, 0xFF]),
      ("hhea", 4, [0x7F, 0xFF]), ("hhea", 0, [0, 7]), ("hhea", 34, [0, 0]), ("hhea", 34, [0xFF, 0xFF]),
      ("hmtx", 0, [0xFF, 0xFF]),
    ]
    for (table, offset, bytes) in lies {
      guard case .failure(.damaged) = try face(table, offset, bytes) else {
        Issue.record("\(table) with \(bytes) was accepted")
        continue
      }
    }
  }

  @Test(
    "are slanted if any table says so",
    arguments: [("head", 44, [0, 2]), ("OS/2", 62, [0, 1]), ("OS/2", 62, [2, 0]), ("post", 4, [0xFF, 0xF0])])
  func findsSlope(table: String, offset: Int, bytes: [UInt8]) throws {
    let name = try face(table, offset, bytes).get().name
    #expect(name == FontFace.Description(family: "Liberation Serif", isBold: false, isItalic: true))
    #expect(name.description == "Liberation Serif Italic")
  }

  @Test("give the slope of the file, a number of 16.16 bits, and whether its letters have serifs")
  func readsShape() throws {
    let slopes: [([UInt8], Double)] = [
      ([0, 0, 0, 0], 0), ([0xFF, 0xF4, 0, 0], -12), ([0xFF, 0xEF, 0xAA, 0xC0], -16.3330078125), ([0, 1, 0x80, 0], 1.5),
    ]
    for (bytes, angle) in slopes { #expect(try face("post", 4, bytes).get().italicAngle == angle) }
    // The class of the family, and from the seventh byte PANOSE: kind and serifs (OpenType, OS/2).
    let kinds: [([UInt8], Bool)] = [
      ([1, 5, 2, 2], true), ([8, 5, 2, 11], false), ([0, 0, 2, 11], false), ([0, 0, 2, 2], true), ([1, 0, 0, 0], true),
      ([8, 0, 0, 0], false), ([0, 0, 0, 0], true),
    ]
    for (bytes, isSerif) in kinds { #expect(try face("OS/2", 30, bytes).get().isSerif == isSerif) }
    #expect(Fonts.library[FontFace.Description(family: "Liberation Sans", isBold: false)]?.isSerif == false)
  }

  @Test(
    "say whether they may be embedded",
    arguments: [(0, true), (2, false), (4, true), (6, true), (8, true), (0x100, false), (0x104, false), (0x200, false)])
  func knowsRights(rights: Int, isAllowed: Bool) throws {
    let face = try face("OS/2", 8, [UInt8(rights >> 8), UInt8(rights & 0xFF)]).get()
    #expect((face.embeddingRefusal == nil) == isAllowed)
  }

  @Test("never crash, whatever bytes change")
  func survives() throws {
    let file = try #require(Fonts.serif).file
    var state: UInt64 = 6
    for _ in 0..<60 {
      var changed = file
      for _ in 0..<8 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        // Half of the changes hit the table directory and the tables at the front.
        let limit = state & 1 == 0 ? 4_000 : file.count
        changed[Int(state >> 20) % limit] = UInt8(truncatingIfNeeded: state >> 8)
      }
      _ = try? FontFace(file: changed)
    }
  }

  @Test("come in eight: two families, two weights, upright and italic")
  func findsAll() {
    #expect(
      Fonts.library.names.map(\.description) == [
        "Liberation Sans Bold", "Liberation Sans Bold Italic", "Liberation Sans Italic", "Liberation Sans Regular",
        "Liberation Serif Bold", "Liberation Serif Bold Italic", "Liberation Serif Italic", "Liberation Serif Regular",
      ])
  }
}
