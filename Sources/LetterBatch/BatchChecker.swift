import DeterminationLetters

/// Checks many case files and writes nothing.
public struct BatchChecker: Sendable {
  private let renderer: LetterRenderer

  /// Prepares a check.
  public init(renderer: LetterRenderer) {
    self.renderer = renderer
  }

  /// What a check found.
  public struct Summary: Sendable {
    /// Records that were read.
    public fileprivate(set) var cases = 0
    /// Records without a letter, because of errors.
    public fileprivate(set) var withErrors = 0
    /// Errors. A letter with errors cannot be made.
    public fileprivate(set) var errors = 0
    /// Warnings.
    public fileprivate(set) var warnings = 0
    /// The findings of the first record with errors.
    public fileprivate(set) var firstError: Findings?
  }

  /// Checks all records of the inputs, in order, and reports the findings of each.
  /// - Parameter inputs: folders of case files, JSON files, NDJSON files; `-` is standard input.
  /// - Throws: inputs that are missing, before anything is checked.
  public func run(_ inputs: [String], report: (Findings) -> Void) throws(Findings) -> Summary {
    var reader = CaseRecordReader(try CaseFiles(inputs))
    var summary = Summary()
    while let record = reader.next() {
      let findings: Findings
      switch record {
      case .success(let record): findings = renderer.check(record.source)
      case .failure(let error): findings = error
      }
      summary.add(findings)
      report(findings)
    }
    return summary
  }
}

extension BatchChecker.Summary {
  fileprivate mutating func add(_ findings: Findings) {
    let errors = findings.all.count { $0.severity == .error }
    cases += 1
    self.errors += errors
    warnings += findings.warnings.count
    guard errors > 0 else { return }
    withErrors += 1
    firstError = firstError ?? findings
  }
}
