import ArgumentParser
import DeterminationLetters
import FileSystem
import Glibc
import Hummingbird
import LetterPreview
import Logging

/// The server behind `imr-letters preview`. It talks to this machine only, and shows only the set and the cases that it was given.
@main
struct Studio: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imr-letters-studio", abstract: "Shows the letters of a template set in the browser, as they change.",
    discussion: "imr-letters preview starts it.", version: Version.number)

  @Argument(help: ArgumentHelp("The template set: a name, or a folder (anything with a /).", valueName: "set"))
  var set: String

  @Option(help: ArgumentHelp("A case file, or a folder of case files.", valueName: "path"))
  var `case`: [String] = []

  @Option(help: ArgumentHelp("A folder with template sets, searched first.", valueName: "dir"))
  var templates: String?

  @Option(help: ArgumentHelp("The folder with the fonts.", valueName: "dir"))
  var fontPath: String?

  @Option(help: "The port of 127.0.0.1; 0 takes a free one.")
  var port = 0

  @Flag(inversion: .prefixedNo, help: "Open the page in the browser.")
  var open = true

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port must be a number from 0 to 65535") }
  }

  func run() async throws {
    let session: PreviewSession
    let watcher: FolderWatcher
    do throws(Findings) {
      let resources = Resources.standard(templates: templates, fonts: fontPath)
      session = try PreviewSession(set: set, cases: `case`, resources: resources)
      watcher = try FolderWatcher()
    } catch {
      Self.complain(error.description)
      throw ExitCode(66)
    }
    let server = StudioServer(session: session, watcher: watcher)
    var logger = Logger(label: "imr-letters-studio")
    // Requests and their errors could name words of a case.
    logger.logLevel = .critical
    let application = Application(
      responder: server.router().buildResponder(),
      configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil),
      onServerRunning: { [open] channel in
        let address = server.start(at: channel.localAddress?.port ?? 0)
        print("The preview is at \(address)\nCtrl-C ends it.")
        fflush(nil)
        if open { Browser.open(address) }
      }, logger: logger)
    let watching = Task { await server.watch() }
    defer { watching.cancel() }
    do {
      try await application.runService()
    } catch {
      Self.complain("127.0.0.1:\(port) cannot be used; name another --port, or 0 for a free one")
      throw ExitCode(73)
    }
  }

  private static func complain(_ message: String) {
    // If standard error cannot be written, nobody can be told.
    try? AtomicFile.write(Array("imr-letters-studio: \(message)\n".utf8), to: STDERR_FILENO, name: "<stderr>")
  }
}
