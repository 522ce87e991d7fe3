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
      limitTime(to: work.options.recordSeconds)
      crashIfAsked(request)
      let answer = answer(to: request)
      limitTime(to: 0)
      guard WorkerChannel.send(answer, to: STDOUT_FILENO) else { return }
    }
  }

  /// Lets SIGPROF end this process once it has used that many seconds of CPU; 0 for no limit. CPU, not time: a disk that is slow is
  /// no fault of the record.
  private func limitTime(to seconds: Int) {
    var timer = itimerval()
    timer.it_value.tv_sec = seconds
    setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
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

  /// For tests: no record is known that makes this program crash or go on for ever, so one is named that shall.
  private func crashIfAsked(_ request: WorkerRequest) {
    func isPoison(_ variable: String) -> Bool {
      guard let poison = getenv(variable) else { return false }
      return String(decoding: request.bytes, as: UTF8.self).contains(String(cString: poison))
    }
    if isPoison("IMR_LETTERS_CRASH_AT") { abort() }
    if isPoison("IMR_LETTERS_HANG_AT") { while true {} }
  }
}
