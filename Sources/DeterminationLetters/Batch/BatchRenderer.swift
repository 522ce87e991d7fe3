import Glibc
import JSONText

/// Renders many letters into a folder, several at a time, and goes on where a record is bad.
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
  public func run(_ inputs: [String], report: @escaping (BatchEvent) -> Void) async throws(Findings) -> BatchSummary {
    let files = try CaseFiles(inputs)
    let canReadTwice = !options.isStream && files.areRegular
    guard canReadTwice || !options.resumes && options.selection.sample == nil else {
      throw Findings(
        Finding(
          .badOption, "--resume and --sample need files, which can be read twice", fix: "write the input to a file"))
    }
    let pattern = try options.name.map { name throws(Findings) in
      try NamePattern(name, schema: renderer.template.schema)
    }
    let work = RecordWork(
      renderer: renderer, options: options, pattern: pattern, folder: options.isDryRun ? nil : options.folder)
    if !options.isDryRun { try protect(files) }
    var plan: BatchPlan?
    if canReadTwice {
      plan = try await BatchPlanner(work: work, files: files, report: report).plan()
      guard Interruption.signal == nil else {
        var summary = BatchSummary()
        summary.interruption = Interruption.signal
        return summary
      }
    }
    let output = try BatchOutput(work: work, files: files, plan: &plan)
    if let plan { report(.planned(letters: plan.toRender)) }
    let run = BatchRun(work: work, files: files, plan: plan, output: output, report: report)
    return try await run.run()
  }

  /// The batch's own files must not be what it reads: they are replaced.
  private func protect(_ files: CaseFiles) throws(Findings) {
    for index in 0..<files.count {
      for own in ["rejected.ndjson", "manifest.ndjson"] {
        do throws(Findings) {
          try OutputFile.protect(files[index], from: "\(options.folder)/\(own)")
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

/// A batch under way: reads, has letters made, and puts down what became of each record, in order.
private final class BatchRun {
  private let work: RecordWork
  private let files: CaseFiles
  private let plan: BatchPlan?
  private let output: BatchOutput
  private let report: (BatchEvent) -> Void
  private var reader: CaseRecordReader
  private var names = NameRegister()
  private var summary = BatchSummary()
  private var selected = 0
  /// What ends the batch early, other than a signal.
  private var failure: Findings?

  private var options: BatchOptions { work.options }

  init(
    work: RecordWork, files: CaseFiles, plan: BatchPlan?, output: BatchOutput, report: @escaping (BatchEvent) -> Void
  ) {
    self.work = work
    self.files = files
    self.plan = plan
    self.output = output
    self.report = report
    reader = CaseRecordReader(files)
  }

  func run() async throws(Findings) -> BatchSummary {
    summary.keptManifest = output.keptManifest
    if let plan { summary.done = (0..<plan.count).count { plan[$0] == .done } }
    await OrderedPipeline(jobs: options.jobs).run(
      next: next, isReady: { reader.isReady }, work: { [work] in work.make($0) }, finish: finish)
    do throws(Findings) {
      try output.close()
    } catch {
      throw failure ?? error
    }
    if let failure { throw failure }
    summary.interruption = Interruption.signal
    return summary
  }

  private var number = 0

  private func next() -> RecordWork.Input? {
    while Interruption.signal == nil, failure == nil {
      if plan == nil, let limit = options.selection.limit, selected >= limit { return nil }
      guard let record = reader.next() else { return nil }
      defer { number += 1 }
      guard let plan else { return RecordWork.Input(number: number, record: record) }
      guard number < plan.count else { return nil }
      let current = number
      switch plan[number] {
      case .skip, .done: continue
      case .render:
        return RecordWork.Input(number: number, record: record) { plan.isUnchanged(current, $0.prefix) }
      case .renderChecking, .reject: return RecordWork.Input(number: number, record: record)
      }
    }
    return nil
  }

  /// Puts down what became of a record; false if the batch must stop.
  private func finish(_ made: RecordWork.Made) -> Bool {
    let isOver = plan == nil && options.selection.limit.map { selected >= $0 } ?? false
    guard made.identity.isSelected, failure == nil, !isOver else {
      made.discard()
      return failure == nil && !isOver
    }
    selected += 1
    var made = made
    do throws(Findings) {
      guard !made.findings.hasErrors else { throw made.findings }
      if plan == nil, let record = made.record { try names.claim(made.identity.name, for: record) }
      for file in made.files { try file.staged?.commit() }
    } catch {
      made.discard()
      made.files = []
      // A disk that is full is no fault of the record: the batch stops, and can be resumed.
      if error.concernsOutput {
        failure = error
        return false
      }
      made.findings = error
    }
    do throws(Findings) {
      try putDown(made)
    } catch {
      failure = failure ?? error
    }
    return failure == nil
  }

  private func putDown(_ made: RecordWork.Made) throws(Findings) {
    let isRejected = made.findings.hasErrors
    let sheets = made.pages.map(options.sheets)
    let line = output.line(for: made, sheets: sheets)
    if isRejected {
      summary.rejected += 1
      try output.reject(made)
    } else {
      summary.add(made, sheets: sheets ?? 0)
    }
    try output.append(line)
    report(
      .finished(
        BatchEvent.Outcome(
          id: made.identity.id, findings: made.findings,
          wasChecked: plan.map { $0[made.number] != .render || !isRejected } ?? false,
          files: made.files.map { "\(options.folder)/\($0.output.file)" }, pages: made.pages, isRejected: isRejected,
          line: line.json)))
    if isRejected, plan == nil, let most = options.maxErrors, summary.rejected > most {
      failure = BatchPlanner.tooManyErrors(made.findings, most)
    }
  }
}

extension Findings {
  /// Whether an output could not be written, which is no fault of the record.
  public var concernsOutput: Bool { all.contains { $0.code == .cannotCreate || $0.code == .cannotWrite } }
}
