import ArgumentParser
import DeterminationLetters
import FileSystem

/// The options that choose the template set and the fonts.
struct TemplateOptions: ParsableArguments {
  @Option(
    help: "The template set: a name, or a folder (anything with a /) (default: \(LetterRenderer.defaultTemplate)).")
  var template: String?

  @OptionGroup var folders: SetFolderOptions

  var resources: Resources { folders.resources }

  /// - Parameter fallback: the template set if the user names none.
  func renderer(
    strict: Bool = false, fallback: String? = nil, pdf: PDFOptions = PDFOptions()
  ) throws(Findings) -> LetterRenderer {
    try folders.require()
    return try LetterRenderer(
      template: set ?? fallback ?? LetterRenderer.defaultTemplate, resources: resources, strict: strict, pdf: pdf)
  }

  /// The renderer of one letter, which is made inside of `provingFonts`.
  func rendererOfOne(strict: Bool, pdf: PDFOptions) throws(Findings) -> LetterRenderer {
    try folders.require()
    return try LetterRenderer(
      unproven: set ?? LetterRenderer.defaultTemplate, resources: resources, strict: strict, pdf: pdf)
  }

  /// What the library calls the set. A name is not looked for in the folder where somebody works, as authors want it
  /// (``SetFolderOptions/path(of:)``): a case must not become another letter because such a folder is there.
  private var set: String? { template.map(SetFolderOptions.withSlash) }
}

/// The options that choose what kind of PDF letters become.
struct PDFOptionGroup: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The standard of PDFs: ua-1 (PDF/UA-1 and PDF/A-2a, the default) or ua-2 (PDF/UA-2 and PDF/A-4, PDF 2.0, which fewer programs read).
      """, valueName: "standard"), transform: Self.standard)
  var pdf: PDFStandard?

  @Option(
    help: ArgumentHelp(
      """
      Reserve a field for a signature: invisible, X,Y,W,H in points from the top left corner of the last page, or none. Without this \
      option the manifest of the template set decides. A letter whose text touches the field is refused.
      """, valueName: "field"), transform: Self.field)
  var signatureField: SignatureField?

  var options: PDFOptions { PDFOptions(standard: pdf ?? .ua1, signatureField: signatureField) }

  /// Refuses options that would have no effect, because no PDF is written.
  func requirePDF(among formats: [LetterFormat]) throws {
    guard !formats.contains(.pdf) else { return }
    if pdf != nil { throw ValidationError("--pdf is for PDFs, and no PDF is written; add pdf to -f") }
    if signatureField != nil {
      throw ValidationError("--signature-field is for PDFs, and no PDF is written; add pdf to -f")
    }
  }

  private static func standard(_ text: String) throws -> PDFStandard {
    guard let standard = PDFStandard(rawValue: text) else {
      let known = PDFStandard.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("there is no standard “\(text)”; the standards are \(known)")
    }
    return standard
  }

  private static func field(_ text: String) throws -> SignatureField {
    guard let field = SignatureField(text) else {
      throw ValidationError("--signature-field takes invisible, none, or X,Y,W,H, such as 72,640,200,50")
    }
    return field
  }
}

/// The options that choose how findings count and how they are shown.
struct FindingOptions: ParsableArguments {
  @Flag(help: "Treat warnings as errors.")
  var strict = false

  @Flag(help: "Print findings as JSON, one object per line.")
  var json = false

  @Flag(help: "Show notes about cases too. Without it, one line says how many there are.")
  var notes = false

  @Flag(
    help:
      "With each finding in a case file, also show the source line. It may contain patient text. Cases with confidential values show none."
  )
  var showValues = false
}

/// The options that choose what is written.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .customShort("f"),
    help: ArgumentHelp("The formats, separated by commas: \(LetterFormat.list).", valueName: "formats"),
    transform: Self.formats)
  var formats: [LetterFormat] = []

  @Option(
    help: """
      The longest line of plain text, in characters (default: 80). Longer words are split. 0: one line per paragraph.
      """)
  var width: Int?

  /// The longest line of plain text, in characters.
  var textWidth: Int { width ?? 80 }

  func validate() throws {
    guard (0...10_000).contains(textWidth) else { throw ValidationError("--width must be a number from 0 to 10000") }
  }

  /// Refuses a width that would have no effect, because no plain text is written.
  func requireText(among formats: [LetterFormat]) throws {
    if width != nil, !formats.contains(.txt) {
      throw ValidationError("--width is for plain text, and none is written; add txt to -f")
    }
  }

  private static func formats(_ list: String) throws -> [LetterFormat] {
    var formats: [LetterFormat] = []
    for name in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let format = LetterFormat(rawValue: String(name)) else {
        throw ValidationError("there is no format “\(name)”; the formats are \(LetterFormat.list)")
      }
      if !formats.contains(format) { formats.append(format) }
    }
    return formats
  }
}
