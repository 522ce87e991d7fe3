import JSONText
import LetterDocument
import LetterTemplate
import Typesetting

/// A letter with all its words, ready to be written in any format.
public struct RenderedLetter: Sendable {
  /// The letter.
  public let letter: Letter
  /// What somebody should look at although the letter could be made.
  public let warnings: Findings
  let document: JSONDocument
  let guardian: ConfidentialGuard
  private let renderer: LetterRenderer

  init(
    letter: Letter, warnings: Findings, document: JSONDocument, guardian: ConfidentialGuard, renderer: LetterRenderer
  ) {
    self.letter = letter
    self.warnings = warnings
    self.document = document
    self.guardian = guardian
    self.renderer = renderer
  }

  /// The case number, if the case has one.
  public var caseNumber: String? { document.root["case"]?["number"]?.string }

  /// The letter as a PDF.
  /// - Throws: what keeps it from being set, such as a character that no font has.
  public func pdf() throws(Findings) -> [UInt8] { try pagedPDF().bytes }

  /// What was decided about each disputed item.
  var decisions: [String] {
    document.root["disputedItems"]?.array?.compactMap { $0["decision"]?.string } ?? []
  }

  /// The letter laid out on pages.
  func typeset() throws(Findings) -> TypesetLetter {
    do throws(Findings) {
      return try renderer.typeset(letter, document: document)
    } catch {
      throw error.redacted(by: guardian)
    }
  }

  /// The letter as a PDF, and how many pages it has.
  func pagedPDF() throws(Findings) -> (bytes: [UInt8], pageCount: Int) {
    do throws(Findings) {
      return try renderer.pdf(of: letter, document: document)
    } catch {
      throw error.redacted(by: guardian)
    }
  }

  /// The letter as plain text.
  /// - Parameter width: the most characters a line has; 0 leaves paragraphs on one line each.
  public func text(width: Int = 80) -> String {
    String(decoding: PlainTextWriter(width: width).write(letter), as: UTF8.self)
  }

  /// The bytes of the letter in a format.
  public func bytes(_ format: LetterFormat, textWidth: Int = 80) throws(Findings) -> [UInt8] {
    switch format {
    case .pdf: try pdf()
    case .txt: PlainTextWriter(width: textWidth).write(letter)
    }
  }

  /// - Throws: a finding if a confidential value of the case stands in the name of a file.
  public func checkName(_ path: String) throws(Findings) { try guardian.check(outputName: path) }

  /// Writes the letter to a file, which appears whole or not at all.
  public func write(_ format: LetterFormat, to path: String, textWidth: Int = 80) throws(Findings) {
    try checkName(path)
    try AtomicFile.write(bytes(format, textWidth: textWidth), to: path)
  }
}
