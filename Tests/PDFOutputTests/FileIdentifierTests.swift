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
}
