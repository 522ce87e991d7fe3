import ArgumentParser
import DeterminationLetters
import Glibc

struct Batch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Renders many letters into a folder.",
    discussion: """
      All records are checked before the first letter is written. A bad record goes to rejected.ndjson with what was found in \
      it, the rest go on, and the exit code is 1. manifest.ndjson tells of every letter, with digests; --resume leaves out what it \
      proves to be done, so a batch that was interrupted or killed is simply started again with it.

      --print-stream writes a few large PDFs for a mail house, with an index of where each letter is.

      With --stream the records of standard input are rendered as they come, and standard output gets one result a record, in \
      order: there is no manifest then, and a bad record is a result.
      """)

  @Argument(
    help: ArgumentHelp(
      "Folders of case files, JSON files, JSON arrays, NDJSON files (.ndjson, .jsonl); - is standard input.",
      valueName: "input"))
  var inputs: [String]

  @Option(name: .customShort("o"), help: ArgumentHelp("The folder to write letters to.", valueName: "dir"))
  var folder: String?

  @Option(
    name: .customShort("j", allowingJoined: true),
    help: ArgumentHelp("How many letters are in work at a time (default: the number of cores).", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "How letters are named: text with places such as {case.number} or {input}.", valueName: "pattern"))
  var name: String?

  @Flag(help: "Leave out what is provably done.")
  var resume = false

  @Flag(help: "Render records as they come, with one result a record on standard output.")
  var stream = false

  @Flag(help: "Work on each record in another process, so that the batch goes on if one should make it crash.")
  var isolate = false

  @Option(
    help: ArgumentHelp(
      "With --isolate: how much CPU a record may take before it counts as a crash (default: 120).", valueName: "seconds"
    ))
  var recordSeconds: Int?

  @Flag(help: .private)
  var isolatedWorker = false

  @Flag(help: "Write nothing; make everything, to see whether it can be made.")
  var dryRun = false

  @Flag(help: "Stop at the first bad record: of files, before anything is written.")
  var failFast = false

  @Option(help: ArgumentHelp("Stop where more records than that are bad.", valueName: "n"))
  var maxErrors: Int?

  @OptionGroup var print: PrintOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var templateOptions: TemplateOptions
  @OptionGroup var outputOptions: OutputOptions
  @OptionGroup var findingOptions: FindingOptions

  func validate() throws {
    if let jobs, !(1...1_024).contains(jobs) { throw ValidationError("-j takes a number from 1 to 1024") }
    if folder?.isEmpty == true { throw ValidationError("-o takes a folder") }
    if folder == nil, print.printStream == nil {
      throw ValidationError("give a folder with -o, --print-stream, or both")
    }
    if folder == nil, !outputOptions.formats.isEmpty {
      throw ValidationError("-f is for single letters, which need -o")
    }
    if let recordSeconds, !isolate || !(1...86_400).contains(recordSeconds) {
      throw ValidationError("--record-seconds takes a number from 1 to 86400, and needs --isolate")
    }
    if let maxErrors, maxErrors < 0 { throw ValidationError("--max-errors takes a number from 0") }
    if failFast, maxErrors != nil { throw ValidationError("--fail-fast is --max-errors 0: give one of them") }
    if stream, resume || failFast || maxErrors != nil || print.printStream != nil {
      throw ValidationError(
        "--stream goes on after any record and keeps no manifest: no --resume, --fail-fast, --max-errors, --print-stream"
      )
    }
  }

  func run() async throws {
    let printer = FindingPrinter(findingOptions)
    if isolatedWorker { return try work(printer) }
    Interruption.install()
    // Whoever reads our messages may go; the letters must not suffer from it.
    signal(SIGPIPE, SIG_IGN)
    let reporter = BatchReporter(printer: printer, isStream: stream, json: findingOptions.json)
    let summary: BatchSummary
    do throws(Findings) {
      let batch = BatchRenderer(
        renderer: try templateOptions.renderer(strict: findingOptions.strict), options: try options())
      summary = try await batch.run(inputs) { event throws(Findings) in try reporter.take(event) }
    } catch {
      reporter.end()
      printer.print(error)
      throw error.exitCode
    }
    reporter.summarize(summary, canResume: !stream && !inputs.contains("-"))
    if let signal = summary.interruption { throw ExitCode(128 + signal) }
    if summary.rejected > 0, !stream { throw ExitCode(1) }
  }

  /// The part of a worker process, which is started with the arguments of the batch.
  private func work(_ printer: FindingPrinter) throws {
    do throws(Findings) {
      try IsolatedWorker(
        renderer: templateOptions.renderer(strict: findingOptions.strict), options: options()
      ).run()
    } catch {
      printer.print(error)
      throw error.exitCode
    }
  }

  private func options() throws(Findings) -> BatchOptions {
    var options = BatchOptions(
      folder: folder, formats: outputOptions.formats.isEmpty ? [.pdf] : outputOptions.formats,
      textWidth: outputOptions.width, jobs: jobs ?? (stream ? 1 : BatchOptions.cores))
    options.name = name
    options.selection = selection.selection
    options.isDryRun = dryRun
    options.maxErrors = failFast ? 0 : maxErrors
    options.resumes = resume
    options.isStream = stream
    if isolate, !isolatedWorker {
      options.isolation = ["/proc/self/exe", "batch", "--isolated-worker"] + CommandLine.arguments.dropFirst(2)
    }
    if let recordSeconds { options.recordSeconds = recordSeconds }
    options.isDuplex = print.duplex
    options.printStream = print.options
    return options
  }
}
