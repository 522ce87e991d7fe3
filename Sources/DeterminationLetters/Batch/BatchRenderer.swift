import JSONText

/// Renders many letters into a folder, several at a time, and goes on where a record is bad.
public struct BatchRenderer: Sendable {
  /// What makes the letters.
  public var renderer: LetterRenderer
  /// The folder that the letters are written to; made if it does not exist.
  public var folder: String
  /// What each letter is written as.
  public var formats: [LetterFormat]
  /// The width of plain text.
  public var textWidth: Int
  /// How many letters are rendered at a time.
  public var jobs: Int

  /// Prepares a batch.
  public init(
    renderer: LetterRenderer, folder: String, formats: [LetterFormat] = [.pdf], textWidth: Int = 80, jobs: Int = 1
  ) {
    self.renderer = renderer
    self.folder = folder
    self.formats = formats
    self.textWidth = textWidth
    self.jobs = max(1, jobs)
  }

  /// How a batch ended.
  public struct Summary: Sendable, Hashable {
    /// Letters that were written.
    public var written = 0
    /// Records that were not.
    public var rejected = 0

    /// A count of letters.
    public init(written: Int = 0, rejected: Int = 0) {
      self.written = written
      self.rejected = rejected
    }
  }

  /// What became of a record.
  public struct Outcome: Sendable {
    /// What was found in the record; errors if no letter was written.
    public var findings: Findings
    /// The files that were written.
    public var files: [String]

    /// Whether no letter was written.
    public var isRejected: Bool { files.isEmpty }
  }

  /// Renders all records of the inputs and tells `report` what became of each, in the order of the inputs.
  /// - Parameter inputs: folders of case files, JSON files, NDJSON files; `-` is NDJSON on standard input.
  /// - Throws: what keeps the batch from starting: an input that is missing, a folder that cannot be made.
  public func run(_ inputs: [String], report: (Outcome) -> Void) async throws(Findings) -> Summary {
    var reader = try CaseRecordReader(inputs: inputs)
    try Files.makeFolder(folder)
    var summary = Summary()
    var names = NameRegister()
    func finish(_ rendered: RenderedRecord) {
      let outcome = write(rendered, &names)
      if outcome.isRejected { summary.rejected += 1 } else { summary.written += 1 }
      report(outcome)
    }
    if jobs == 1 {
      while let record = reader.next() { finish(render(record)) }
    } else {
      await runInParallel(&reader, finish)
    }
    return summary
  }

  /// Keeps `jobs` letters in work and a few waiting. What they give is put back in order before it is written, so that of
  /// two records with one name it is always the second that is refused.
  private func runInParallel(_ reader: inout CaseRecordReader, _ finish: (RenderedRecord) -> Void) async {
    await withTaskGroup(of: (Int, RenderedRecord).self) { group in
      var started = 0
      var finished = 0
      var early: [Int: RenderedRecord] = [:]
      func start() -> Bool {
        guard let record = reader.next() else { return false }
        let number = started
        group.addTask { (number, render(record)) }
        started += 1
        return true
      }
      for _ in 0..<jobs * 4 where !start() { break }
      while let (number, rendered) = await group.next() {
        early[number] = rendered
        while let next = early.removeValue(forKey: finished) {
          finish(next)
          finished += 1
        }
        // No more is started than can be waited for, so that one slow letter does not let the others pile up.
        while started - finished < jobs * 4, start() {}
      }
    }
  }

  /// The letter of a record in all formats, not yet written.
  private struct RenderedRecord: Sendable {
    var source: SourceText?
    var name = ""
    var contents: [(format: LetterFormat, bytes: [UInt8])] = []
    var findings = Findings()
  }

  private func render(_ record: Result<CaseRecord, Findings>) -> RenderedRecord {
    var result = RenderedRecord()
    do throws(Findings) {
      let record = try record.get()
      let letter = try renderer.render(record.source)
      result.name = try OutputName.checked(letter.caseNumber ?? record.fallbackName, for: record.source)
      try letter.checkName(result.name)
      for format in formats { result.contents.append((format, try letter.bytes(format, textWidth: textWidth))) }
      result.source = record.source
      result.findings = letter.warnings
    } catch {
      result = RenderedRecord(findings: error)
    }
    return result
  }

  private func write(_ rendered: RenderedRecord, _ names: inout NameRegister) -> Outcome {
    guard let source = rendered.source else { return Outcome(findings: rendered.findings, files: []) }
    do throws(Findings) {
      try names.claim(rendered.name, for: source)
      var files: [String] = []
      for (format, bytes) in rendered.contents {
        let path = "\(folder)/\(rendered.name).\(format.rawValue)"
        try AtomicFile.write(bytes, to: path)
        files.append(path)
      }
      return Outcome(findings: rendered.findings, files: files)
    } catch {
      return Outcome(findings: error, files: [])
    }
  }
}
