import ArgumentParser
import DeterminationLetters

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Proves that a PDF says what its case says.",
    discussion: """
      Reads every visible character back from the PDF's content streams and compares them with the letter of the case file. \
      Exit code 65 where they differ.
      """)

  @Argument(help: ArgumentHelp("The PDF.", valueName: "letter.pdf"))
  var letter: String

  @Option(name: .customLong("case"), help: ArgumentHelp("The case file; - is standard input.", valueName: "case.json"))
  var caseFile: String

  @OptionGroup var templateOptions: TemplateOptions
  @OptionGroup var findingOptions: FindingOptions

  func run() throws {
    let printer = FindingPrinter(findingOptions)
    do throws(Findings) {
      let rendered = try templateOptions.renderer(strict: findingOptions.strict).render(CaseInput.read(caseFile))
      try rendered.verify(pdf: CaseInput.bytes(letter), name: letter)
      printer.note("“\(letter)” says what its case says")
    } catch {
      printer.print(error)
      throw error.exitCode
    }
  }
}
