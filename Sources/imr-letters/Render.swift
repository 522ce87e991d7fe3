import ArgumentParser
import DeterminationLetters
import FileSystem

struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Renders one letter.",
    discussion: """
      Without -o the letter is written to the working directory, with the name of the case file. Without -f the suffix of -o \
      chooses the format. With several formats, each file gets its own suffix instead of the suffix of -o.
      """)

  @Argument(help: ArgumentHelp("The case file; - is standard input.", valueName: "case.json"))
  var input: String

  @Option(name: .customShort("o"), help: ArgumentHelp("The file to write; - is standard output.", valueName: "path"))
  var output: String?

  @OptionGroup var templateOptions: TemplateOptions
  @OptionGroup var outputOptions: OutputOptions
  @OptionGroup var pdfOptions: PDFOptionGroup
  @OptionGroup var findingOptions: FindingOptions

  func validate() throws {
    if output == "-", outputOptions.formats.count > 1 {
      throw ValidationError("standard output takes one format; name only one with -f")
    }
    if output?.isEmpty == true { throw ValidationError("-o takes a path or -") }
    try checkSuffix()
    try outputOptions.requireText(among: formats)
    try pdfOptions.requirePDF(among: formats)
  }

  /// The suffix of -o must belong to a format that is written.
  private func checkSuffix() throws {
    guard let output, let suffix = OutputSuffix.of(output) else { return }
    guard let format = LetterFormat(suffixOf: output) else {
      throw ValidationError("“\(suffix)” is not the suffix of a format; the formats are \(LetterFormat.list)")
    }
    guard outputOptions.formats.isEmpty || outputOptions.formats.contains(format) else {
      throw ValidationError("-o names a .\(format.rawValue) file, but -f does not name that format")
    }
  }

  func run() throws {
    let printer = FindingPrinter(findingOptions)
    do throws(Findings) {
      for format in formats { try OutputFile.protect(input, from: path(for: format)) }
      let renderer = try templateOptions.rendererOfOne(strict: findingOptions.strict, pdf: pdfOptions.options)
      // All formats are made before the first is written, and all are written together, so that after an error there is no file.
      let contents = try renderer.provingFonts { () throws(Findings) in try files(renderer, printer) }
      try OutputFile.write(contents)
    } catch {
      printer.print(error)
      throw error.exitCode
    }
  }

  /// The letter in each format, with the path of its file.
  private func files(
    _ renderer: LetterRenderer, _ printer: FindingPrinter
  ) throws(Findings) -> [(path: String, bytes: [UInt8])] {
    let letter = try renderer.render(CaseInput.read(input))
    printer.sumUp(renderer.templateNotes)
    printer.print(letter.warnings)
    printer.sumUpCaseNotes()
    for format in formats {
      // First, because messages have the path.
      try letter.checkName(path(for: format))
      for file in renderer.templateFilePaths {
        try OutputFile.protect(file, from: path(for: format), as: "a file of the template set")
      }
      if format == .pdf { try SignedLetter.protect(path(for: format)) }
    }
    var contents: [(path: String, bytes: [UInt8])] = []
    for format in formats {
      contents.append((path(for: format), try letter.bytes(format, textWidth: outputOptions.textWidth)))
    }
    return contents
  }

  /// The formats of `-f`, or else the format of the suffix of `-o`, or else PDF.
  private var formats: [LetterFormat] {
    if !outputOptions.formats.isEmpty { return outputOptions.formats }
    return [output.flatMap { LetterFormat(suffixOf: $0) } ?? .pdf]
  }

  private func path(for format: LetterFormat) -> String {
    guard let output else { return CaseInput.stem(of: input) + "." + format.rawValue }
    if output == "-" || formats.count == 1 { return output }
    let base = LetterFormat(suffixOf: output).map { String(output.dropLast($0.rawValue.count + 1)) } ?? output
    return base + "." + format.rawValue
  }
}
