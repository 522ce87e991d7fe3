import JSONText
import LetterDocument
import PDFReading

extension RenderedLetter {
  /// Proves that a PDF says what this letter says: every visible character, in order, read back from the file's content streams
  /// through its fonts' maps to Unicode. White space is left aside, because lines end elsewhere in PDF and in data.
  /// - Parameters:
  ///   - pdf: the bytes of the PDF.
  ///   - name: its name in findings.
  /// - Throws: a finding where the file says something else, or cannot be read.
  public func verify(pdf: [UInt8], name: String) throws(Findings) {
    let pages: [String]
    do {
      pages = try PDFTextReader.pages(of: pdf)
    } catch {
      throw Findings(Finding(.verificationFailed, "“\(name)” cannot be read back: \(error.reason)"))
    }
    let expected = Self.visible(letter.blocks.map(\.plainText).joined())
    var position = 0
    for (index, page) in pages.enumerated() {
      for scalar in Self.visible(page) {
        guard position < expected.count, expected[position] == scalar else {
          throw Findings(
            Finding(
              .verificationFailed,
              "“\(name)” does not say what the case says: page \(index + 1) differs from character \(position + 1) of the letter on",
              fix: "render the letter again"))
        }
        position += 1
      }
    }
    guard position == expected.count else {
      throw Findings(
        Finding(
          .verificationFailed, "“\(name)” ends \(expected.count - position) characters before the case's letter does",
          fix: "render the letter again"))
    }
  }

  private static func visible(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { !$0.properties.isWhitespace }
  }
}
