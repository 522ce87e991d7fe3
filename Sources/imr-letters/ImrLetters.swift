import ArgumentParser
import DeterminationLetters

@main
struct ImrLetters: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imr-letters",
    abstract: "Renders Independent Medical Review determination letters from JSON case files.",
    discussion: """
      Exit codes: 0 done; 1 done, but some records were rejected; 64 usage; 65 data unusable; 66 input missing; 70 defect of \
      this program; 73 output cannot be created; 74 read or write error; 78 template set or font broken; 130 or 143 \
      interrupted, can be resumed.
      """,
    version: Version.number,
    subcommands: [Render.self, Batch.self, Check.self, Verify.self, Explain.self, Codes.self])
}
