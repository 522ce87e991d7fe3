import DeterminationLetters
import Glibc
import Synchronization

/// The worker processes of a batch: one for each record in progress, and a new one for each that died.
///
/// Each process loads the template set and the fonts itself, perhaps hours after the batch did. So it says what it makes letters with, and a
/// process that would make other letters than the manifest says ends the batch.
final class WorkerPool: Sendable {
  private let command: [String]
  private let maker: ManifestLine.Maker
  private let idle = Mutex<[WorkerProcess]>([])

  /// - Parameter maker: what the batch makes letters with.
  /// - Throws: a finding if no process can be started.
  init(command: [String], maker: ManifestLine.Maker) throws(Findings) {
    (self.command, self.maker) = (command, maker)
    let first = try start()
    idle.withLock { $0.append(first) }
  }

  deinit {
    for worker in idle.withLock(\.self) { _ = worker.end() }
  }

  /// Sends a task to a worker. If the worker dies, a fresh one tries again: the first may have died for another reason.
  /// - Parameter identified: is called with the identity of the record once a worker knows it.
  /// - Throws: a finding if the fresh worker dies too, or if it would make other letters.
  func ask(
    _ task: WorkerRequest.Task, _ record: CaseRecord, identified: (RecordIdentity) -> Void = { _ in }
  ) throws(Findings) -> WorkerAnswer {
    let request = WorkerRequest(task, record)
    let waiting = idle.withLock { $0.popLast() }
    var signal: Int32?
    for attempt in 0..<2 {
      let worker = if attempt == 0, let waiting { waiting } else { try start() }
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

  /// Starts a process and waits until it is ready. One that dies before that is started once more. No record is to blame for it.
  private func start() throws(Findings) -> WorkerProcess {
    var signal: Int32?
    for _ in 0..<2 {
      let worker = try WorkerProcess(command)
      if let greeting = worker.greeting() {
        do throws(Findings) {
          try check(greeting)
          return worker
        } catch {
          _ = worker.end()
          throw error
        }
      }
      signal = worker.end()
    }
    throw WorkerProcess.failure("it ended at once" + (signal.map { " (signal \($0))" } ?? ""))
  }

  /// - Throws: a finding if a process would make other letters than this one.
  private func check(_ greeting: WorkerAnswer) throws(Findings) {
    switch greeting {
    case .ready(let other) where other == maker: return
    case .ready(let other):
      let what = other.differences(from: maker)
      throw Findings.systemChanged(
        "a new worker process has " + (what.isEmpty ? "other libraries" : what.joined(separator: " and ")))
    case .refused(let findings):
      throw Findings(
        Findings.systemChanged("a new worker process cannot use the template set or the fonts").all + findings.all)
    default: throw RecordDispatcher.misunderstanding
    }
  }
}

extension Findings {
  /// Something that all letters are made with is not what it was when the batch started.
  static func systemChanged(_ what: String) -> Findings {
    Findings(
      Finding(
        .systemChanged, "\(what); the batch cannot go on with it",
        fix: "restore it, or start the batch again: it makes all letters with what is there then"))
  }
}
