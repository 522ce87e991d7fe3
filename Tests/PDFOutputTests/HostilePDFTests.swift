import TestSupport
import Testing

@testable import PDFReading

@Suite("Reading a PDF that anybody may have changed")
struct HostilePDFTests {
  @Test("never crashes, whatever bytes change")
  func survives() throws {
    let letter = try UpdatedLetter()
    var random = SplitMix(seed: 17)
    let words = ["<<", ">>", "[", "]", "(", ")", "endobj", "9223372036854775807", "-1", "stream", "xref", "1 0 R", "%"]
    for round in 0..<3_000 {
      var bytes = letter.letter
      for _ in 0...random.next(below: 3) {
        let place = random.next(below: bytes.count)
        switch round % 3 {
        case 0: bytes[place] = UInt8(random.next(below: 256))
        case 1:
          bytes.replaceSubrange(
            place..<min(place + random.next(below: 9), bytes.count), with: words[random.next(below: words.count)].utf8)
        default: bytes.removeSubrange(place..<min(place + random.next(below: 400), bytes.count))
        }
      }
      _ = try? PDFTextReader.pages(of: bytes)
      _ = try? PDFUpdates.behind(random.next(below: bytes.count + 1), in: bytes)
    }
  }

  @Test("does not inflate more than a letter can have")
  func bounded() throws {
    // A page that shows the same large stream again and again, so that a small file would fill the memory.
    let letter = try UpdatedLetter()
    let zeros = try Deflated.zeros(24 << 20)
    let stream = "<</Filter /FlateDecode /Length \(zeros.count)>>\nstream\n"
    let start = letter.letter.count
    var bytes =
      letter.letter + Array("\(letter.size) 0 obj\n\(stream)".utf8) + zeros + Array("\nendstream\nendobj\n".utf8)
    let xref = bytes.count
    let digits = String(start)
    bytes += Array(
      "xref\n\(letter.size) 1\n\(String(repeating: "0", count: 10 - digits.count))\(digits) 00000 n \ntrailer\n<</Size 99/Root 1 0 R/Prev \(letter.file.lastTable)>>\nstartxref\n\(xref)\n%%EOF\n"
        .utf8)
    let file = try PDFFile(bytes)
    #expect(try file.stream(.reference(letter.size)).count == 24 << 20)
    _ = try file.stream(.reference(letter.size))
    #expect(throws: PDFUnreadable.self) { try file.stream(.reference(letter.size)) }
  }
}

/// A page whose text is in a font with a map to Unicode. The parts of the file can be hostile.
private struct SmallPDF {
  var codes = "<0041>"
  var map = "1 beginbfrange <0041> <0042> <0061> endbfrange"
  /// What stands in the dictionary of the page's content.
  var entries = ""
  var kids = "3 0 R"
  /// The tables of objects before the one of this file, made for the place where they are in it.
  var tables: ((_ place: Int) -> String)?

  var bytes: [UInt8] {
    func stream(_ text: String, _ entries: String = "") -> String {
      "<</Length \(text.utf8.count) \(entries)>>\nstream\n\(text)\nendstream"
    }
    let objects = [
      "<</Pages 2 0 R>>", "<</Kids [\(kids)]>>", "<</Resources <</Font <</F 5 0 R>>>> /Contents 4 0 R>>",
      stream("/F 1 Tf \(codes) Tj", entries), "<</Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R>>", stream(map),
    ]
    var bytes = Array("%PDF-1.7\n".utf8)
    var end = "xref\n1 \(objects.count)\n"
    for (index, object) in objects.enumerated() {
      end += Self.digits(bytes.count) + " 00000 n \n"
      bytes += Array("\(index + 1) 0 obj\n\(object)\nendobj\n".utf8)
    }
    let start = bytes.count
    end += "trailer\n<</Root 1 0 R"
    if let tables {
      let place = start + end.utf8.count + "/Prev 0000000000>>\n".utf8.count
      end += "/Prev \(Self.digits(place))>>\n\(tables(place))"
    } else {
      end += ">>"
    }
    return bytes + Array("\(end)\nstartxref\n\(start)\n%%EOF\n".utf8)
  }

  private static func digits(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 10 - digits.count) + digits
  }

  /// Tables of objects of which each has the next one in a text of its trailer, and names it as the one before.
  static func tables(_ count: Int, filler: Int, at place: Int) -> String {
    func head(_ number: Int) -> String { "xref\n0 0\ntrailer\n<</Prev \(digits(number)) /A (" }
    let length = head(0).utf8.count
    return (1..<count).map { head(place + $0 * length) }.joined() + "xref\n0 0\ntrailer\n<</A ("
      + String(repeating: " ", count: filler) + String(repeating: ")>>", count: count)
  }
}

extension HostilePDFTests {
  private static func large(_ count: Int) -> String { String(repeating: "a", count: count) }

  @Test("reads a small file with the parts that the hostile ones have")
  func readsSmallFile() throws {
    #expect(try PDFTextReader.pages(of: SmallPDF(codes: "<00410042>", kids: "3 0 R 3 0 R").bytes) == ["ab", "ab"])
    #expect(try PDFTextReader.pages(of: SmallPDF(map: "1 beginbfchar <0041> <00660066> endbfchar").bytes) == ["ff"])
  }

  /// Files whose reading would take much memory or time. Their parts may each be in a letter.
  static let hostile: [(what: String, bytes: [UInt8])] = [
    (
      "a code for a long text",
      SmallPDF(map: "1 beginbfrange <0000> <00ff> <\(String(repeating: "0061", count: 5_000))> endbfrange").bytes
    ),
    (
      "much text from few bytes",
      SmallPDF(
        codes: "(\(String(repeating: "\u{0}A", count: 600_000)))",
        map: "1 beginbfchar <0041> <\(String(repeating: "4E00", count: 16))> endbfchar"
      ).bytes
    ),
    (
      "many ranges of codes",
      SmallPDF(map: "9 beginbfrange " + String(repeating: "<00><ff><61>", count: 5_000) + " endbfrange").bytes
    ),
    (
      "one page with a large dictionary many times",
      SmallPDF(entries: "/A (\(large(1 << 20)))", kids: String(repeating: "3 0 R ", count: 100)).bytes
    ),
    ("an array of many values", SmallPDF(codes: "[" + String(repeating: "0 ", count: 1_100_000) + "]").bytes),
    ("an operator with many operands", SmallPDF(codes: String(repeating: "0 ", count: 1_100)).bytes),
  ]

  @Test("stops early at what no letter needs", arguments: hostile.indices)
  func stopsEarly(index: Int) {
    let (what, bytes) = Self.hostile[index]
    #expect(throws: PDFUnreadable.self, "\(what)") { try PDFTextReader.pages(of: bytes) }
  }

  @Test("reads tables of objects that lie inside of each other only as often as a letter of that size needs")
  func nestedTables() throws {
    func file(_ count: Int, filler: Int) -> [UInt8] {
      SmallPDF(tables: { SmallPDF.tables(count, filler: filler, at: $0) }).bytes
    }
    #expect(try PDFTextReader.pages(of: file(100, filler: 10)) == ["a"])
    #expect(throws: PDFUnreadable.self) { try PDFTextReader.pages(of: file(100, filler: 1 << 20)) }
  }
}

private enum Deflated {
  /// Zeros in the zlib format.
  static func zeros(_ count: Int) throws -> [UInt8] {
    let script = "import sys,zlib; sys.stdout.buffer.write(zlib.compress(bytes(\(count)), 9))"
    return Array(try Subprocess.run("/usr/bin/python3", ["-c", script]).output)
  }
}
