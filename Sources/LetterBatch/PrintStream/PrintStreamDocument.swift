import DeterminationLetters
import PDFOutput
import Typesetting

/// A file of a print stream while letters are added to it.
struct PrintStreamDocument {
  private var stream: PrintStream
  private var metadata: [DocumentMetadata] = []

  init(isDuplex: Bool) { stream = PrintStream(isDuplex: isDuplex) }

  /// How many pages it has so far, including blank ones.
  var pages: Int { stream.document.pages.count }

  mutating func append(_ letter: RenderedLetter) throws(Findings) {
    stream.append(try letter.typeset(), title: letter.letter.title)
    metadata.append(DocumentMetadata(letter.letter))
  }

  /// The file. It has no field for a signature, because it is printed.
  func file(_ renderer: LetterRenderer, standard: PDFStandard) throws(Findings) -> WrittenPDF {
    guard let joined = DocumentMetadata(joining: metadata) else {
      throw Findings(Finding(.defect, "a file of the print stream has no letters"))
    }
    return try renderer.pdf(
      of: stream.document, metadata: joined, options: PDFOptions(standard: standard, signatureField: .absent))
  }
}
