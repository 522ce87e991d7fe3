import ArgumentParser
import DeterminationLetters
import FileSystem
import Glibc

struct Preview: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the letters of a template set in the browser, and follows every change of the files.",
    discussion: """
      The preview is a program of its own, imr-letters-studio, beside this one. It shows the pages of the PDF, what is wrong, and where each \
      word comes from. It talks to this machine only. Without --case it shows the cases in the folder tests of the set, or else samples.
      """)

  @Argument(help: ArgumentHelp("The template set: a name, or the path of its folder.", valueName: "set"))
  var set: String

  @Option(help: ArgumentHelp("A case file, or a folder of case files.", valueName: "path"))
  var `case`: [String] = []

  @OptionGroup var folders: SetFolderOptions
  @OptionGroup var options: AuthorOptions

  @Option(help: "The port of 127.0.0.1; 0 takes a free one.")
  var port = 0

  @Flag(inversion: .prefixedNo, help: "Open the page in the browser.")
  var open = true

  func run() throws {
    try reporting(options.printer) { () throws(Findings) in
      let studio = Paths.folder(of: Files.linkTarget("/proc/self/exe") ?? "") + "/imr-letters-studio"
      guard Folders.isRegularFile(studio) else {
        throw Findings(
          Finding(
            .inputMissing, "there is no “\(studio)”, which shows previews",
            fix: "make studio builds it, and make install installs it"))
      }
      _ = try folders.resources.templateFolder(folders.path(of: set))
      try start(studio)
    }
  }

  /// Becomes the other program.
  private func start(_ studio: String) throws(Findings) {
    var words = [studio, folders.path(of: set), "--port", String(port), open ? "--open" : "--no-open"]
    for path in `case` { words.append("--case=\(path)") }
    if let templates = folders.templates { words.append("--templates=\(templates)") }
    if let fontPath = folders.fontPath { words.append("--font-path=\(fontPath)") }
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    execv(studio, arguments)
    throw Findings(Finding(.inputUnreadable, "“\(studio)” cannot be started: \(Files.reason())"))
  }
}
