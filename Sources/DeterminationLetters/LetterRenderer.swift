import Digests
import FileSystem
import JSONText
import LetterDocument
import LetterTemplate
import PDFOutput
import Typesetting

/// Renders letters from case files.
///
/// Make a renderer once, with a template set and fonts. Then use it for any number of letters, from any number of tasks at once. The
/// same case file gives the same bytes.
///
/// ```swift
/// let renderer = try LetterRenderer(template: "imr-2016")
/// let letter = try renderer.render(contentsOf: "case.json")
/// try letter.write(.pdf, to: "letter.pdf")
/// ```
public struct LetterRenderer: Sendable {
  /// The template set that is used if nobody names one.
  public static let defaultTemplate = "imr-2016"

  /// The template set in use.
  package let template: TemplateSet
  /// The files of the template set.
  package let templateFiles: TemplateFilesInUse
  /// The files of the fonts that the set uses, by their names.
  private let fontFiles: [ExactText: [UInt8]]
  /// The digest of these files. Only batches need it, so it is not made for a single letter.
  package var fontDigest: SHA256 { SHA256(of: fontFiles.mapValues { SHA256(of: $0) }) }
  /// What the template set says without effect. Nothing is wrong with these.
  public let templateNotes: Findings
  /// What kind of PDF letters become.
  package var pdfOptions: PDFOptions { setter.pdfOptions }
  /// Whether findings in case files get an excerpt.
  package var keepsExcerpts = true
  private let setter: LetterSetter
  private let checker: CaseChecker
  /// The moment of `SOURCE_DATE_EPOCH`, for letters without a date of their own.
  package let defaultDate: DocumentDate?
  /// The keys that messages may show.
  private let schemaKeys: Set<String>

  /// Loads a template set and fonts.
  /// - Parameters:
  ///   - template: the name of a template set, or the path of its folder (with a `/`).
  ///   - resources: where template sets and fonts are looked for.
  ///   - rules: the rules that the template set can choose from. A set that names another rule is refused.
  ///   - strict: whether warnings count as errors, so that a letter with warnings is not made.
  ///   - pdf: what kind of PDF letters become.
  /// - Throws: everything that is wrong with the template set or the fonts.
  public init(
    template: String = defaultTemplate, resources: Resources = .standard(),
    rules: [RuleBook] = [.independentMedicalReview], strict: Bool = false, pdf: PDFOptions = PDFOptions()
  ) throws(Findings) {
    try self.init(unproven: template, resources: resources, rules: rules, strict: strict, pdf: pdf)
    try setter.proveFonts()
  }

  /// Loads a template set and fonts for one letter, which is made inside of ``provingFonts(_:)``.
  package init(
    unproven template: String, resources: Resources, rules: [RuleBook] = [.independentMedicalReview], strict: Bool,
    pdf: PDFOptions
  ) throws(Findings) {
    let (template, files) = try resources.templateSet(template)
    let (fonts, fontFiles) = try resources.fontLibrary(for: template)
    try self.init(
      unproven: template, files: files(), fonts: fonts, fontFiles: fontFiles, rules: rules, strict: strict, pdf: pdf)
  }

  /// Makes a renderer of a template set and fonts that were loaded already.
  /// - Parameter files: the files that were read, with the vocabularies of the rules.
  package init(
    template: TemplateSet, files: @autoclosure () -> TemplateFilesInUse, fonts: FontLibrary,
    fontFiles: [ExactText: [UInt8]],
    rules: [RuleBook] = [.independentMedicalReview], strict: Bool = false, pdf: PDFOptions = PDFOptions()
  ) throws(Findings) {
    try self.init(
      unproven: template, files: files(), fonts: fonts, fontFiles: fontFiles, rules: rules, strict: strict, pdf: pdf)
    try setter.proveFonts()
  }

  private init(
    unproven template: TemplateSet, files: @autoclosure () -> TemplateFilesInUse, fonts: FontLibrary,
    fontFiles: [ExactText: [UInt8]], rules: [RuleBook], strict: Bool, pdf: PDFOptions
  ) throws(Findings) {
    defaultDate = try Environment.sourceDate()
    self.template = template
    schemaKeys = template.schema.keys
    checker = try Self.checker(
      template, rules, strict, TemplateProof(template: template, typesetter: Typesetter(fonts: fonts)))
    templateFiles = files()
    templateNotes = Findings(
      template.notes.all + (try template.notesOnUnreadFiles(Set(templateFiles.contents.keys))))
    self.fontFiles = fontFiles
    setter = try LetterSetter(template: template, fonts: fonts, pdf: pdf)
  }

  /// The checks of cases. If the rules cannot be used, what else is wrong with the set is reported too.
  private static func checker(
    _ template: TemplateSet, _ rules: [RuleBook], _ strict: Bool, _ proof: TemplateProof
  ) throws(Findings) -> CaseChecker {
    do throws(Findings) {
      return try CaseChecker(template: template, books: rules, isStrict: strict)
    } catch {
      do throws(Findings) {
        try proof.check()
      } catch let other {
        throw Findings(error.all + other.all)
      }
      throw error
    }
  }

  /// Makes a letter and proves then that all fonts of the set can be embedded. The fonts of the letter are proven by the letter itself, so this
  /// takes less time than the proof before it. What is wrong with the fonts comes first, as it does in a batch.
  package func provingFonts<Result>(_ make: () throws(Findings) -> Result) throws(Findings) -> Result {
    let made: Result
    do throws(Findings) {
      made = try make()
    } catch {
      try setter.proveFonts()
      throw error
    }
    try setter.proveFonts()
    return made
  }

  // MARK: Rendering

  /// The letter of a case file.
  /// - Throws: everything that is wrong with the case file.
  public func render(contentsOf path: String) throws(Findings) -> RenderedLetter {
    try render(CaseInput.read(path))
  }

  /// The letter of a case file that is in memory.
  /// - Throws: everything that is wrong with it.
  public func render(_ source: SourceText) throws(Findings) -> RenderedLetter {
    try render(parse(source))
  }

  /// The letter of a case that is a Swift value, such as a ``Case``. It is encoded as JSON.
  /// - Parameter name: the name that findings show in place of a file's.
  /// - Throws: everything that is wrong with it. JSON Pointers give the places.
  public func render(_ value: some Encodable, name: String = "<value>") throws(Findings) -> RenderedLetter {
    try render(CaseInput.encode(value, name: name))
  }

  /// The letter of a case file that was parsed already.
  /// - Parameter isChecked: whether this case file was checked before and had neither errors nor warnings.
  package func render(_ document: JSONDocument, isChecked: Bool = false) throws(Findings) -> RenderedLetter {
    var document = document
    document.shownKeys = schemaKeys
    let guardian = ConfidentialGuard(document, paths: template.roles.confidential)
    let findings = isChecked ? Findings() : checker.check(document, guardedBy: guardian).redacted(by: guardian)
    guard !findings.hasErrors else { throw findings }
    let letter = try template.merge(document, defaultDate: defaultDate)
    let leaks = guardian.findings(in: letter)
    guard leaks.isEmpty else { throw Findings(findings.all + leaks) }
    return RenderedLetter(letter: letter, warnings: findings, document: document, guardian: guardian, setter: setter)
  }

  /// The letter of a case file with the reason for each of its words. The rules are not checked, because they give no errors.
  /// - Throws: everything that is wrong with the case file.
  package func trace(_ document: JSONDocument) throws(Findings) -> TracedLetter {
    let (document, guardian) = try validated(document)
    let traced = try template.trace(document, defaultDate: defaultDate)
    let leaks = guardian.findings(in: traced.letter)
    guard leaks.isEmpty else { throw Findings(leaks) }
    return traced
  }

  // MARK: Checking

  /// - Throws: everything that is wrong with the data of a case. The rules are not checked, because they give no errors, and no letter is made.
  package func requireValid(_ document: JSONDocument) throws(Findings) { _ = try validated(document) }

  private func validated(_ document: JSONDocument) throws(Findings) -> (JSONDocument, ConfidentialGuard) {
    var document = document
    document.shownKeys = schemaKeys
    let guardian = ConfidentialGuard(document, paths: template.roles.confidential)
    let findings = checker.check(document, guardedBy: guardian, usingRules: false).redacted(by: guardian)
    guard !findings.hasErrors else { throw findings }
    return (document, guardian)
  }

  /// Everything that is wrong with a case file, errors and warnings, at once and in the order of the file. Nothing is written. If there are
  /// no errors, the letter can be made.
  public func check(_ source: SourceText) -> Findings {
    do throws(Findings) {
      return check(try parse(source))
    } catch {
      return error
    }
  }

  /// Everything that is wrong with a case file that was parsed already.
  package func check(_ document: JSONDocument) -> Findings {
    check(document) { typesetter, letter throws(TypesettingError) in try typesetter.check(letter) }.findings
  }

  /// Everything that is wrong with a case file, and how many pages its letter has if it has no errors.
  package func measure(_ document: JSONDocument) -> (findings: Findings, pages: Int?) {
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
        return (
          letter.warnings,
          try setter.setting(letter.letter, document: letter.document, leaving: pdfOptions.signatureField?.area, work)
        )
      } catch {
        return (checker.weigh(Findings(letter.warnings.all + error.all)).redacted(by: letter.guardian), nil)
      }
    } catch {
      return (error, nil)
    }
  }

  /// The letter laid out on pages.
  package func typeset(_ letter: Letter, document: JSONDocument, leaving area: Area?) throws(Findings) -> TypesetLetter
  {
    try setter.typeset(letter, document: document, leaving: area)
  }

  /// Pages as a PDF.
  package func pdf(
    of pages: TypesetLetter, metadata: DocumentMetadata, options: PDFOptions
  ) throws(Findings) -> WrittenPDF {
    try setter.pdf(of: pages, metadata: metadata, options: options)
  }
}
