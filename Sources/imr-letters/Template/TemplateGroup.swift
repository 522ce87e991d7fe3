import ArgumentParser
import DeterminationLetters
import FileSystem

/// The commands for people who write templates. None of them needs data of a real case.
struct TemplateGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "Commands for authors of template sets.",
    subcommands: [TemplateNew.self, TemplateCheck.self, TemplateFields.self, TemplateSample.self, TemplateRead.self])
}

/// The template set that a command is about, and where its files are.
struct SetOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The template set: a name, or the path of its folder.", valueName: "set"))
  var set: String

  @OptionGroup var folders: SetFolderOptions

  func renderer() throws(Findings) -> LetterRenderer { try folders.renderer(set) }
}

/// Where template sets and fonts are looked for.
struct SetFolderOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A folder with template sets, searched first.", valueName: "dir"))
  var templates: String?

  @Option(help: ArgumentHelp("The folder with the fonts.", valueName: "dir"))
  var fontPath: String?

  var resources: Resources { .standard(templates: templates, fonts: fontPath) }

  /// Loads a set.
  func renderer(_ set: String) throws(Findings) -> LetterRenderer {
    try require()
    return try LetterRenderer(template: path(of: set), resources: resources)
  }

  /// What the library calls a set. Authors work in the folder that holds their set, so a folder there needs no slash.
  func path(of set: String) -> String {
    let path = Self.withSlash(set)
    return !path.contains("/") && Folders.exists("\(path)/manifest.json") ? "./" + path : path
  }

  /// The folder where somebody works, and the one above it, need no slash.
  static func withSlash(_ set: String) -> String { set == "." || set == ".." ? set + "/" : set }

  /// - Throws: a finding if a folder that an option names is not there.
  func require() throws(Findings) {
    if let fontPath { try Folders.require(fontPath, for: "--font-path") }
    if let templates { try Folders.require(templates, for: "--templates") }
  }
}

/// How findings are shown by commands for authors.
struct AuthorOptions: ParsableArguments {
  @Flag(help: "Print findings and results as JSON, one object per line.")
  var json = false

  var printer: FindingPrinter { printer(showsValues: false) }

  /// - Parameter showsValues: whether findings in a case file show its words.
  func printer(showsValues: Bool) -> FindingPrinter {
    var options = FindingOptions()
    (options.json, options.showValues, options.strict, options.notes) = (json, showsValues, false, true)
    return FindingPrinter(options, json: .standardOutput)
  }
}

/// For commands for authors that read case files, which may be those of people.
struct CaseValueOptions: ParsableArguments {
  @Flag(
    help:
      "With each finding in a case file, also show the source line. It may contain patient text. Cases with confidential values show none."
  )
  var showValues = false
}

extension ParsableCommand {
  /// Carries out a command and turns its findings into messages and an exit code.
  func reporting(_ printer: FindingPrinter, _ work: () throws(Findings) -> Void) throws {
    do throws(Findings) {
      try work()
    } catch {
      printer.print(error)
      throw error.exitCode
    }
  }
}
