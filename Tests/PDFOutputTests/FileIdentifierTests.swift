import Digests
import Foundation
import LetterDocument
import PDFOutput
import TestSupport
import Testing

/// PDF 32000-1 §14.4: two files with the same identifier are the same file.
@Suite("The file identifier of a PDF")
struct FileIdentifierTests {
  private func pdf(_ text: String, standard: PDFStandard = PDFOptions().standard) throws -> WrittenPDF {
    var letter = TestLetter()
    letter.addParagraph(text)
    return try PDFWriter(producer: "test 1").write(
      letter.typeset(), metadata: DocumentMetadata(letter.letter), options: PDFOptions(standard: standard))
  }

  /// Both parts of the identifier as hexadecimal digits, and the bytes before them.
  private func identifier(of file: WrittenPDF) throws -> (parts: [String], before: [UInt8]) {
    let text = String(decoding: file.bytes, as: UTF8.self)
    let match = try #require(text.firstMatch(of: /\/ID \[ <([0-9A-F]{32})> <([0-9A-F]{32})> \]\n\/Root/))
    let place = try #require(Data(file.bytes).range(of: Data("/ID [ <".utf8), options: .backwards)).upperBound
    return ([String(match.1), String(match.2)], Array(file.bytes[..<place]))
  }

  @Test("is the start of the SHA-256 of all bytes before it", arguments: PDFStandard.allCases)
  func isDigestOfContent(standard: PDFStandard) throws {
    let file = try pdf("One text.", standard: standard)
    let (parts, before) = try identifier(of: file)
    let digest = SHA256(of: before).description.prefix(32).uppercased()
    #expect(parts == [digest, digest])
  }

  @Test("differs for letters that differ in one character, and is the same for the same letter")
  func differsWithContent() throws {
    let parts = try ["One text.", "One text.", "One test."].map { try identifier(of: pdf($0)).parts[0] }
    #expect(parts[0] == parts[1])
    #expect(parts[0] != parts[2])
  }

  @Test("comes with the digest of the whole file", arguments: PDFStandard.allCases)
  func knowsDigest(standard: PDFStandard) throws {
    let file = try pdf("One text.", standard: standard)
    #expect(file.digest == SHA256(of: file.bytes))
  }

  // MARK: Shared starts

  /// A letter of one paragraph.
  private func letter(_ text: String) -> TestLetter {
    var letter = TestLetter()
    letter.addParagraph(text)
    return letter
  }

  @Test("comes with the right digest for letters that start alike, and for more different starts than are remembered")
  func knowsDigestOfSharedStarts() throws {
    let writer = try PDFWriter(producer: "test 1")
    // A letter with few different characters has a font of just these, so each of the words gives another start.
    let words = (0..<40).map { "a" + String(UnicodeScalar(UInt8(ascii: "b") + $0 / 2)) + ($0 % 2 == 0 ? "" : "z") }
    for text in words + words.reversed() + ["az az", "za"] {
      let letter = letter(text)
      let metadata = DocumentMetadata(letter.letter)
      for standard in PDFStandard.allCases {
        let options = PDFOptions(standard: standard)
        let file = try writer.write(letter.typeset(), metadata: metadata, options: options)
        #expect(file.digest == SHA256(of: file.bytes), "\(text)")
        // What was written before does not matter.
        let alone = try PDFWriter(producer: "test 1").write(letter.typeset(), metadata: metadata, options: options)
        #expect(SHA256(of: file.bytes) == SHA256(of: alone.bytes), "\(text)")
      }
    }
  }

  @Test("letters with the same fonts start alike, up to their first page")
  func startsAlike() throws {
    let files = try ["az zaz az", "zaaz"].map { try Data(pdf($0).bytes) }
    let first = try #require(files[0].range(of: Data("/Type /Page\n".utf8))).lowerBound
    let same = zip(files[0], files[1]).prefix { $0 == $1 }.count
    #expect(same > 1_000)
    // Only the resources and the number of the page object lie between.
    #expect(first - same < 400, "\(same) of \(first) bytes")
  }
}
