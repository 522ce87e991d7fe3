import ArgumentParser
import DeterminationLetters
import FileSystem
import TemplateTools

struct TemplateRead: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Writes the wording of a template set as a page, with every condition in words.",
    discussion: """
      The page is for people who approve the wording. It needs no data and no other file. Fields and conditions have the titles of the schema.
      """)

  @OptionGroup var set: SetOptions

  @Option(help: ArgumentHelp("The page; - is standard output.", valueName: "file"))
  var html: String

  @OptionGroup var options: AuthorOptions

  func validate() throws { try OutputSuffix.require([".html", ".htm"], of: html, what: "a page") }

  func run() throws {
    try reporting(options.printer) { () throws(Findings) in
      let renderer = try set.renderer()
      for file in renderer.templateFilePaths { try OutputFile.protect(file, from: html, as: "a file of the set") }
      try OutputFile.write(Array(TemplatePage(renderer.template).html.utf8), to: html)
    }
  }
}
