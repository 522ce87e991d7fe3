import Foundation
import LetterDocument
import PDFOutput
import TestSupport
import Typesetting

extension TestLetter {
  /// The letter as a PDF, with a title that needs every kind of care.
  func pdf(_ writer: PDFWriter? = nil) throws -> [UInt8] {
    var metadata = DocumentMetadata(letter)
    metadata.title = "Ünïcode & <title> (x)"
    metadata.created = DocumentDate(year: 2016, month: 11, day: 9)
    return try (writer ?? PDFWriter(producer: "test 1")).write(typeset(), metadata: metadata).bytes
  }

  /// Writes the letter to a file and hands over its path.
  func withPDF(_ body: (String) throws -> Void) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("letter.pdf")
    try Data(pdf()).write(to: path)
    try body(path.path)
  }
}
