import Foundation
import TestSupport
import Testing

@testable import PDFOutput
@testable import Typesetting

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
struct ByteBufferTests {
  @Test(
    "write numbers with two decimals at most, whatever the locale",
    arguments: [
      (0.0, "0"), (9.0, "9"), (10.0, "10"), (12.0, "12"), (-100.5, "-100.5"), (-0.004, "0"), (0.05, "0.05"),
      (13.8, "13.8"), (-13.805, "-13.81"),
      (99_999.999, "100000"),
    ])
  func writesNumbers(number: Double, expected: String) {
    var buffer = ByteBuffer()
    buffer.append(number: number)
    let bytes = buffer.bytes
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }
}

@Suite("Codes in content streams")
struct ShownCodesTests {
  @Test("have backslashes where a literal string needs them (PDF 32000-1 §7.3.4.2), in one byte or in two")
  func escapes() {
    // Places are counted from 1, so that the n-th code point has the code n: 0x0D, 0x28, 0x29 and 0x5C are among them.
    let repertoire = Array(0x100...0x220).map { UInt32($0) }
    let codes = ShownCodes(FontSubset.Places(repertoire))
    func shown(_ place: UInt32) -> [UInt8] { Self.bytes(of: 0xFF + place, in: codes) }
    #expect(shown(1) == [1] && shown(0x7F) == [0x7F] && shown(0x80) == [0x80, 0x80])
    #expect(shown(0x0D) == Array("\\r".utf8) && shown(0x28) == Array("\\(".utf8) && shown(0x5C) == Array("\\\\".utf8))
    // 0x10D is above the table of characters below U+0200.
    #expect(shown(0x10D) == [0x81] + Array("\\r".utf8))
  }
}

extension ShownCodesTests {
  static func bytes(of character: UInt32, in codes: ShownCodes) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: ShownCodes.mostBytes)
    let count = bytes.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { codes.write(character, to: $0) } ?? 0
    }
    return Array(bytes.prefix(count))
  }
}

@Suite("Entries of dictionaries")
struct PDFEntriesTests {
  @Test("write names and texts as PDF wants them (PDF 32000-1 §7.3.5, §7.9.2.2)")
  func escape() {
    var entries = PDFEntries()
    entries.set("N", madeName: "A+B-c #/(é")
    entries.set("T", text: "A)")
    entries.set("U", text: "é")
    entries.set("L", [1, -20])
    let bytes = entries.bytes
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "/N /A+B-c#20#23#2F#28#C3#A9\n/T <4129>\n/U <FEFF00E9>\n/L [ 1 -20 ]\n")
  }

  @Test("and buffers grow, and hold every number")
  func grow() {
    var buffer = ByteBuffer(capacity: 0)
    for number in [Int.min, Int.max, 0] { buffer.append(number: number) }
    buffer.append(hundredths: -5)
    buffer.append([UInt8](repeating: 0x41, count: 5_000))
    let text = String(decoding: buffer.bytes, as: UTF8.self)
    #expect(text == "\(Int.min)\(Int.max)0-0.05" + String(repeating: "A", count: 5_000))
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
    #expect(
      [0x20, 0x2D, 0xA0, 0x2011].map { ShownCodesTests.bytes(of: $0, in: subset.shownCodes) } == [[1], [2], [3], [4]])
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
    let repertoire = FontRepertoire.codePoints(for: CodePointSet(few))
    #expect(Set(few).isSubset(of: repertoire.ascending))
    #expect(repertoire.count < 30)
    let many = CodePointSet((0x41...0x7A) + [0x20AC])
    #expect(FontRepertoire.codePoints(for: many).ascending == (0x20...0x7E) + [0x20AC])
    let quoting = CodePointSet((0x41...0x7A) + [0x2019])
    #expect(FontRepertoire.codePoints(for: quoting).ascending.suffix(3) == [0x201D, 0x2022, 0x2026])
  }
}
