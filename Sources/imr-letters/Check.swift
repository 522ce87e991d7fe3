import ArgumentParser
import DeterminationLetters
import LetterBatch

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reports everything that is wrong with case files, and renders nothing.",
    discussion: """
      Reads the same inputs as batch. The exit code is 65 if a case has errors, because its letter cannot be made. Warnings alone \
      give 0, unless --strict makes them errors. With --json, findings go to standard output, one JSON object per line.
      """)

  @Argument(
    help: ArgumentHelp(
      "Case files, folders of case files, JSON arrays, NDJSON files (.ndjson, .jsonl); - is standard input.",
      valueName: "input"))
  var inputs: [String]

  @OptionGroup var templateOptions: TemplateOptions
  @OptionGroup var pdfOptions: PDFOptionGroup
  @OptionGroup var findingOptions: FindingOptions

  func run() throws {
    let printer = FindingPrinter(findingOptions, json: .standardOutput)
    let summary: BatchChecker.Summary
    do throws(Findings) {
      let renderer = try templateOptions.renderer(strict: findingOptions.strict, pdf: pdfOptions.options)
      printer.print(renderer.templateNotes)
      let checker = BatchChecker(renderer: renderer)
      summary = try checker.run(inputs) { findings in printer.print(findings) }
    } catch {
      printer.print(error)
      throw error.exitCode
    }
    printer.sumUpCaseNotes()
    printer.note(
      "cases checked: \(summary.cases), with errors: \(summary.withErrors); errors: \(summary.errors), warnings: \(summary.warnings)"
    )
    if let first = summary.firstError { throw first.exitCode }
  }
}
