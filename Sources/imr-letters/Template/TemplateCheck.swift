import ArgumentParser
import DeterminationLetters
import TemplateTools

struct TemplateCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Reports everything that is wrong with a template set, without data.",
    discussion: """
      Also reports branches that no valid case file takes, and examples that the schema does not allow. The exit code is 78 if the set cannot be used \
      or, with --strict, if there are warnings, and 0 otherwise.
      """)

  @OptionGroup var set: SetOptions
  @OptionGroup var options: AuthorOptions

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  func run() throws {
    let printer = options.printer
    var hasWarnings = false
    try reporting(printer) { () throws(Findings) in
      let renderer = try set.renderer()
      let dead = TemplateInspection.deadBranches(of: renderer.template)
      for findings in [renderer.templateNotes, dead, TemplateInspection.badExamples(of: renderer.template)] {
        printer.print(findings)
        hasWarnings = hasWarnings || !findings.warnings.isEmpty
      }
      let branches = renderer.template.branches.count(where: \.isReachable)
      printer.note("the set “\(renderer.template.manifest.name)” can be used; it has \(branches) branches")
    }
    if strict, hasWarnings { throw ExitCode(78) }
  }
}
