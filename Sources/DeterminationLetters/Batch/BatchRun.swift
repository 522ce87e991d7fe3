import JSONText

/// Single letters under way: reads records, has letters made, and puts down what became of each, in order.
final class BatchRun {
  private let worker: RecordWorker
  private let plan: BatchPlan?
  private let output: BatchOutput
  private let report: BatchReport
  private var reader: CaseRecordReader
  private var names = NameRegister()
  private var summary = BatchSummary()
  private var selected = 0
  private var number = 0
  /// What ends the batch early, other than a signal.
  private var failure: Findings?

  private var options: BatchOptions { worker.work.options }

  init(
    worker: RecordWorker, files: CaseFiles, plan: BatchPlan?, output: BatchOutput,
    report: @escaping BatchReport
  ) {
    self.worker = worker
    self.plan = plan
    self.output = output
    self.report = report
    reader = CaseRecordReader(files, isStream: worker.work.options.isStream)
  }

  func run() async throws(Findings) -> BatchSummary {
    summary.keptManifest = output.keptManifest
    if let plan { summary.done = plan.done }
    await OrderedPipeline(jobs: options.jobs).run(
      next: next, isReady: { reader.isReady() }, work: { [worker] in worker.make($0) }, finish: finish)
    do throws(Findings) {
      try output.close()
    } catch {
      throw failure ?? error
    }
    if let failure { throw failure }
    return summary
  }

  private func next() -> RecordWork.Input? {
    while Interruption.signal == nil, failure == nil {
      if plan == nil, let limit = options.selection.limit, selected >= limit { return nil }
      guard let record = reader.next() else { return nil }
      defer { number += 1 }
      guard let plan else { return RecordWork.Input(number: number, record: record) }
      guard number < plan.count else { return nil }
      switch plan[number] {
      case .skip, .done: continue
      case .render, .renderChecking:
        return RecordWork.Input(
          number: number, record: record, plannedDigest: plan.digest(of: number), isChecked: plan[number] == .render)
      case .reject: return RecordWork.Input(number: number, record: record, isRejected: true)
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
      if plan == nil, let source = made.source { try names.claim(made.identity.name, for: source) }
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
    let line = try output.putDown(made)
    if isRejected { summary.rejected += 1 } else { summary.add(made, sheets: line.sheets ?? 0) }
    try report(
      .finished(
        BatchEvent.Outcome(
          id: made.identity.id, findings: made.findings,
          wasChecked: plan.map { $0[made.number] != .render || !isRejected } ?? false,
          files: made.files.map { "\(output.path)/\($0.output.file)" }, pages: made.pages, isRejected: isRejected,
          line: line)))
    if isRejected, plan == nil, let most = options.maxErrors, summary.rejected > most {
      failure = BatchPlanner.tooManyErrors(made.findings, most)
    }
  }
}

extension Findings {
  /// Whether the program crashed.
  var concernCrash: Bool { all.contains { $0.code == .crashed } }

  /// Whether an output could not be written, which is no fault of the record.
  public var concernsOutput: Bool { all.contains { $0.code == .cannotCreate || $0.code == .cannotWrite } }
}
