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
    var budget = Inflate.budget
    #expect(try file.stream(.reference(letter.size), &budget).count == 24 << 20)
    _ = try file.stream(.reference(letter.size), &budget)
    #expect(throws: PDFUnreadable.self) { try file.stream(.reference(letter.size), &budget) }
  }
}

private enum Deflated {
  /// Zeros in the zlib format.
  static func zeros(_ count: Int) throws -> [UInt8] {
    let script = "import sys,zlib; sys.stdout.buffer.write(zlib.compress(bytes(\(count)), 9))"
    return Array(try Subprocess.run("/usr/bin/python3", ["-c", script]).output)
  }
}
