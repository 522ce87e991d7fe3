import Digests
import FileSystem
import JSONText
import LetterDocument
import LetterTemplate
import PDFOutput
import PDFReading
import Typesetting

/// A letter with all its words, ready to be written in any format.
public struct RenderedLetter: Sendable {
  /// Warnings: the letter could be made, but somebody should look at these findings.
  public let warnings: Findings
  /// The letter's content.
  package let letter: Letter
  let document: JSONDocument
  let guardian: ConfidentialGuard
  private let setter: LetterSetter

  init(
    letter: Letter, warnings: Findings, document: JSONDocument, guardian: ConfidentialGuard, setter: LetterSetter
  ) {
    self.letter = letter
    self.warnings = warnings
    self.document = document
    self.guardian = guardian
    self.setter = setter
  }

  /// The identity of the case, such as its case number. The manifest of the template set names the value as `identity`. Nil if the set
  /// names none, or if the case does not have it.
  public var identity: String? { setter.template.roles.identity?.text(in: document.root) }

  /// The document's title, which is not printed.
  public var title: String { letter.title }

  /// The letter as a PDF.
  /// - Throws: the reasons why it cannot be typeset, such as a character that no font has.
  public func pdf() throws(Findings) -> [UInt8] { try file(.pdf, textWidth: 0).bytes }

  /// The letter as plain text.
  /// - Parameter width: the longest line, in characters; 0 puts each paragraph on one line. A word that is longer than a line is split.
  ///
  /// If the letter cannot be typeset, numbers of pages in what the first page alone shows are left out; ``bytes(_:textWidth:)`` throws then.
  public func text(width: Int = 80) -> String {
    String(decoding: PlainTextWriter(width: width).write((try? unpaged) ?? letter), as: UTF8.self)
  }

  /// The letter as a page of HTML that needs no other file. It follows the width of the window, and the size and the colours that a reader
  /// has chosen.
  public var html: String { String(decoding: HTMLWriter().write((try? unpaged) ?? letter), as: UTF8.self) }

  /// The letter for formats without pages. If what the first page alone shows has numbers of pages, they are those of the PDF.
  private var unpaged: Letter {
    get throws(Findings) {
      letter.textHasCounters ? letter.numbered(pageCount: try typeset().pages.count) : letter
    }
  }

  /// The bytes of the letter in a format.
  /// - Parameter textWidth: see ``text(width:)``.
  public func bytes(_ format: LetterFormat, textWidth: Int = 80) throws(Findings) -> [UInt8] {
    try file(format, textWidth: textWidth).bytes
  }

  /// Writes the letter to a file, which appears whole or not at all. It replaces a file of that name, but not a signed PDF.
  /// - Throws: the reasons why it cannot be typeset or written; a finding if the path contains a confidential value of the case, or if a
  ///   signed letter would be replaced.
  public func write(_ format: LetterFormat, to path: String, textWidth: Int = 80) throws(Findings) {
    try checkName(path)
    if format == .pdf { try SignedLetter.protect(path) }
    try AtomicFile.write(bytes(format, textWidth: textWidth), to: path)
  }

  // MARK: For batches and the command

  /// A letter in a format.
  package struct File {
    /// Its bytes.
    package let bytes: [UInt8]
    /// Their digest, if the format needed it.
    package var digest: SHA256?
    /// How many pages it has, if the format has pages.
    package var pageCount: Int?
  }

  /// The letter in a format. Only this function knows how each format is written.
  /// - Parameter options: what kind of PDF; nil for the options of the renderer.
  package func file(
    _ format: LetterFormat, textWidth: Int, options: PDFOptions? = nil
  ) throws(Findings) -> File {
    switch format {
    case .pdf:
      let options = options ?? setter.pdfOptions
      let pages = try typeset(leaving: options.signatureField?.area)
      let file = try redacting { () throws(Findings) in
        try setter.pdf(of: pages, metadata: DocumentMetadata(letter), options: options)
      }
      return File(bytes: file.bytes, digest: file.digest, pageCount: pages.pages.count)
    case .txt: return File(bytes: PlainTextWriter(width: textWidth).write(try unpaged))
    case .html: return File(bytes: HTMLWriter().write(try unpaged))
    }
  }

  /// The letter laid out on pages.
  /// - Parameter area: an area of the last page that must be free.
  package func typeset(leaving area: Area? = nil) throws(Findings) -> TypesetLetter {
    try redacting { () throws(Findings) in try setter.typeset(letter, document: document, leaving: area) }
  }

  /// The options with which the letter would have the form of a PDF that claims to be this letter.
  func options(like pdf: [UInt8]) -> PDFOptions {
    guard let form = try? LetterForm(of: pdf) else { return setter.pdfOptions }
    var options = setter.pdfOptions
    options.standard = PDFStandard.allCases.first { $0.version == form.version } ?? options.standard
    options.signatureField = form.signatureField.map {
      SignatureField(area: Area(x: $0[0], y: $0[1], width: $0[2], height: $0[3]))
    }
    return options
  }

  /// - Throws: a finding if the name of a file contains a confidential value of the case.
  package func checkName(_ path: String) throws(Findings) { try guardian.check(outputName: path) }

  /// The values that a batch counts, each with the name of its tally.
  package var tallies: [(name: String, value: String)] {
    setter.template.roles.tallies.flatMap { tally in
      tally.path.values(in: document.root).compactMap(\.string).map { (tally.name, $0) }
    }
  }

  private func redacting<Result>(_ work: () throws(Findings) -> Result) throws(Findings) -> Result {
    do throws(Findings) {
      return try work()
    } catch {
      throw error.redacted(by: guardian)
    }
  }
}
