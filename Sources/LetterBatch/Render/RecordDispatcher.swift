import DeterminationLetters
import Digests

/// Sends records to where they are processed: in this process or, with `--isolate`, in worker processes.
struct RecordDispatcher: Sendable {
  let processor: RecordProcessor
  private let pool: WorkerPool?

  init(_ processor: RecordProcessor) throws(Findings) {
    self.processor = processor
    pool = try processor.options.isolation.map { command throws(Findings) in
      try WorkerPool(command: command, maker: ManifestLine.Maker(processor.renderer))
    }
  }

  /// See ``RecordProcessor/identify(_:)``.
  func identify(_ input: Result<CaseRecord, Findings>) -> RecordIdentity {
    guard let pool, case .success(let record) = input else { return processor.identify(input) }
    guard case .identified(let identity)? = try? pool.ask(.identify, record) else {
      return place(of: record)
    }
    return identity
  }

  /// The identity of a record that no worker could read. This process does not read it either. Nobody knows whether it was chosen, so it is.
  private func place(of record: CaseRecord) -> RecordIdentity {
    var identity = processor.identity(of: record, nil)
    identity.isSelected = true
    return identity
  }

  /// See ``RecordProcessor/check(_:)``.
  func check(_ input: Result<CaseRecord, Findings>) -> CheckedRecord {
    var checked = checkAnywhere(input)
    checked.place = try? input.get().place
    return checked
  }

  private func checkAnywhere(_ input: Result<CaseRecord, Findings>) -> CheckedRecord {
    guard let pool, case .success(let record) = input else { return processor.check(input) }
    var identity: RecordIdentity?
    do throws(Findings) {
      let answer = try pool.ask(.check, record) { identity = $0 }
      guard case .checked(var checked) = answer else { throw Self.misunderstanding }
      guard !checked.findings.hasErrors, checked.identity.isSelected else { return checked }
      do throws(Findings) {
        try processor.protectInputs(from: checked.identity.name, record)
      } catch {
        (checked.findings, checked.printing) = (error, nil)
      }
      return checked
    } catch {
      return CheckedRecord(
        identity: identity ?? place(of: record), findings: error, isUnreadable: error.concernSystem)
    }
  }

  /// See ``RecordProcessor/render(_:)``. A record with errors is only checked once more, to get its findings.
  func render(_ request: RenderRequest) -> RecordResult {
    if request.isRejected {
      let checked = check(request.record)
      let record = try? request.record.get()
      var identity = checked.identity
      if identity.digest == nil { identity.digest = record.map { SHA256(of: $0.source.bytes) } }
      return RecordResult(
        number: request.number, identity: identity, place: record?.place, source: record?.source,
        findings: checked.findings.hasErrors ? checked.findings : Findings.notFoundAgain(record?.source))
    }
    if request.isSigned { return signed(request) }
    guard let pool, case .success(let record) = request.record else { return processor.render(request) }
    let task = WorkerRequest.Task.render(
      number: request.number, planned: request.planned, isChecked: request.isChecked)
    var result: RecordResult
    var identity: RecordIdentity?
    do throws(Findings) {
      let answer = try pool.ask(task, record) { identity = $0 }
      guard case .rendered(let rendered) = answer else { throw Self.misunderstanding }
      result = rendered
    } catch {
      result = RecordResult(number: request.number, identity: identity ?? place(of: record), findings: error)
    }
    if !result.findings.hasErrors, result.identity.isSelected {
      do throws(Findings) {
        try processor.protectInputs(from: result.identity.name, record)
      } catch {
        result.discard()
        (result.files, result.findings) = ([], error)
      }
    }
    (result.place, result.source) = (record.place, record.source)
    return result
  }

  /// The rejection of a record whose letter was signed.
  private func signed(_ request: RenderRequest) -> RecordResult {
    let record = try? request.record.get()
    var result = RecordResult(
      number: request.number, identity: identify(request.record), place: record?.place, source: record?.source)
    result.findings = Findings(
      Finding(
        .signedLetter, "the letter of this record was signed, and the record or the formats are others now",
        fix: "move the signed letter to another folder if the letter is to be made again", in: record?.source, at: 0,
        isCaseData: true))
    return result
  }

  static let misunderstanding = Findings(Finding(.defect, "a worker process gave an answer of the wrong kind"))
}
