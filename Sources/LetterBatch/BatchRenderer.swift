import DeterminationLetters
import FileSystem

/// Renders many letters, several at a time, into a folder, into large files for a printing machine, or both. Records with errors are
/// rejected, and the batch goes on.
///
/// If all inputs are files, they are read twice: all records are checked before the first letter is written. Standard input and pipes cannot be
/// read again. If one of the inputs is such, the records of all inputs are checked as they are read.
///
/// ```swift
/// let batch = BatchRenderer(renderer: renderer, options: BatchOptions(folder: "letters", formats: [.pdf, .txt]))
/// let summary = try await batch.run(["cases.ndjson"]) { event in
///   if case .finished(let outcome) = event, outcome.isRejected { print(outcome.id, outcome.findings) }
/// }
/// print(summary.written)
/// ```
public struct BatchRenderer: Sendable {
  private let renderer: LetterRenderer
  private let options: BatchOptions

  /// Prepares a batch.
  public init(renderer: LetterRenderer, options: BatchOptions) {
    self.renderer = renderer
    self.options = options
  }

  /// Renders the records of the inputs. It can be called from any actor. When the task is cancelled, the batch finishes the letters in
  /// progress, closes its manifest and returns with ``BatchSummary/wasCancelled``. It can be resumed.
  /// - Parameters:
  ///   - inputs: folders of case files, JSON files, arrays, NDJSON files; `-` is standard input.
  ///   - report: is called for each record, one call at a time, in the order of the inputs.
  /// - Throws: findings if options make no sense, or if the batch cannot start or go on. A batch that was cut off can be resumed.
  public func run(
    _ inputs: [String], report: @escaping @Sendable (BatchEvent) -> Void = { _ in }
  ) async throws(Findings) -> BatchSummary {
    try await run(inputs, reportingTo: report)
  }

  /// The same, with a report that can end the batch by throwing.
  package func run(_ inputs: [String], reportingTo report: @escaping BatchReport) async throws(Findings) -> BatchSummary
  {
    try options.checkSystemLimits()
    let stop = StopRequest()
    let outcome = await withTaskCancellationHandler {
      await Self.result { () async throws(Findings) in
        try await BatchJob(inputs, renderer: renderer, options: options, stop: stop, report: report).run()
      }
    } onCancel: {
      stop.make()
    }
    return try outcome.get()
  }

  private static func result(_ work: () async throws(Findings) -> BatchSummary) async -> Result<BatchSummary, Findings>
  {
    do throws(Findings) {
      return .success(try await work())
    } catch {
      return .failure(error)
    }
  }
}
