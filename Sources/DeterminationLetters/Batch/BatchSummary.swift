/// How a batch ended.
public struct BatchSummary: Sendable, Hashable {
  /// Letters that were made.
  public var written = 0
  /// Records of which none was.
  public var rejected = 0
  /// Letters that an earlier run had made, proved to be as they should.
  public var done = 0
  /// Warnings in the letters that were made.
  public var warnings = 0
  /// Pages of the letters, where they were laid out.
  public var pages = 0
  /// Sheets of paper they take.
  public var sheets = 0
  /// Files of the print stream.
  public var streamFiles = 0
  /// Their pages, blank ones included.
  public var streamPages = 0
  /// The letters' decisions, each with its count.
  public var decisions: [String: Int] = [:]
  /// Where an earlier manifest was moved, so that it is not lost.
  public var keptManifest: String?
  /// The signal that ended the batch early; it can be resumed.
  public var interruption: Int32?

  /// Nothing yet.
  public init() {}

  mutating func add(_ made: RecordWork.Made, sheets: Int) {
    written += 1
    warnings += made.findings.all.count
    pages += made.pages ?? 0
    self.sheets += sheets
    for decision in made.decisions { decisions[decision, default: 0] += 1 }
  }
}

/// Takes what a batch tells. What it throws ends the batch, as a full disk does.
public typealias BatchReport = (BatchEvent) throws(Findings) -> Void

/// What a batch tells while it runs.
public enum BatchEvent: Sendable {
  /// The first look at a record found this.
  case checked(Findings)
  /// The first look is over; so many letters are to be made.
  case planned(letters: Int)
  /// A record is finished, in the order of the inputs.
  case finished(Outcome)

  /// What became of a record.
  public struct Outcome: Sendable {
    /// The case number, or the input's name.
    public var id: String
    /// What was found in the record; errors if no letter was written.
    public var findings: Findings
    /// Whether the findings were told of when the record was checked.
    public var wasChecked: Bool
    /// The files that were written, as paths.
    public var files: [String]
    /// The letter's pages, if it was laid out.
    public var pages: Int?
    /// Whether no letter was made.
    public var isRejected: Bool
    /// The record's line of the manifest: a JSON object.
    public var result: String { line.json }
    let line: ManifestLine
  }
}
