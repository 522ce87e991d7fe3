import ArgumentParser
import DeterminationLetters
import FileSystem
import JSONText
import TemplateTools

struct TemplateSample: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Makes a case file that is valid for a template set.",
    discussion: """
      Its words come from the examples in the schema. With --all it makes cases that together take every branch of the template: one JSON \
      object per line, or with -o one file each. The exit code is then 1 if a branch was not reached.
      """)

  @OptionGroup var set: SetOptions

  @Flag(help: "Make cases that together take every branch of the template.")
  var all = false

  @Option(
    name: .customShort("o"),
    help: ArgumentHelp("Write the case to this file. With --all: the folder for the cases.", valueName: "path"))
  var output: String?

  @OptionGroup var options: AuthorOptions

  func validate() throws {
    if !all { try OutputSuffix.require([".json"], of: output, what: "a case") }
  }

  func run() throws {
    let printer = options.printer
    var isComplete = true
    try reporting(printer) { () throws(Findings) in
      let renderer = try set.renderer()
      let maker = SampleMaker(renderer: renderer)
      guard all else {
        let file = (path: output ?? "-", bytes: Array(try maker.least().utf8))
        try Self.keepOthers([file])
        return try OutputFile.write(file.bytes, to: file.path)
      }
      let samples = try maker.all()
      try write(samples.cases)
      isComplete = samples.missed.isEmpty
      for branch in samples.missed {
        printer.note("no case takes the branch \(branch.text(in: renderer.template))")
      }
    }
    if !isComplete { throw ExitCode(1) }
  }

  private func write(_ cases: [String]) throws(Findings) {
    guard let folder = output, folder != "-" else {
      let lines = try cases.map { text throws(Findings) in
        try JSONDocument(parsing: SourceText(name: "sample", text: text)).root.line + "\n"
      }
      return try OutputFile.write(Array(lines.joined().utf8), to: "-")
    }
    try Folders.make(folder)
    let files = cases.enumerated().map { index, text in
      (path: "\(folder)/sample-\(index < 9 ? "0" : "")\(index + 1).json", bytes: Array(text.utf8))
    }
    try Self.keepOthers(files)
    try OutputFile.write(files)
  }

  /// Somebody may have made a case or tests of earlier samples.
  /// - Throws: a finding if a file has other contents already.
  private static func keepOthers(_ files: [(path: String, bytes: [UInt8])]) throws(Findings) {
    for file in files where file.path != "-" && !Folders.isDevice(file.path) {
      let known = try Files.contents(file.path, limit: file.bytes.count + 1)
      guard known == nil || known == file.bytes else {
        throw Findings(
          Finding(
            .cannotCreate, "“\(file.path)” is another case already; nothing was written",
            fix: "choose another place, or rename or delete that file"))
      }
    }
  }
}
