import Dispatch
import Glibc
import JSONText

/// A worker process's side: takes records from standard input and answers on standard output until the batch goes away.
public struct IsolatedWorker: Sendable {
  private let work: RecordWork

  /// Prepares the work.
  /// - Throws: options that cannot be used.
  public init(renderer: LetterRenderer, options: BatchOptions) throws(Findings) {
    var work = try RecordWork(renderer: renderer, options: options)
    work.drawsAtFirst = true
    self.work = work
  }

  /// Serves until standard input ends.
  public func run() {
    // A record could keep this process busy for ever; it must not outlive its batch then.
    DispatchQueue.global().async {
      var request = pollfd(fd: STDIN_FILENO, events: 0, revents: 0)
      while poll(&request, 1, -1) < 1 {}
      _exit(0)
    }
    while let request = WorkerChannel.receive(WorkerRequest.self, from: STDIN_FILENO) {
      crashIfAsked(request)
      guard WorkerChannel.send(answer(to: request), to: STDOUT_FILENO) else { return }
    }
  }

  private func answer(to request: WorkerRequest) -> WorkerAnswer {
    let record = request.record
    switch request.task {
    case .identify: return .identified(work.identify(.success(record)))
    case .examine: return .examined(work.examine(.success(record)))
    case .make(let number, let plannedDigest, let isChecked):
      return .made(
        work.make(
          RecordWork.Input(
            number: number, record: .success(record), plannedDigest: plannedDigest, isChecked: isChecked)))
    }
  }

  /// For tests: no record is known that makes this program crash, so one is named that shall.
  private func crashIfAsked(_ request: WorkerRequest) {
    guard let poison = getenv("IMR_LETTERS_CRASH_AT") else { return }
    if String(decoding: request.bytes, as: UTF8.self).contains(String(cString: poison)) { abort() }
  }
}
