import DeterminationLetters
import Digests

/// Sends records to where they are processed: in this process or, with `--isolate`, in worker processes.
struct RecordDispatcher: Sendable {
  let processor: RecordProcessor
  private let pool: WorkerPool?

  init(_ processor: RecordProcessor) throws(Findings) {
    self.processor = processor
    pool = try processor.options.isolation.map { command throws(Findings) in try WorkerPool(command: command) }
  }

  /// See ``RecordProcessor/identify(_:)``.
  func identify(_ input: Result<CaseRecord, Findings>) -> RecordIdentity {
    guard let pool, case .success(let record) = input else { return processor.identify(input) }
    guard case .identified(let identity)? = try? pool.ask(.identify, record) else {
      return processor.identify(input)
    }
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
    do throws(Findings) {
      guard case .checked(var checked) = try pool.ask(.check, record) else { throw Self.misunderstanding }
      guard !checked.findings.hasErrors, checked.identity.isSelected else { return checked }
      do throws(Findings) {
        try processor.protectInputs(from: checked.identity.name, record)
      } catch {
        checked.findings = error
      }
      return checked
    } catch {
      // Only the identity is read here, which is more than the place where the record crashed a worker.
      return CheckedRecord(
        identity: processor.identify(input), findings: error, isUnreadable: error.concernSystem)
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
    guard let pool, case .success(let record) = request.record else { return processor.render(request) }
    let task = WorkerRequest.Task.render(
      number: request.number, planned: request.planned, isChecked: request.isChecked)
    var result: RecordResult
    do throws(Findings) {
      guard case .rendered(let answer) = try pool.ask(task, record) else { throw Self.misunderstanding }
      result = answer
    } catch {
      result = RecordResult(
        number: request.number, identity: processor.identify(request.record), findings: error)
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

  private static let misunderstanding = Findings(Finding(.defect, "a worker process gave an answer of the wrong kind"))
}
