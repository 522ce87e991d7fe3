import ArgumentParser
import DeterminationLetters
import FileSystem
import LetterBatch
import TemplateTools

struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what changes in letters: between two cases, two template sets, or an archive and today's set.",
    usage: """
      imr-letters diff A.json B.json
      imr-letters diff CASE... --from SET --to SET
      imr-letters diff manifest.ndjson --to SET
      """,
    discussion: """
      Changes with one cause are one group, with the number of letters and one example. Words of the case are shown as their places, such as \
      ‹case.number›, unless --show-values is given. A manifest stands for the letters of a batch as they were made, with the template set \
      that the batch kept. The exit code is 1 if anything differs, and 66 if an input or a kept set is gone.
      """)

  @Argument(help: ArgumentHelp("Cases as batch reads them, or the manifest of a batch.", valueName: "input"))
  var inputs: [String]

  @Option(help: ArgumentHelp("The template set as it was: a name, or the path of a folder.", valueName: "set"))
  var from: String?

  @Option(help: ArgumentHelp("The template set as it is to be.", valueName: "set"))
  var to: String?

  @Option(help: ArgumentHelp("For two cases: their template set.", valueName: "set"))
  var template: String?

  @Option(
    help: ArgumentHelp(
      "Also write the changes as a page for whoever approves them; - writes only the page, to standard output.",
      valueName: "file"))
  var html: String?

  @Flag(help: "Show words of the case too.")
  var showValues = false

  @Option(
    name: .customShort("j", allowingJoined: true),
    help: ArgumentHelp("How many cases to compare at a time (default: the number of cores).", valueName: "n"))
  var jobs: Int?

  @OptionGroup var folders: SetFolderOptions
  @OptionGroup var options: AuthorOptions

  func validate() throws {
    try OutputSuffix.require([".html", ".htm"], of: html, what: "a page")
    if from != nil, to == nil { throw ValidationError("--from needs --to") }
    if to == nil, inputs.count != 2 {
      throw ValidationError("give two cases, or --from and --to, or a manifest and --to")
    }
    if to != nil, from == nil, inputs.count != 1 || Folders.isFolder(inputs[0]) || inputs[0].hasSuffix(".json") {
      throw ValidationError("without --from, give one manifest; for cases, --from names the template set as it was")
    }
    if from != nil, let manifest = inputs.first(where: ManifestCases.isManifest) {
      throw ValidationError("“\(manifest)” is a manifest; the batch kept its template set, so leave --from out")
    }
    if template != nil, to != nil { throw ValidationError("--template is for two cases") }
    if let jobs, !(1...1_000).contains(jobs) { throw ValidationError("-j is a number from 1 to 1000") }
  }

  func run() async throws {
    let printer = options.printer(showsValues: showValues)
    let comparison: (report: ChangeReport, broken: Findings?)
    do throws(Findings) {
      if let html { try CaseStream.protect(inputs, from: html) }
      comparison = try await compare(printer)
      let view = ChangeView(report: comparison.report, showsValues: showValues)
      if html != "-" { try OutputFile.write(Array((options.json ? view.json : view.text).utf8), to: "-") }
      if let html { try OutputFile.write(Array(view.html.utf8), to: html) }
    } catch {
      printer.print(error)
      throw error.exitCode
    }
    if let broken = comparison.broken { throw broken.exitCode }
    if !comparison.report.isEmpty { throw ExitCode(1) }
  }

  /// - Throws: a finding if the page would replace a file that is compared.
  private func protect(_ files: [String]) throws(Findings) {
    guard let html else { return }
    for file in files { try OutputFile.protect(file, from: html, as: "a file that is compared") }
  }

  private func compare(_ printer: FindingPrinter) async throws(Findings) -> (report: ChangeReport, broken: Findings?) {
    guard let to else {
      let renderer = try folders.renderer(template ?? LetterRenderer.defaultTemplate)
      try protect(renderer.templateFilePaths)
      if template == nil {
        printer.note("with the template set “\(LetterRenderer.defaultTemplate)”; --template names another")
      }
      var report = ChangeReport()
      report.add(try ComparedLetter(CaseInput.read(inputs[0]), CaseInput.read(inputs[1]), renderer))
      return (report, nil)
    }
    let new = try folders.renderer(to)
    try protect(new.templateFilePaths)
    guard let from else { return try await compareArchive(to: new, printer) }
    let old = try folders.renderer(from)
    try protect(old.templateFilePaths)
    var stream = try CaseStream(inputs)
    return await compare(printer, next: { stream.next() }) { source throws(Findings) in
      try ComparedLetter(source, from: old, to: new)
    }
  }

  /// Compares the letters of a batch with what a set makes of their cases today.
  private func compareArchive(
    to new: LetterRenderer, _ printer: FindingPrinter
  ) async throws(Findings) -> (report: ChangeReport, broken: Findings?) {
    var cases = try ManifestCases(inputs[0])
    var problem: Findings?
    let result = await compare(
      printer,
      next: { () -> Result<(SourceText, LetterRenderer), Findings>? in
        do throws(Findings) {
          guard let (source, old) = try cases.next(folders.renderer) else { return nil }
          try protect([source.name])
          return .success((source, old))
        } catch {
          problem = error
          return nil
        }
      }
    ) { input throws(Findings) in try ComparedLetter(input.0, from: input.1, to: new) }
    if let problem { throw problem }
    return result
  }

  private func compare<Input: Sendable>(
    _ printer: FindingPrinter, next: () -> Result<Input, Findings>?,
    work: @escaping @Sendable (Input) throws(Findings) -> ComparedLetter
  ) async -> (report: ChangeReport, broken: Findings?) {
    var report = ChangeReport()
    var broken: Findings?
    await OrderedPipeline(jobs: jobs ?? BatchOptions.cores).run(
      next: next, isReady: { true },
      work: { (input: Result<Input, Findings>) -> Result<ComparedLetter, Findings> in
        do throws(Findings) {
          return .success(try work(input.get()))
        } catch {
          return .failure(error)
        }
      },
      finish: { result in
        switch result {
        case .success(let letter): report.add(letter)
        case .failure(let findings):
          printer.print(findings)
          broken = broken ?? findings
        }
        return true
      })
    return (report, broken)
  }
}
