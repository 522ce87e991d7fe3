import ArgumentParser
import DeterminationLetters
import FileSystem
import LetterBatch
import TemplateTools

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a table of cases.",
    discussion: """
      The manifest of the template set says which fields are columns, and of which list each element is a row; for Independent Medical Review \
      these are the disputed items. The suffix of the output is its format: .csv (RFC 4180) or .ndjson. A cell that begins with = + - or @, with \
      a tab or with a line end gets an apostrophe, so that no program takes it for a formula. Cases with errors are reported and left out; the exit code is then 65.
      """)

  @Argument(help: ArgumentHelp("Cases, as batch reads them.", valueName: "input"))
  var inputs: [String]

  @Option(name: .customShort("o"), help: ArgumentHelp("The table, with the suffix .csv or .ndjson.", valueName: "file"))
  var output: String

  @OptionGroup var templateOptions: TemplateOptions
  @OptionGroup var values: CaseValueOptions
  @OptionGroup var options: AuthorOptions

  func validate() throws { _ = try format() }

  private func format() throws -> TableFormat {
    guard let suffix = OutputSuffix.of(output), let format = TableFormat(rawValue: String(suffix.dropFirst())) else {
      throw ValidationError("the output “\(output)” needs the suffix .csv or .ndjson")
    }
    return format
  }

  func run() throws {
    let printer = options.printer(showsValues: values.showValues)
    let format = try format()
    var broken: Findings?
    var (rows, usable) = (0, 0)
    try reporting(printer) { () throws(Findings) in
      try CaseStream.protect(inputs, from: output)
      let table = try CaseTable(templateOptions.renderer())
      var stream = try CaseStream(inputs)
      var bytes = Array(format.head(table.names).utf8)
      while let record = stream.next() {
        do throws(Findings) {
          for cells in try table.rows(of: record.get()) {
            bytes += Array(format.row(table.names, cells).utf8)
            rows += 1
          }
          usable += 1
        } catch {
          printer.print(error)
          broken = broken ?? error
        }
      }
      // A table with nothing but its head would replace a good one.
      if usable == 0, broken != nil { return }
      try OutputFile.write(bytes, to: output)
    }
    printer.note(usable == 0 && broken != nil ? "no table was written, because no case could be used" : "rows: \(rows)")
    if let broken { throw broken.exitCode }
  }
}
