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
  /// Why the batch makes no more letters, once it makes none. Only ``finish(_:)`` decides it, in the order of the records.
  private var end: End?
  /// Why the inputs could not be read to their end. What was read before is finished first, however much is read ahead. It does
  /// not matter if that reaches the limit.
  private var unread: Findings?

  private enum End {
    /// A batch without a plan has all records that the limit allows. For files, the plan ends at the limit.
    case limit
    case failure(Findings)
  }

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
    if end == nil, let unread { end = .failure(unread) }
    do throws(Findings) {
      try output.close()
    } catch {
      throw failure ?? error
    }
    if let failure { throw failure }
    // Every planned record must have been read again, because letters would be lost if an input had become shorter.
    if let plan, !job.stop.isMade, number < plan.count { throw Findings.shortened(plan.count - number) }
    // What was found is written by now: a stream cannot be read before.
    if !missing.isEmpty, end == nil, !job.stop.isMade { throw Findings.notFound(missing) }
    return summary
  }

  /// The error that ends the batch early, if there is one.
  private var failure: Findings? { if case .failure(let error) = end { error } else { nil } }

  private func next() -> RenderRequest? {
    while !job.stop.isMade, end == nil, unread == nil {
      if let plan, number >= plan.count { return nil }
      guard let record = reader.next() else { return nil }
      if case .failure(let error) = record, error.concernInput {
        unread = error
        return nil
      }
      defer { number += 1 }
      guard let plan else { return RenderRequest(number: number, record: record) }
      switch plan[number] {
      case .skip, .done: continue
      case .render, .renderChecking:
        return RenderRequest(
          number: number, record: record, planned: plan.fingerprint(of: number), isChecked: plan[number] == .render)
      case .reject, .rejectSigned: return RenderRequest(number: number, record: record, isRejected: true)
      case .signed: return RenderRequest(number: number, record: record, isSigned: true)
      }
    }
    return nil
  }

  /// Names the files of a letter and records the result; false if the batch must stop.
  private func finish(_ result: RecordResult) -> Bool {
    missing.remove(result.identity.id)
    guard result.identity.isSelected, end == nil else {
      result.discard()
      return end == nil
    }
    selected += 1
    do throws(Findings) {
      try record(named(result))
      if plan == nil, options.selection.isComplete(selected) { end = .limit }
    } catch {
      end = .failure(error)
    }
    return end == nil
  }

  /// The result after its files have got their names, or were rejected.
  /// - Throws: a finding if the batch cannot go on, such as after a full disk, which is not the fault of the record.
  private func named(_ made: RecordResult) throws(Findings) -> RecordResult {
    var result = made
    if let plan, plan[result.number] == .render, !result.findings.hasErrors {
      result.findings = plan.warnings(of: result.number)
    }
    hidden.learn(result.identity, at: result.place, in: job.files)
    hidden.hide(&result, in: job.files)
    guard !result.findings.concernOutput, !result.findings.concernSystem else {
      result.discard()
      throw result.findings
    }
    guard !result.findings.hasErrors else {
      result.discard()
      result.files = []
      return result
    }
    do throws(Findings) {
      // If the folder cannot be used, no record can have its letter.
      try output.prepare()
    } catch {
      result.discard()
      throw error
    }
    do throws(Findings) {
      if plan == nil, let source = result.source { try names.claim(result.identity.name, for: source) }
      try TemporaryFile.commit(result.files.compactMap(\.staged))
    } catch {
      result.discard()
      if error.concernOutput { throw error }
      (result.files, result.findings) = ([], error)
    }
    return result
  }

  private func record(_ result: RecordResult) throws(Findings) {
    let isRejected = result.findings.hasErrors
    let line = try output.record(result, hasLine: isRejected && plan?[result.number].keepsLine == true)
    if isRejected { summary.rejected += 1 } else { summary.add(result, sheets: line.sheets ?? 0) }
    try job.report(
      .finished(
        BatchEvent.Outcome(
          id: result.identity.id, findings: result.findings,
          wasChecked: plan.map { $0[result.number].hasErrors || !isRejected } ?? false,
          files: result.files.map { "\(output.path)/\($0.output.file)" }, pages: result.pages, isRejected: isRejected,
          line: line)))
    if isRejected, let most = options.maxErrors, summary.rejected > most { throw Findings.tooManyErrors(most) }
  }
}
