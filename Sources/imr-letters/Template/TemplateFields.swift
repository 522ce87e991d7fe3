import ArgumentParser
import DeterminationLetters
import FileSystem
import TemplateTools

struct TemplateFields: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields", abstract: "Lists the fields that letters of a template set can print.",
    discussion: """
      For each field: its place in the data ([] is each element of a list), what it can be, whether a valid case file may lack it, and the \
      lines of the template that print it or ask for it. Fields that the template does not read follow.
      """)

  @OptionGroup var set: SetOptions
  @OptionGroup var options: AuthorOptions

  func run() throws {
    try reporting(options.printer) { () throws(Findings) in
      let table = FieldTable(try set.renderer().template)
      try OutputFile.write(Array((options.json ? table.json : table.text).utf8), to: "-")
    }
  }
}
