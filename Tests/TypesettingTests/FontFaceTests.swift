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
    let thousandths = " Aa0".unicodeScalars.map { (Int(face.advances[Int(face.glyph($0.value))]) * 1000 + 1024) / 2048 }
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

  @Test("come in four: two families, two weights")
  func findsAll() {
    #expect(
      Fonts.library.names == [
        "Liberation Sans Bold", "Liberation Sans Regular", "Liberation Serif Bold", "Liberation Serif Regular",
      ])
  }
}
