import DeterminationLetters
import FileSystem

/// The render pass: reads records again, makes their letters, and records each result in order.
final class RenderPass {
  private let job: BatchJob
  private let plan: BatchPlan?
  private let output: OutputFolder
  private var reader: CaseRecordReader
  private var names = NameRegister()
  /// The input files that no record may name. Without a plan, a file is hidden only after the record that says so was read.
  private var hidden: HiddenFiles
  private var summary = BatchSummary()
  /// The identities that a batch without plan was asked for and has not met yet.
  private var missing: Set<String>
  private var selected = 0
  private var number = 0
  /// The error that ends the batch early, if there is one.
  private var failure: Findings?
  /// Why the inputs could not be read to their end. What was read before is finished first, however much is read ahead.
  private var unread: Findings?

  private var options: BatchOptions { job.options }

  init(_ job: BatchJob, plan: BatchPlan?, output: OutputFolder) {
    self.job = job
    self.plan = plan
    self.output = output
    hidden = plan?.hiddenFiles ?? HiddenFiles()
    missing = plan == nil ? job.options.selection.only : []
    reader = CaseRecordReader(job.files, isStream: job.options.isStream, stop: job.stop)
  }

  func run() async throws(Findings) -> BatchSummary {
    summary.keptManifest = output.keptManifest
    if let plan { summary.done = plan.done }
    await OrderedPipeline(jobs: options.jobs).run(
      next: next, isReady: { reader.isReady() }, work: { [dispatcher = job.dispatcher] in dispatcher.render($0) },
      finish: finish)
    do throws(Findings) {
      try output.close()
    } catch {
      throw reasonToFail ?? error
    }
    if let reasonToFail { throw reasonToFail }
    // Every planned record must have been read again, because letters would be lost if an input had become shorter.
    if let plan, !job.stop.isMade, number < plan.count { throw Findings.shortened(plan.count - number) }
    // What was found is written by now: a stream cannot be read before.
    if !missing.isEmpty, !isOver, !job.stop.isMade { throw Findings.notFound(missing) }
    return summary
  }

  /// Whether the limit of a stream is reached. For files, the plan knows the limit.
  private var isOver: Bool { plan == nil && options.selection.isComplete(selected) }

  /// Why the batch fails. An input that cannot be read does not matter if the limit was reached before it.
  private var reasonToFail: Findings? { failure ?? (isOver ? nil : unread) }

  private func next() -> RenderRequest? {
    while !job.stop.isMade, failure == nil, unread == nil, !isOver {
      guard let record = reader.next() else { return nil }
      if case .failure(let error) = record, error.concernInput {
        unread = error
        return nil
      }
      defer { number += 1 }
      guard let plan else { return RenderRequest(number: number, record: record) }
      guard number < plan.count else { return nil }
      switch plan[number] {
      case .skip, .done: continue
      case .render, .renderChecking:
        return RenderRequest(
          number: number, record: record, planned: plan.fingerprint(of: number), isChecked: plan[number] == .render)
      case .reject: return RenderRequest(number: number, record: record, isRejected: true)
      case .signed: return RenderRequest(number: number, record: record, isSigned: true)
      }
    }
    return nil
  }

  /// Names the files of a letter and records the result; false if the batch must stop.
  private func finish(_ result: RecordResult) -> Bool {
    missing.remove(result.identity.id)
    guard result.identity.isSelected, failure == nil, !isOver else {
      result.discard()
      return failure == nil && !isOver
    }
    selected += 1
    var result = result
    if let plan, plan[result.number] == .render, !result.findings.hasErrors {
      result.findings = plan.warnings(of: result.number)
    }
    hidden.learn(result.identity, at: result.place)
    hidden.hide(&result, in: job.files)
    do throws(Findings) {
      try place(result)
    } catch {
      result.discard()
      result.files = []
      // A full disk is not the fault of the record: the batch stops, and can be resumed.
      if failure != nil || error.concernOutput || error.concernSystem {
        failure = failure ?? error
        return false
      }
      result.findings = error
    }
    do throws(Findings) {
      try record(result)
    } catch {
      failure = failure ?? error
    }
    return failure == nil
  }

  /// Puts the files of a letter under their names.
  private func place(_ result: RecordResult) throws(Findings) {
    guard !result.findings.hasErrors else { throw result.findings }
    if plan == nil, let source = result.source { try names.claim(result.identity.name, for: source) }
    do throws(Findings) {
      try output.prepare()
    } catch {
      // If the folder cannot be used, no record can have its letter.
      failure = error
      throw error
    }
    try TemporaryFile.commit(result.files.compactMap(\.staged))
  }

  private func record(_ result: RecordResult) throws(Findings) {
    let isRejected = result.findings.hasErrors
    let line = try output.record(result, hasLine: isRejected && plan?[result.number] == .signed)
    if isRejected { summary.rejected += 1 } else { summary.add(result, sheets: line.sheets ?? 0) }
    try job.report(
      .finished(
        BatchEvent.Outcome(
          id: result.identity.id, findings: result.findings,
          wasChecked: plan.map { $0[result.number] == .reject || !isRejected } ?? false,
          files: result.files.map { "\(output.path)/\($0.output.file)" }, pages: result.pages, isRejected: isRejected,
          line: line)))
    if isRejected, let most = options.maxErrors, summary.rejected > most {
      failure = Findings.tooManyErrors(most)
    }
  }
}
