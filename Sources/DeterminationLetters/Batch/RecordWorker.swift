import JSONText

/// Does the work on records in this process or, where a batch is isolated, in others.
struct RecordWorker: Sendable {
  let work: RecordWork
  private let pool: WorkerPool?

  init(_ work: RecordWork) throws(Findings) {
    self.work = work
    pool = try work.options.isolation.map { command throws(Findings) in try WorkerPool(command: command) }
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
        findings: examined.findings.hasErrors ? examined.findings : RecordWork.contradiction(record?.source))
    }
    guard let pool, case .success(let record) = input.record else { return work.make(input) }
    let task = WorkerRequest.Task.make(
      number: input.number, plannedDigest: input.plannedDigest, isChecked: input.isChecked)
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
