import ArgumentParser
import DeterminationLetters
import FileSystem
import Glibc

@main
struct ImrLetters: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imr-letters",
    abstract: "Renders Independent Medical Review determination letters from JSON case files.",
    discussion: """
      Exit codes: 0 done; 1 done, but some records were rejected, letters differ, a test or branch was missed, or nothing was found; 64 wrong usage; 65 the data cannot be used, or verify found a \
      difference; 66 input missing; 70 defect of this program; 71 a limit of the system is too low; 73 output cannot be created; 74 read or write error; 78 template \
      set or font broken; 130 or 143 interrupted; a batch of files can be resumed.
      """,
    version: Version.number,
    subcommands: [
      Render.self, Batch.self, Check.self, Verify.self, Explain.self, Codes.self, TemplateGroup.self, Test.self,
      Trace.self, Diff.self, Export.self, Preview.self,
    ])

  static func main() async {
    StandardStreams.fillClosed()
    // With SIGXFSZ ignored, exceeding `ulimit -f` is a write error, as a full disk is.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parsed()
      try (command as? Batch)?.checkSystemLimits()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      try StandardOutput.finish()
    } catch {
      end(with: error)
    }
  }

  /// The command of the arguments.
  ///
  /// The parser looks at the options of all commands before it finds the one that is meant. For the commands that scripts start for each letter,
  /// that takes longer than the letter. So these are parsed by themselves; what is not right there is parsed as a whole, for its message.
  private static func parsed() throws -> any ParsableCommand {
    let arguments = CommandLine.arguments.dropFirst()
    let direct: [String: any ParsableCommand.Type] = ["render": Render.self, "check": Check.self, "batch": Batch.self]
    if arguments.first == "render" || arguments.first == "check" { HeapPages.useLarge() }
    if let name = arguments.first, let command = direct[name],
      let parsed = try? command.parseAsRoot(Array(arguments.dropFirst()))
    {
      return parsed
    }
    return try parseAsRoot()
  }

  /// Ends the program like the parser's own `exit(withError:)`. The message may repeat arguments, so it is escaped and cannot control a
  /// terminal.
  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    let message = error is Findings ? "" : PrintableText.escaped(fullMessage(for: error), keepsLines: true)
    if !message.isEmpty {
      if code == .success { StandardOutput.write(message + "\n") } else { complain(message) }
    }
    do throws(Findings) {
      try StandardOutput.finish()
    } catch {
      complain("imr-letters: \(error.description)")
      Glibc.exit(code == .success || code == .failure ? error.exitCode.rawValue : code.rawValue)
    }
    Glibc.exit(code.rawValue)
  }

  /// Writes to standard error. If this cannot be written, it cannot be reported either.
  private static func complain(_ message: String) {
    try? AtomicFile.write(Array((message + "\n").utf8), to: STDERR_FILENO, name: "<output>")
  }
}
