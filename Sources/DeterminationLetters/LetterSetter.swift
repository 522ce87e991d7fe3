import JSONText
import LetterDocument
import LetterTemplate
import PDFOutput
import Typesetting

/// Sets merged letters on pages and writes them as PDFs. It is a class, because each letter keeps it.
package final class LetterSetter: Sendable {
  /// The template set in use.
  let template: TemplateSet
  /// What kind of PDF letters become.
  let pdfOptions: PDFOptions
  private let typesetter: Typesetter
  private let writer: PDFWriter

  /// - Throws: what is wrong with the fonts, or with the set and these fonts.
  init(template: TemplateSet, fonts: FontLibrary, pdf: PDFOptions) throws(Findings) {
    self.template = template
    typesetter = Typesetter(fonts: fonts, styles: template.styles)
    let writer = try Self.asFindings { () throws(PDFError) in try PDFWriter(producer: Version.producer) }
    self.writer = writer
    pdfOptions = try pdf.completed(by: template)
    try TemplateProof(template: template, typesetter: typesetter).check()
  }

  /// Proves that all faces of the set can be embedded.
  /// - Throws: a finding for a face that cannot.
  func proveFonts() throws(Findings) {
    for face in Set(template.styles.map(\.face)).compactMap({ typesetter.fonts[$0] }) {
      try Self.asFindings { () throws(PDFError) in try writer.prepare(face) }
    }
  }

  /// Sets a letter or checks whether it can be set. Problems become findings with their places.
  func setting<Result>(
    _ letter: Letter, document: JSONDocument, leaving area: Area?,
    _ work: (Typesetter, Letter) throws(TypesettingError) -> Result
  ) throws(Findings) -> Result {
    let problems = TitleCheck.findings(letter, of: document, template)
    guard problems.isEmpty else { throw Findings(problems) }
    var typesetter = typesetter
    typesetter.reserved = area
    do {
      return try work(typesetter, letter)
    } catch {
      throw Findings(error.problems.withoutRepetitions.map { $0.finding(in: document, template: template) })
    }
  }

  /// The letter laid out on pages.
  func typeset(_ letter: Letter, document: JSONDocument, leaving area: Area?) throws(Findings) -> TypesetLetter {
    try setting(letter, document: document, leaving: area) { typesetter, letter throws(TypesettingError) in
      try typesetter.typeset(letter)
    }
  }

  /// Pages as a PDF.
  func pdf(of pages: TypesetLetter, metadata: DocumentMetadata, options: PDFOptions) throws(Findings) -> WrittenPDF {
    try Self.asFindings { () throws(PDFError) in try writer.write(pages, metadata: metadata, options: options) }
  }
}
