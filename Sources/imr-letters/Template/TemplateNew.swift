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
      let (set, example) = (Self.argument(folder), Self.argument(folder + "/tests/example.json"))
      printer.note(
        "try: imr-letters preview \(set); imr-letters test \(set); imr-letters render \(example) --template \(Self.argument(folder + "/"))"
      )
    }
  }

  /// A path as a shell takes it for one argument, which is no option.
  private static func argument(_ path: String) -> String {
    let path = path.hasPrefix("-") ? "./" + path : path
    let isPlain = path.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || "._-/".utf8.contains($0)
    }
    return isPlain
      ? path : "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
