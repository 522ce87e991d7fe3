import ArgumentParser
import DeterminationLetters
import FileSystem
import Glibc
import LetterBatch

struct Batch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Renders many letters into a folder.",
    discussion: """
      If all inputs are files, all records are checked before the first letter is written. If one input is standard input or a pipe, the \
      records of all inputs are checked as they are read. If some records have errors, they go to rejected.ndjson with their findings. The other records are rendered, and the exit code \
      is then 1. manifest.ndjson has a line with digests for every letter. After an interruption, start the batch again with --resume: it \
      skips the letters that are finished.

      --print-stream writes a few large PDFs for a mail house, with an index of where each letter is.

      With --stream, records are rendered as they are read, and standard output gets one result per record, in order. There is no \
      manifest then, and a record with errors gets a result too.
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
    help: ArgumentHelp(
      "How many letters to make at a time (default: the number of cores; with --stream: 1).", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      """
      How to name letters: text with fields of the case file in braces, such as {case.number}. {input} is the name of the input file and, \
      if it has several records, the number of the record.
      """, valueName: "pattern"))
  var name: String?

  @Flag(help: "Skip letters that an earlier run finished.")
  var resume = false

  @Flag(help: "Render records as they are read, with one result per record on standard output.")
  var stream = false

  @Flag(help: "Handle each record in a worker process, so that a crash does not end the batch.")
  var isolate = false

  @Option(
    help: ArgumentHelp(
      "With --isolate: how much CPU a record may take before it counts as a crash (default: 120).", valueName: "seconds"
    ))
  var recordSeconds: Int?

  @Flag(help: .private)
  var isolatedWorker = false

  @Flag(help: "Make all letters but write nothing, to see whether they can be made.")
  var dryRun = false

  @Flag(help: "Stop at the first record with errors. If the inputs are files, nothing is written then.")
  var failFast = false

  @Option(help: ArgumentHelp("Stop when more than this many records have errors.", valueName: "n"))
  var maxErrors: Int?

  @OptionGroup var print: PrintOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var templateOptions: TemplateOptions
  @OptionGroup var outputOptions: OutputOptions
  @OptionGroup var pdfOptions: PDFOptionGroup
  @OptionGroup var findingOptions: FindingOptions

  /// Checks what the library cannot see: options that exclude each other or need another one. The library checks their values.
  func validate() throws {
    if folder == nil, print.printStream == nil {
      throw ValidationError("give a folder with -o, or --print-stream, or both")
    }
    try OutputSuffix.requireFolder(folder, option: "-o")
    try OutputSuffix.requireFolder(print.printStream, option: "--print-stream")
    if folder == nil, !outputOptions.formats.isEmpty {
      throw ValidationError("-f is for single letters, which need -o")
    }
    if pdfOptions.signatureField != nil, folder == nil || !formats.contains(.pdf) {
      throw ValidationError(
        "--signature-field is for PDFs of single letters, which need -o and the format pdf; print streams have no fields"
      )
    }
    let written = (folder == nil ? [] : formats) + (print.printStream == nil ? [] : [.pdf])
    try outputOptions.requireText(among: written)
    try pdfOptions.requirePDF(among: written)
    if print.duplex, !written.contains(.pdf) { throw ValidationError("--duplex is for PDFs, which have pages") }
    if recordSeconds != nil, !isolate { throw ValidationError("--record-seconds needs --isolate") }
    if failFast, maxErrors != nil { throw ValidationError("--fail-fast means --max-errors 0; give only one of them") }
    if stream, resume || failFast || maxErrors != nil || print.printStream != nil {
      throw ValidationError(
        "--stream does not allow --resume, --fail-fast, --max-errors or --print-stream"
      )
    }
    do throws(Findings) {
      try options().validate()
    } catch {
      throw ValidationError(error.all.map(\.message).joined(separator: "; "))
    }
  }

  /// Call it before ``run()``. To start ``run()``, Swift needs another thread, and a limit may not allow one.
  func checkSystemLimits() throws {
    do throws(Findings) {
      try options().checkSystemLimits()
    } catch {
      FindingPrinter(findingOptions).print(error)
      throw error.exitCode
    }
  }

  func run() async throws {
    let printer = FindingPrinter(findingOptions)
    if isolatedWorker { return try work() }
    // Ignore SIGPIPE: losing the reader of stderr must not stop the batch.
    signal(SIGPIPE, SIG_IGN)
    let reporter = BatchReporter(printer: printer, isStream: stream, json: findingOptions.json)
    let summary: BatchSummary
    do throws(Findings) {
      let renderer = try renderer()
      printer.sumUp(renderer.templateNotes)
      summary = try await run(BatchRenderer(renderer: renderer, options: options()), reporter)
    } catch {
      reporter.clearProgress()
      printer.print(error)
      throw error.exitCode
    }
    reporter.summarize(summary, canResume: !stream && !inputs.contains { $0 == "-" || Folders.isDevice($0) })
    if summary.wasCancelled, let signal = StopSignals.signal { throw ExitCode(128 + signal) }
    if summary.rejected > 0, !stream { throw ExitCode(1) }
  }

  /// Runs the batch in a task that a signal cancels.
  private func run(_ batch: BatchRenderer, _ reporter: BatchReporter) async throws(Findings) -> BatchSummary {
    let inputs = inputs
    let task = Task { () async -> Result<BatchSummary, Findings> in
      do throws(Findings) {
        return .success(
          try await batch.run(inputs, reportingTo: { event throws(Findings) in try reporter.take(event) }))
      } catch {
        return .failure(error)
      }
    }
    StopSignals.install { task.cancel() }
    return try await task.value.get()
  }

  /// Runs as a worker process. It is started with the arguments of the batch.
  private func work() throws {
    do throws(Findings) {
      try IsolatedWorker(
        renderer: renderer(), options: options()
      ).run()
    } catch {
      IsolatedWorker.refuse(error)
      throw error.exitCode
    }
  }

  private func renderer() throws(Findings) -> LetterRenderer {
    try templateOptions.renderer(strict: findingOptions.strict, pdf: pdfOptions.options)
  }

  /// The formats of single letters.
  private var formats: [LetterFormat] { outputOptions.formats.isEmpty ? [.pdf] : outputOptions.formats }

  private func options() -> BatchOptions {
    var options = BatchOptions(
      folder: folder, formats: formats, textWidth: outputOptions.textWidth,
      jobs: jobs ?? (stream ? 1 : BatchOptions.cores))
    options.name = name
    options.selection = selection.selection
    options.isDryRun = dryRun
    options.maxErrors = failFast ? 0 : maxErrors
    options.resumes = resume
    options.isStream = stream
    options.keepsExcerpts = findingOptions.showValues
    if isolate, !isolatedWorker {
      options.isolation = ["/proc/self/exe", "batch", "--isolated-worker"] + CommandLine.arguments.dropFirst(2)
    }
    if let recordSeconds { options.recordSeconds = recordSeconds }
    options.isDuplex = print.duplex
    options.printStream = print.options
    return options
  }
}
