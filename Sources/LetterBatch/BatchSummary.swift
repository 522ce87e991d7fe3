import DeterminationLetters

/// How a batch ended.
public struct BatchSummary: Sendable, Hashable {
  /// Letters that were made.
  public package(set) var written = 0
  /// Records without a letter, because of errors.
  public package(set) var rejected = 0
  /// Letters that an earlier run had made, verified by their digests.
  public package(set) var done = 0
  /// Warnings in the letters that were made.
  public package(set) var warnings = 0
  /// Pages of the letters, if they were laid out.
  public package(set) var pages = 0
  /// Sheets of paper that the letters take.
  public package(set) var sheets = 0
  /// Files of the print stream.
  public package(set) var streamFiles = 0
  /// Pages of the print stream, including blank ones.
  public package(set) var streamPages = 0
  /// How often each value of a tally occurs in the letters that were made, such as the decisions. The template set names the tallies.
  public package(set) var tallies: [String: [String: Int]] = [:]
  /// The new name of an earlier batch's manifest.
  public package(set) var keptManifest: String?
  /// Files in an input folder that were not read as cases, because it is also the output folder and a batch writes files of their names.
  public package(set) var unreadFiles: [String] = []
  /// Whether the batch stopped early because its task was cancelled. It can be resumed.
  public package(set) var wasCancelled = false

  /// A summary of a batch that has not started.
  init() {}

  mutating func add(_ result: RecordResult, sheets: Int) {
    written += 1
    warnings += result.findings.warnings.count
    pages += result.pages ?? 0
    self.sheets += sheets
    for tally in result.tallies { tallies[tally.name, default: [:]][tally.value, default: 0] += 1 }
  }
}

/// What a batch reports while it runs.
public enum BatchEvent: Sendable {
  /// A record was checked; these are its findings, perhaps none.
  case checked(Findings)
  /// All records were checked. This many letters will be made.
  case planned(letters: Int)
  /// A record is finished, in the order of the inputs.
  case finished(Outcome)

  /// How a record ended.
  public struct Outcome: Sendable {
    /// The identity of the case, or the name of the input if it has none.
    public let id: String
    /// The findings in the record. There are errors if no letter was written.
    public let findings: Findings
    /// Whether the findings were reported before, when the record was checked.
    public let wasChecked: Bool
    /// The files that were written, as paths.
    public let files: [String]
    /// The pages of the letter, if it was laid out.
    public let pages: Int?
    /// Whether the record was rejected, so that there is no letter.
    public let isRejected: Bool
    /// The record's line of the manifest: a JSON object.
    public var result: String { line.json }
    let line: ManifestLine
  }
}

/// Takes what a batch reports. If it throws, the batch ends, as with a full disk.
package typealias BatchReport = @Sendable (BatchEvent) throws(Findings) -> Void
