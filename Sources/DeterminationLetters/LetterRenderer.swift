import Glibc
import JSONText
import LetterDocument
import LetterTemplate
import PDFOutput
import Typesetting

/// Renders determination letters from case files.
///
/// Made once, with a template set and fonts; then used for any number of letters, from any number of tasks at once. The same
/// case file gives the same bytes.
///
/// ```swift
/// let renderer = try LetterRenderer(template: "imr-2016")
/// let letter = try renderer.render(contentsOf: "case.json")
/// try letter.write(.pdf, to: "letter.pdf")
/// ```
public struct LetterRenderer: Sendable {
  /// The template set in use.
  public let template: TemplateSet
  /// The digest of the template set's files.
  let templateDigest: SHA256
  /// The digest of the fonts' files.
  let fontDigest: SHA256
  private let typesetter: Typesetter
  private let writer: PDFWriter
  private let checker: CaseChecker
  private let defaultDate: DocumentDate?

  /// Loads a template set and fonts.
  /// - Parameters:
  ///   - template: the name of a template set, or the path of its folder (with a `/`).
  ///   - resources: where template sets and fonts are looked for.
  ///   - strict: whether a warning keeps a letter from being made, as an error does.
  /// - Throws: everything that is wrong with the template set or the fonts.
  public init(
    template: String = "imr-2016", resources: Resources = .standard(), strict: Bool = false
  ) throws(Findings) {
    defaultDate = try Self.sourceDate()
    (self.template, templateDigest) = try resources.templateSet(template)
    checker = try CaseChecker(template: self.template, isStrict: strict)
    let (fonts, fontDigest) = try resources.fontLibrary()
    self.fontDigest = fontDigest
    typesetter = Typesetter(fonts: fonts)
    do {
      writer = try PDFWriter(producer: Version.producer)
    } catch {
      throw Findings(Finding(.defect, error.description))
    }
    try checkFaces()
  }

  /// The letter of a case file.
  /// - Throws: everything that is wrong with the case file.
  public func render(contentsOf path: String) throws(Findings) -> RenderedLetter {
    let limits = JSONLimits()
    return try render(SourceText(name: path, bytes: Files.requiredContents(path, limit: limits.bytes)))
  }

  /// The letter of a case file that was read already, or that never was a file.
  /// - Throws: everything that is wrong with it.
  public func render(_ source: SourceText) throws(Findings) -> RenderedLetter {
    try render(JSONDocument(parsing: source))
  }

  /// The letter of a case file that was parsed already.
  /// - Parameter isChecked: whether this very case file was checked and found to be without errors, warnings included.
  func render(_ document: JSONDocument, isChecked: Bool = false) throws(Findings) -> RenderedLetter {
    let guardian = ConfidentialGuard(document)
    let findings = isChecked ? Findings() : checker.check(document, guardedBy: guardian).redacted(by: guardian)
    guard !findings.hasErrors else { throw findings }
    let letter = try template.merge(document, defaultDate: defaultDate)
    let leaks = guardian.findings(in: letter)
    guard leaks.isEmpty else { throw Findings(findings.all + leaks) }
    return RenderedLetter(letter: letter, warnings: findings, document: document, guardian: guardian, renderer: self)
  }

  /// The letter of a case made in Swift.
  /// - Throws: everything that is wrong with it; JSON Pointers say where.
  public func render(_ determination: Case) throws(Findings) -> RenderedLetter {
    do {
      return try render(determination.caseFile())
    } catch let findings as Findings {
      throw findings
    } catch {
      throw Findings(Finding(.defect, "the case cannot be encoded: \(error)"))
    }
  }

  /// Everything that is wrong with a case file, errors and warnings, at once and in the order of the file. Nothing is written; a
  /// case without errors is one of which a letter can be made.
  public func check(_ source: SourceText) -> Findings {
    do throws(Findings) {
      return check(try JSONDocument(parsing: source))
    } catch {
      return error
    }
  }

  /// Everything that is wrong with a case file that was parsed already.
  func check(_ document: JSONDocument) -> Findings {
    check(document) { typesetter, letter throws(TypesettingError) in try typesetter.check(letter) }.findings
  }

  /// Everything that is wrong with a case file, and how many pages its letter has if it has no errors.
  func measure(_ document: JSONDocument) -> (findings: Findings, pages: Int?) {
    let (findings, pages) = check(document) { typesetter, letter throws(TypesettingError) in
      try typesetter.typeset(letter).pages.count
    }
    return (findings, pages)
  }

  private func check<Result>(
    _ document: JSONDocument, bySetting work: (Typesetter, Letter) throws(TypesettingError) -> Result
  ) -> (findings: Findings, result: Result?) {
    do throws(Findings) {
      let letter = try render(document)
      do throws(Findings) {
        return (letter.warnings, try setting(letter.letter, document: letter.document, work))
      } catch {
        return (checker.weigh(Findings(letter.warnings.all + error.all)).redacted(by: letter.guardian), nil)
      }
    } catch {
      return (error, nil)
    }
  }

  /// Sets a letter or checks whether it can be set; problems become findings with their places.
  private func setting<Result>(
    _ letter: Letter, document: JSONDocument, _ work: (Typesetter, Letter) throws(TypesettingError) -> Result
  ) throws(Findings) -> Result {
    do {
      return try work(typesetter, letter)
    } catch {
      throw Findings(error.problems.withoutRepetitions.map { $0.finding(in: document, template: template) })
    }
  }

  /// The letter laid out on pages.
  func typeset(_ letter: Letter, document: JSONDocument) throws(Findings) -> TypesetLetter {
    try setting(letter, document: document) { typesetter, letter throws(TypesettingError) in
      try typesetter.typeset(letter)
    }
  }

  func pdf(of letter: Letter, document: JSONDocument) throws(Findings) -> (bytes: [UInt8], pageCount: Int) {
    let pages = try typeset(letter, document: document)
    return (try pdf(of: pages, metadata: DocumentMetadata(letter)), pages.pages.count)
  }

  func pdf(of pages: TypesetLetter, metadata: DocumentMetadata) throws(Findings) -> [UInt8] {
    try Self.asFindings { () throws(PDFError) in try writer.write(pages, metadata: metadata) }
  }

  /// What the PDF writer throws, as findings.
  static func asFindings<Result>(_ write: () throws(PDFError) -> Result) throws(Findings) -> Result {
    do {
      return try write()
    } catch PDFError.subsetting(let face) {
      throw Findings(
        Finding(.badFont, "no subset can be made of the font \(face)", fix: "replace it by the original file"))
    } catch PDFError.notConforming(let demands) {
      throw Findings(
        demands.map {
          Finding(
            .notConforming, "the template set makes letters that do not meet “\($0.rawValue)”, \($0.clauses)",
            fix: "mend letter.html")
        })
    } catch {
      throw Findings(Finding(.defect, "\(error)", fix: "please report it with the case file's shape, not its content"))
    }
  }

  /// Every face that the stylesheet names must be there before the first letter is.
  private func checkFaces() throws(Findings) {
    let names = Set(template.styles.map { FontFace.Description(family: $0.fontFamily, isBold: $0.isBold) })
    let missing = names.filter { typesetter.fonts[$0] == nil }.sorted { $0.description < $1.description }
    guard missing.isEmpty else {
      throw Findings(missing.map { TypesettingProblem.faceMissing($0, available: typesetter.fonts.names).finding() })
    }
  }

  /// SOURCE_DATE_EPOCH (reproducible-builds.org): the day of documents whose data have none.
  private static func sourceDate() throws(Findings) -> DocumentDate? {
    guard let value = getenv("SOURCE_DATE_EPOCH") else { return nil }
    guard let seconds = Int(String(cString: value)), (0...253_402_300_799).contains(seconds) else {
      throw Findings(Finding(.badEnvironment, "SOURCE_DATE_EPOCH is not a number of seconds since 1970"))
    }
    return DocumentDate(secondsSince1970: seconds)
  }
}
