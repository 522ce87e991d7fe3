import Foundation
import TestSupport
import Testing

@testable import PDFOutput

@Suite("The colour profile")
struct ColorProfileTests {
  @Test("is an ICC profile of sRGB: sizes, signature and primaries where ICC.1 puts them")
  func isWellFormed() {
    let profile = ColorProfile.sRGB
    func number(_ offset: Int) -> Int { profile[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
    #expect(profile.count == 480 && number(0) == 480)
    #expect(String(decoding: profile[12..<24], as: UTF8.self) == "mntrRGB XYZ ")
    #expect(String(decoding: profile[36..<40], as: UTF8.self) == "acsp")
    #expect(number(128) == 10)
    var tags: [String: Int] = [:]
    for tag in 0..<10 {
      let entry = 132 + tag * 12
      #expect(number(entry + 4) + number(entry + 8) <= 480)
      tags[String(decoding: profile[entry..<entry + 4], as: UTF8.self)] = number(entry + 4)
    }
    // X of the red primary after adaptation to D50: 0.4361 (IEC 61966-2-1).
    #expect(tags["rXYZ"].map { abs(Double(number($0 + 8)) / 65_536 - 0.4361) < 0.0005 } == true)
    #expect(tags["rTRC"] == tags["gTRC"] && tags["rTRC"] == tags["bTRC"])
  }
}

@Suite("Bytes of PDF")
struct ByteBuilderTests {
  @Test(
    "write numbers with two decimals at most, whatever the locale",
    arguments: [
      (0.0, "0"), (12.0, "12"), (-0.004, "0"), (0.05, "0.05"), (13.8, "13.8"), (-13.805, "-13.81"),
      (99_999.999, "100000"),
    ])
  func writesNumbers(number: Double, expected: String) {
    var bytes = [UInt8]()
    bytes.append(number: number)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }
}

@Suite("Font subsets")
struct FontSubsetTests {
  @Test("keep apart characters that look the same")
  func keepsCharactersApart() throws {
    let face = try #require(Fonts.serif)
    #expect(
      face.glyph(0x20) == face.glyph(0xA0)
        || face.advances[Int(face.glyph(0x20))] == face.advances[Int(face.glyph(0xA0))])
    let subset = try FontSubset(of: face, codePoints: [0x20, 0x2D, 0xA0, 0x2011], deflate: Deflate(level: 6))
    #expect([0x20, 0x2D, 0xA0, 0x2011].map { subset.places[$0] } == [1, 2, 3, 4])
    let map = String(decoding: ToUnicodeMap.bytes(for: [0x20, 0x2D, 0xA0, 0x2011, 0x1F600]), as: UTF8.self)
    #expect(map.contains("<03> <03> <00A0>\n<04> <04> <2011>\n<05> <05> <D83DDE00>\n"))
    // Ranges end where the code grows a byte and where the character's last byte would overflow (PDF 32000-1 §9.10.3).
    let long = String(decoding: ToUnicodeMap.bytes(for: Array(0x20...0x110)), as: UTF8.self)
    #expect(long.contains("<01> <7F> <0020>\n<8080> <80E0> <009F>\n<80E1> <80F1> <0100>\n"))
  }
}

@Suite("Font repertoires")
struct FontRepertoireTests {
  @Test("depend on the letter's characters alone and always hold them")
  func holdCharacters() {
    let few = Array("CM16-0213037 Standard".unicodeScalars.map(\.value))
    let repertoire = FontRepertoire.codePoints(for: Set(few).sorted())
    #expect(Set(few).isSubset(of: repertoire))
    #expect(repertoire.count < 30)
    let many = Set((0x41...0x7A).map { UInt32($0) } + [0x20AC]).sorted()
    #expect(FontRepertoire.codePoints(for: many) == (0x20...0x7E).map { UInt32($0) } + [0x20AC])
  }
}
