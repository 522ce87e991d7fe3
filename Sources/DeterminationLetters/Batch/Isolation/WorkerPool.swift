import JSONText
import Synchronization

/// The worker processes of a batch: as many as records are in work at a time, and a new one for each that has died.
final class WorkerPool: Sendable {
  private let command: [String]
  private let idle = Mutex<[WorkerProcess]>([])
  /// The folder in which a worker that dies leaves temporary files.
  private let folder: String?

  /// - Throws: a finding if no process can be started.
  init(command: [String], folder: String?) throws(Findings) {
    self.command = command
    self.folder = folder
    let first = try WorkerProcess(command)
    idle.withLock { $0.append(first) }
  }

  deinit {
    for worker in idle.withLock(\.self) { _ = worker.end() }
  }

  /// Has a task done with a record.
  /// - Throws: a finding if the process died over it.
  func ask(_ task: WorkerRequest.Task, _ record: CaseRecord) throws(Findings) -> WorkerAnswer {
    let waiting = idle.withLock { $0.popLast() }
    let worker = if let waiting { waiting } else { try WorkerProcess(command) }
    if let answer = worker.ask(WorkerRequest(task, record)) {
      idle.withLock { $0.append(worker) }
      return answer
    }
    let cause = worker.end().map { " (signal \($0))" } ?? ""
    if let folder { TemporaryName.removeRemainders(in: folder, isOwner: false) }
    throw Findings(
      Finding(
        .crashed, "the program crashed over this record\(cause)",
        fix: "please report it with the record's shape, not its content", in: record.source, at: 0, isCaseData: true))
  }
}

/// Does the work on records in this process or, where a batch is isolated, in others.
struct RecordWorker: Sendable {
  let work: RecordWork
  private let pool: WorkerPool?

  init(_ work: RecordWork) throws(Findings) {
    self.work = work
    pool = try work.options.isolation.map { command throws(Findings) in
      try WorkerPool(command: command, folder: work.options.isDryRun ? nil : work.options.folder)
    }
  }

  /// See ``RecordWork/identify(_:)``.
  func identify(_ input: Result<CaseRecord, Findings>) -> RecordWork.Identity {
    guard let pool, case .success(let record) = input else { return work.identify(input) }
    guard case .identified(let identity)? = try? pool.ask(.identify, record) else {
      return work.identity(of: record, nil)
    }
    return identity
  }

  /// See ``RecordWork/examine(_:)``.
  func examine(_ input: Result<CaseRecord, Findings>) -> RecordWork.Examined {
    guard let pool, case .success(let record) = input else { return work.examine(input) }
    do throws(Findings) {
      guard case .examined(let examined) = try pool.ask(.examine, record) else { throw Self.misunderstanding }
      return examined
    } catch {
      return RecordWork.Examined(identity: work.identity(of: record, nil), findings: error)
    }
  }

  /// See ``RecordWork/make(_:)``. Of a record with errors, nothing is made: they are found once more.
  func make(_ input: RecordWork.Input) -> RecordWork.Made {
    if input.isRejected {
      let examined = examine(input.record)
      let record = try? input.record.get()
      return RecordWork.Made(
        number: input.number, identity: examined.identity, place: record?.place, source: record?.source,
        findings: examined.findings.hasErrors ? examined.findings : RecordWork.changed(record?.source))
    }
    guard let pool, case .success(let record) = input.record else { return work.make(input) }
    let task = WorkerRequest.Task.make(number: input.number, checkedDigest: input.checkedDigest)
    var made: RecordWork.Made
    do throws(Findings) {
      guard case .made(let answer) = try pool.ask(task, record) else { throw Self.misunderstanding }
      made = answer
    } catch {
      made = RecordWork.Made(number: input.number, identity: work.identity(of: record, nil), findings: error)
    }
    (made.place, made.source) = (record.place, record.source)
    return made
  }

  private static let misunderstanding = Findings(Finding(.defect, "a worker process has answered something else"))
}
