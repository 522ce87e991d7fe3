import ArgumentParser
import DeterminationLetters

/// The options that choose the letter's kind and look.
struct TemplateOptions: ParsableArguments {
  @Option(help: "The template set: a name, or a folder (anything with a /) (default: imr-2016).")
  var template: String?

  @Option(help: ArgumentHelp("A folder with template sets, searched first.", valueName: "dir"))
  var templates: String?

  @Option(help: ArgumentHelp("The folder with the fonts.", valueName: "dir"))
  var fontPath: String?

  /// - Parameter known: the template set where the user names none.
  func renderer(strict: Bool = false, otherwise known: String? = nil) throws(Findings) -> LetterRenderer {
    if let fontPath { try FileCheck.requireFolder(fontPath, for: "--font-path") }
    if let templates { try FileCheck.requireFolder(templates, for: "--templates") }
    return try LetterRenderer(
      template: template ?? known ?? "imr-2016", resources: .standard(templates: templates, fonts: fontPath),
      strict: strict)
  }
}

/// The options that choose how findings are weighed and told.
struct FindingOptions: ParsableArguments {
  @Flag(help: "Count warnings as errors.")
  var strict = false

  @Flag(help: "Tell findings as JSON, one object a line.")
  var json = false

  @Flag(help: "Show the source line with a finding in a case file. It may hold patient text.")
  var showValues = false
}

/// The options that choose what is written.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .customShort("f"),
    help: ArgumentHelp("The formats, separated by commas: pdf, txt.", valueName: "formats"), transform: Self.formats)
  var formats: [LetterFormat] = []

  @Option(help: "The most characters a line of plain text has; 0 leaves paragraphs on one line each.")
  var width = 80

  func validate() throws {
    guard (0...10_000).contains(width) else { throw ValidationError("--width takes a number from 0 to 10000") }
  }

  private static func formats(_ list: String) throws -> [LetterFormat] {
    var formats: [LetterFormat] = []
    for name in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let format = LetterFormat(rawValue: String(name)) else {
        let known = LetterFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("there is no format “\(name)”; known are \(known)")
      }
      if !formats.contains(format) { formats.append(format) }
    }
    return formats
  }
}
