import Glibc
import JSONText

/// Renders many letters into a folder, into large files for a printing machine, or both; several at a time. It goes on where a
/// record is bad.
///
/// Files are looked at twice: all records are checked before the first letter is written. Streams, which cannot be read again, are
/// checked as they come.
public struct BatchRenderer: Sendable {
  /// What makes the letters.
  public var renderer: LetterRenderer
  /// What is made of which records.
  public var options: BatchOptions

  /// Prepares a batch.
  public init(renderer: LetterRenderer, options: BatchOptions) {
    self.renderer = renderer
    self.options = options
  }

  /// Renders the records of the inputs and reports what became of each, in the order of the inputs.
  /// - Parameter inputs: folders of case files, JSON files, arrays, NDJSON files; `-` is standard input.
  /// - Throws: what keeps the batch from starting or from going on. What was written till then can be resumed.
  public func run(_ inputs: [String], report: @escaping BatchReport) async throws(Findings) -> BatchSummary {
    let outputs = [options.folder, options.printStream?.folder].compactMap(\.self)
    let files = try CaseFiles(inputs, outputs: outputs)
    let worker = try RecordWorker(
      RecordWork(
        renderer: renderer, options: options, inputsInFolder: options.folder.map(files.names) ?? []))
    let work = worker.work
    let canReadTwice = !options.isStream && files.areRegular
    guard canReadTwice || !options.resumes && options.selection.sample == nil && options.printStream == nil else {
      throw Findings(
        Finding(
          .badOption, "--resume, --sample and --print-stream need files, which can be read twice",
          fix: "write the input to a file"))
    }
    if !options.isDryRun { try protect(files, from: outputs) }
    var plan: BatchPlan?
    if canReadTwice {
      plan = try await BatchPlanner(worker: worker, files: files, report: report).plan()
    }
    var summary = BatchSummary()
    if Interruption.signal == nil, let folder = options.folder {
      let output = try BatchOutput(work: work, files: files, folder: folder)
      try output.open(&plan)
      plan?.forgetNames()
      if let plan { try report(.planned(letters: plan.toRender)) }
      summary = try await BatchRun(worker: worker, files: files, plan: plan, output: output, report: report).run()
    }
    if Interruption.signal == nil, let stream = options.printStream, let plan {
      try await print(plan, into: stream, worker: worker, files: files, summary: &summary, report: report)
    }
    summary.interruption = Interruption.signal
    return summary
  }

  /// Writes the print stream. Where there are no single letters, its folder takes the rejected records too.
  private func print(
    _ plan: BatchPlan, into stream: PrintStreamOptions, worker: RecordWorker, files: CaseFiles,
    summary: inout BatchSummary, report: @escaping BatchReport
  ) async throws(Findings) {
    let work = worker.work
    let output = try BatchOutput(work: work, files: files, folder: stream.folder)
    let layout = PrintStreamPlan(
      plan.toPrint, order: work.order, maxPages: stream.maxPages, isDuplex: options.isDuplex)
    let run = PrintStreamRun(work: work, files: files, plan: plan, layout: layout, output: output, report: report)
    try run.open()
    if options.folder == nil, plan.toReject > 0 {
      let rejection = BatchRun(worker: worker, files: files, plan: plan.rejectedAlone, output: output, report: report)
      summary = try await rejection.run()
    }
    try report(.planned(letters: layout.entries.count))
    try await run.run(&summary, countsLetters: options.folder == nil)
  }

  /// Single letters and the print stream have a manifest each, so they cannot share a folder. The batch's own files must not be what it reads: they are replaced.
  private func protect(_ files: CaseFiles, from outputs: [String]) throws(Findings) {
    if outputs.count == 2, Files.areSame(outputs[0], outputs[1]) {
      throw Findings(
        Finding(
          .badOption, "single letters and the print stream cannot be written to the same folder",
          fix: "give -o and --print-stream different folders"))
    }
    for folder in outputs {
      for index in 0..<files.count {
        for own in ["rejected.ndjson", "manifest.ndjson", "stream.ndjson"] {
          do throws(Findings) {
            try OutputFile.protect(files[index], from: "\(folder)/\(own)")
          } catch {
            throw Findings(
              Finding(
                .cannotCreate, "“\(files[index])” is a file that this batch writes itself",
                fix: "move it to another place or name first"))
          }
        }
      }
    }
  }
}
