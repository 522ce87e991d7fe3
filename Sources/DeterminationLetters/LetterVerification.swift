import JSONText
import LetterDocument
import PDFReading

extension RenderedLetter {
  /// Verifies that a PDF has the text of this letter. Reads every visible character back, in order, from the content streams of the file,
  /// through the Unicode maps of its fonts. White space does not count, because lines end at different places in PDF and in data.
  /// - Parameters:
  ///   - pdf: the bytes of the PDF.
  ///   - name: its name in findings.
  /// - Throws: a finding if the file has another text or cannot be read.
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
              "“\(name)” differs from its case: on page \(index + 1), from character \(position + 1) of the letter on",
              fix: "render the letter again"))
        }
        position += 1
      }
    }
    guard position == expected.count else {
      throw Findings(
        Finding(
          .verificationFailed,
          "“\(name)”: the end of the letter is missing (characters: \(expected.count - position))",
          fix: "render the letter again"))
    }
  }

  private static func visible(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { !$0.properties.isWhitespace }
  }
}
