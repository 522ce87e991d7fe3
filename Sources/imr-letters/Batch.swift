import ArgumentParser
import DeterminationLetters

struct Batch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Renders many letters into a folder.",
    discussion: """
      Letters are named by their case number, else by the input file's name (and the record's line in it). A bad record is \
      reported and the rest go on; the exit code is 1 then.
      """)

  @Argument(
    help: ArgumentHelp(
      "Folders of case files, JSON files, NDJSON files (.ndjson, .jsonl); - is NDJSON on standard input.",
      valueName: "input"))
  var inputs: [String]

  @Option(name: .customShort("o"), help: ArgumentHelp("The folder to write to.", valueName: "dir"))
  var folder: String

  @Option(name: .customShort("j"), help: ArgumentHelp("How many letters are rendered at a time.", valueName: "n"))
  var jobs = 1

  @OptionGroup var templateOptions: TemplateOptions
  @OptionGroup var outputOptions: OutputOptions
  @OptionGroup var findingOptions: FindingOptions

  func validate() throws {
    guard (1...1_024).contains(jobs) else { throw ValidationError("-j takes a number from 1 to 1024") }
    guard !folder.isEmpty else { throw ValidationError("-o takes a folder") }
  }

  func run() async throws {
    let printer = FindingPrinter(findingOptions)
    var outputFailure: ExitCode?
    let summary: BatchRenderer.Summary
    do throws(Findings) {
      let batch = BatchRenderer(
        renderer: try templateOptions.renderer(strict: findingOptions.strict), folder: folder,
        formats: outputOptions.formats.isEmpty ? [.pdf] : outputOptions.formats, textWidth: outputOptions.width,
        jobs: jobs)
      summary = try await batch.run(inputs) { outcome in
        printer.print(outcome.findings)
        if outcome.isRejected, outcome.findings.concernsOutput { outputFailure = outcome.findings.exitCode }
      }
    } catch {
      printer.print(error)
      throw error.exitCode
    }
    printer.note("\(summary.written) written, \(summary.rejected) rejected")
    if let outputFailure { throw outputFailure }
    if summary.rejected > 0 { throw ExitCode(1) }
  }
}
