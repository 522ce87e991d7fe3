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
