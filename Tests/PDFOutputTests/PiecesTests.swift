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
struct LatinCodesTests {
  @Test(
    "are those of WinAnsiEncoding (PDF 32000-1 Annex D), with backslashes where a literal string needs them (§7.3.4.2)")
  func escapes() {
    func shown(_ character: Unicode.Scalar) -> [UInt8] { Self.bytes(of: character.value) }
    #expect(shown("A") == [0x41] && shown("(") == Array("\\(".utf8) && shown(")") == Array("\\)".utf8))
    #expect(shown("\\") == Array("\\\\".utf8))
    // The codes that Annex D gives in octal: quoteright 222, endash 226, bullet 225, Euro 200, trademark 231, section 247, eacute 351.
    let latin: [(Unicode.Scalar, UInt8)] = [
      ("’", 0o222), ("–", 0o226), ("•", 0o225), ("€", 0o200), ("™", 0o231), ("§", 0o247), ("é", 0o351), ("Ÿ", 0o237),
      ("ƒ", 0o203),
    ]
    for (character, code) in latin { #expect(shown(character) == [code], "\(character)") }
    // What the encoding lacks, or what readers would take for a space or a hyphen, is in the composite font.
    for character: Unicode.Scalar in ["≥", "\u{A0}", "\u{AD}", "\u{2011}", "Ł", "Ω", "\u{81}"] {
      #expect(shown(character) == [] && !LatinCodes.contains(character.value))
    }
    let places = CompositeFont.Places([0xA0, 0x2265])
    #expect(places[0xA0] == 1 && places[0x2265] == 2 && places[0x41] == 0)
  }
}

extension LatinCodesTests {
  static func bytes(of character: UInt32) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: LatinCodes.mostBytes)
    let count = bytes.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { LatinCodes.write(character, to: $0) } ?? 0
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

@Suite("Composite fonts")
struct CompositeFontTests {
  @Test("keep apart characters that look the same, each with an entry of its own in the map to Unicode")
  func keepsCharactersApart() throws {
    let face = try #require(Fonts.serif)
    let font = try CompositeFont(of: face, codePoints: [0xA0, 0x2010, 0x2011], deflate: Deflate(level: 6))
    #expect([0xA0, 0x2010, 0x2011].map { font.places[$0] } == [1, 2, 3])
    let map = String(decoding: ToUnicodeMap.bytes(for: [0xA0, 0x2011, 0x1F600]), as: UTF8.self)
    #expect(map.contains("3 beginbfchar\n<0001> <00A0>\n<0002> <2011>\n<0003> <D83DDE00>\nendbfchar\n"))
  }
}

@Suite("Font repertoires")
struct FontRepertoireTests {
  @Test("depend on the letter's characters alone and always hold them")
  func holdCharacters() {
    let few = Array("CM16-0213037 Standard".unicodeScalars.map(\.value))
    let repertoire = FontRepertoire(for: CodePointSet(few))
    #expect(Set(few).isSubset(of: repertoire.simple.ascending) && repertoire.others.count == 0)
    #expect(repertoire.simple.count < 30)
    let many = FontRepertoire(for: CodePointSet((0x41...0x7A) + [0x20AC, 0x2265, 0xA0]))
    // “[” to “`” are signs, so all signs of ASCII come along.
    #expect(many.simple.ascending == (0x20...0x7E) + [0x20AC])
    #expect(many.others.ascending == [0xA0, 0x2265])
    let words = FontRepertoire(for: CodePointSet((0x41...0x5A) + Array(0x61...0x7A)))
    #expect(words.simple.ascending.contains(0x39) && !words.simple.ascending.contains(0x25))
    let quoting = FontRepertoire(for: CodePointSet((0x41...0x7A) + [0x2019]))
    #expect(quoting.simple.ascending.suffix(3) == [0x201D, 0x2022, 0x2026])
  }
}

@Suite("Long titles")
struct ShortenedTextTests {
  @Test("stay whole as long as a string of PDF can hold them, and are then shortened in the middle")
  func shortens() {
    let whole = String(repeating: "é", count: 16_000)
    #expect(PDFText.shortened(whole) == whole)
    let long = PDFText.shortened("start " + String(repeating: "😀", count: 20_000) + " end")
    #expect(long.hasPrefix("start 😀") && long.hasSuffix("😀 end") && long.contains("…"))
    #expect(PDFText.bytes(long).count <= 32_767)
  }
}

@Suite("The output of a file")
struct FileOutputTests {
  @Test("has all bytes in order, whether the room is enough or not", arguments: [0, 1, 3, 9, 10, 11, 1_000])
  func keepsBytes(size: Int) throws {
    let pieces: [[UInt8]] = [[1], [2, 3, 4], [], [5, 6], [7, 8, 9, 10]]
    let bytes = try FileOutput.bytes(size: size) { output in
      for piece in pieces {
        piece.withUnsafeBufferPointer { if let start = $0.baseAddress { output.pointee.append(start, $0.count) } }
      }
    }
    #expect(bytes == Array(1...10))
  }

  @Test("has pieces of every length whole")
  func copiesPieces() throws {
    let pieces = (0...40).map { length in (0..<length).map { UInt8(length * 5 + $0) } }
    let bytes = try FileOutput.bytes(size: 100) { output in
      for piece in pieces {
        piece.withUnsafeBufferPointer { if let start = $0.baseAddress { output.pointee.append(start, $0.count) } }
      }
    }
    #expect(bytes == pieces.flatMap(\.self))
  }

  @Test("has nothing after a failure")
  func failsWhole() {
    #expect(throws: PDFError.self) {
      try FileOutput.bytes(size: 8) { _ throws(PDFError) in throw .compression }
    }
  }
}
