import DeterminationLetters
import Glibc
import Synchronization

/// The worker processes of a batch: one for each record in progress, and a new one for each that died.
final class WorkerPool: Sendable {
  private let command: [String]
  private let idle = Mutex<[WorkerProcess]>([])

  /// - Throws: a finding if no process can be started.
  init(command: [String]) throws(Findings) {
    self.command = command
    let first = try WorkerProcess(command)
    idle.withLock { $0.append(first) }
  }

  deinit {
    for worker in idle.withLock(\.self) { _ = worker.end() }
  }

  /// Sends a task to a worker. If the worker dies, a fresh one tries again: the first may have died for another reason.
  /// - Parameter identified: is called with the identity of the record once a worker knows it.
  /// - Throws: a finding if the fresh worker dies too.
  func ask(
    _ task: WorkerRequest.Task, _ record: CaseRecord, identified: (RecordIdentity) -> Void = { _ in }
  ) throws(Findings) -> WorkerAnswer {
    let request = WorkerRequest(task, record)
    let waiting = idle.withLock { $0.popLast() }
    var signal: Int32?
    for attempt in 0..<2 {
      let worker = if attempt == 0, let waiting { waiting } else { try WorkerProcess(command) }
      if let answer = worker.ask(request, identified: identified) {
        idle.withLock { $0.append(worker) }
        return answer
      }
      signal = worker.end()
      // A second try would take just as long.
      if signal == SIGPROF { break }
    }
    let cause =
      signal.map { $0 == SIGPROF ? ": it took more CPU than --record-seconds allows" : " (signal \($0))" } ?? ""
    throw Findings(
      Finding(
        .crashed, "the program crashed on this record\(cause)",
        fix: "please report it, without the content of the record", in: record.source, at: 0, isCaseData: true))
  }
}
