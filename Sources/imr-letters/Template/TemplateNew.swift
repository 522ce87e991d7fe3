import ArgumentParser
import DeterminationLetters
import TemplateTools

struct TemplateNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Makes a template set to start from.",
    discussion: """
      The set has a letter, a stylesheet, a schema, a manifest and a test, and renders at once. With --from it extends another set: it gets \
      the letter's words to change, and everything else comes from the other set. A folder that is not empty is refused (exit code 73).
      """)

  @Argument(help: ArgumentHelp("The folder of the new set.", valueName: "dir"))
  var folder: String

  @Option(help: ArgumentHelp("The set to extend: a name, or the path of its folder.", valueName: "set"))
  var from: String?

  @OptionGroup var folders: SetFolderOptions
  @OptionGroup var options: AuthorOptions

  func run() throws {
    let printer = options.printer
    try reporting(printer) { () throws(Findings) in
      let starter = TemplateStarter(folder: folder, resources: folders.resources)
      let files = if let from { try starter.make(from: folders.renderer(from)) } else { try starter.make() }
      for file in files { printer.note("wrote \(file)") }
      printer.note(
        "try: imr-letters preview \(folder); imr-letters test \(folder); imr-letters render \(folder)/tests/example.json --template \(folder)/"
      )
    }
  }
}
