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
      Exit codes: 0 done; 1 done, but some records were rejected; 64 wrong usage; 65 the data cannot be used, or verify found a \
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
    let message = PrintableText.escaped(fullMessage(for: error), keepsLines: true)
    if !message.isEmpty {
      // If this error cannot be written, it cannot be reported either.
      let stream = code == .success ? STDOUT_FILENO : STDERR_FILENO
      try? AtomicFile.write(Array((message + "\n").utf8), to: stream, name: "<output>")
    }
    Glibc.exit(code.rawValue)
  }
}
