import Dispatch
import Glibc
import DeterminationLetters

/// The other side of ``WorkerProcess``: takes records from standard input and answers on standard output, until the batch ends.
package struct IsolatedWorker: Sendable {
  private let processor: RecordProcessor
  private let maker: ManifestLine.Maker

  /// Prepares the work.
  /// - Throws: findings if options cannot be used.
  package init(renderer: LetterRenderer, options: BatchOptions) throws(Findings) {
    try options.validate()
    var processor = try RecordProcessor(renderer: renderer, options: options)
    processor.drawsWhenChecking = true
    self.processor = processor
    maker = try ManifestLine.Maker(renderer)
  }

  /// Tells the batch why this process cannot start.
  package static func refuse(_ findings: Findings) {
    _ = WorkerChannel.send(WorkerAnswer.refused(findings), to: STDOUT_FILENO)
  }

  /// Says what this process makes letters with, and serves until standard input ends.
  package func run() {
    // A record could keep this process busy for ever. It must end when its batch ends.
    DispatchQueue.global().async {
      var request = pollfd(fd: STDIN_FILENO, events: 0, revents: 0)
      while poll(&request, 1, -1) < 1 {}
      _exit(0)
    }
    guard WorkerChannel.send(WorkerAnswer.ready(maker), to: STDOUT_FILENO) else { return }
    while let request = WorkerChannel.receive(WorkerRequest.self, from: STDIN_FILENO) {
      limitTime(to: processor.options.recordSeconds)
      let answer = answer(to: request)
      limitTime(to: 0)
      guard WorkerChannel.send(answer, to: STDOUT_FILENO) else { return }
    }
  }

  /// SIGPROF ends this process when it has used that many seconds of CPU; 0 sets no limit. The limit is CPU and not time, because a slow
  /// disk is not the fault of the record.
  private func limitTime(to seconds: Int) {
    var timer = itimerval()
    timer.it_value.tv_sec = seconds
    setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
  }

  private func answer(to request: WorkerRequest) -> WorkerAnswer {
    let record = request.record
    func tell(_ identity: RecordIdentity) {
      _ = WorkerChannel.send(WorkerAnswer.identified(identity), to: STDOUT_FILENO)
    }
    switch request.task {
    case .identify: return .identified(processor.identify(.success(record)))
    case .check: return .checked(processor.check(.success(record), identified: tell))
    case .render(let number, let planned, let isChecked):
      return .rendered(
        processor.render(
          RenderRequest(
            number: number, record: .success(record), planned: planned, isChecked: isChecked), identified: tell))
    }
  }
}
