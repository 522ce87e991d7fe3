import ArgumentParser
import DeterminationLetters
import Glibc
import TemplateTools

struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compares the letters of test cases with what they were when somebody accepted them.",
    discussion: """
      A test is a case file SET/tests/NAME.json. NAME.txt is the text of its letter, and NAME.outline the structure, languages, pages and \
      headings. Nothing is written without --accept or --review. The exit code is 1 if something differs, if a snapshot is missing or left \
      over, or if the tests take less of the template's branches than --coverage asks for; 65 if a case has errors; 78 if a set cannot be used.
      """)

  @Argument(help: ArgumentHelp("Template sets: names, or paths of folders.", valueName: "set"))
  var sets: [String]

  @Option(help: ArgumentHelp("The folder of the cases and snapshots, for one set.", valueName: "dir"))
  var cases: String?

  @Flag(help: "Take over all letters as they are now, and remove snapshots that are left over.")
  var accept = false

  @Flag(help: "Show each difference and ask whether to take it over.")
  var review = false

  @Option(help: ArgumentHelp("How many percent of the branches that can be taken the tests must take.", valueName: "n"))
  var coverage: Int?

  @OptionGroup var folders: SetFolderOptions
  @OptionGroup var values: CaseValueOptions
  @OptionGroup var options: AuthorOptions

  func validate() throws {
    if cases != nil, sets.count > 1 { throw ValidationError("--cases is for one set") }
    if accept, review { throw ValidationError("give --accept or --review, not both") }
    if let coverage, !(0...100).contains(coverage) { throw ValidationError("--coverage is a number from 0 to 100") }
    if review, isatty(STDIN_FILENO) != 1 {
      throw ValidationError("--review asks questions, so standard input must be a terminal")
    }
  }

  func run() throws {
    let printer = options.printer(showsValues: values.showValues)
    var isGood = true
    var (broken, unusable): (Findings?, Findings?) = (nil, nil)
    try reporting(printer) { () throws(Findings) in
      for set in sets {
        do throws(Findings) {
          let run = try TestRun(folders.renderer(set), cases: cases)
          let result = try run.run()
          for findings in result.broken { printer.print(findings) }
          broken = broken ?? result.broken.first
          if try !settle(run, result) {
            isGood = false
            if !accept, !review {
              printer.note("imr-letters test \(set) --accept takes over the letters as they are now")
            }
          }
          if !covers(run, result, printer) { isGood = false }
        } catch {
          // The other sets are tested all the same.
          guard sets.count > 1 else { throw error }
          printer.print(error)
          unusable = unusable ?? error
        }
      }
    }
    if let failure = unusable ?? broken { throw failure.exitCode }
    if !isGood { throw ExitCode(1) }
  }

  /// Shows, accepts or reviews the differences. Says whether none is left.
  private func settle(_ run: TestRun, _ result: TestRun.Result) throws(Findings) -> Bool {
    let report = TestReport(json: options.json)
    var open = 0
    if accept {
      for difference in result.differences { try difference.accept() }
      let kept = try run.removeLeftOver()
      report.accepted(result.differences.count, run.leftOver.filter { !kept.contains($0) })
      for path in kept { report.leftOver(path) }
      open = kept.count
    } else if review {
      var reviewer = TestReviewer(report: report)
      open = try reviewer.review(result.differences)
      open += run.leftOver.count
      for path in run.leftOver { report.leftOver(path) }
    } else {
      for difference in result.differences { report.show(difference) }
      for path in run.leftOver { report.leftOver(path) }
      open = result.differences.count + run.leftOver.count
    }
    let failed = Set(result.differences.map(\.test.name)).count
    report.summary(
      run.renderer.template.manifest.name, tests: run.tests.count, failed: open == 0 ? 0 : failed,
      broken: result.broken.count, leftOver: open == 0 ? 0 : run.leftOver.count)
    return open == 0
  }

  private func covers(_ run: TestRun, _ result: TestRun.Result, _ printer: FindingPrinter) -> Bool {
    let possible = run.possibleBranches
    let missed = possible.filter { !result.branches.contains($0) }
    let percent = possible.isEmpty ? 100 : 100 * (possible.count - missed.count) / possible.count
    printer.note("branches taken: \(possible.count - missed.count) of \(possible.count), \(percent) %")
    guard let coverage, percent < coverage else { return true }
    printer.note("imr-letters template sample SET --all makes cases that take every branch")
    for branch in missed { printer.note("no test takes \(branch.text(in: run.renderer.template))") }
    return false
  }
}
