import DeterminationLetters
import Digests
import FileSystem

/// What the check pass found in a record.
struct CheckedRecord: Sendable, Codable {
  var identity: RecordIdentity
  var findings = Findings()
  /// Whether the input could not be read, so that records may be missing, or the system cannot check the record. The batch ends then.
  var isUnreadable = false
  /// Where the record is.
  var place: CaseRecord.Place?
  /// What the print stream must know about the letter, if there is a print stream.
  var printing: Printing?

  struct Printing: Sendable, Codable {
    let place: CaseRecord.Place
    let pages: Int
    let sortValues: [SortOrder.Value]
  }
}

/// A record that the render pass makes into a letter.
struct RenderRequest: Sendable {
  /// The number of the record in the batch, from 0.
  let number: Int
  let record: Result<CaseRecord, Findings>
  /// The fingerprint that the record had when it was checked.
  var planned: Fingerprint?
  /// Whether the check found nothing.
  var isChecked = false
  /// Whether the check found errors.
  var isRejected = false
  /// Whether the letter was signed and must not be made again.
  var isSigned = false
}

/// The result of a record: a letter whose files are written but not yet named, or findings.
struct RecordResult: Sendable, Codable {
  /// The number of the record in the batch, from 0.
  let number: Int
  var identity: RecordIdentity
  var place: CaseRecord.Place?
  var source: SourceText?
  var findings = Findings()
  var files: [File] = []
  var pages: Int?
  /// The first page in the file of a print stream, from 1.
  var firstPage: Int?
  var tallies: [Tally] = []

  /// A worker process does not send back the record that it received.
  private enum CodingKeys: CodingKey {
    case number, identity, findings, files, pages, tallies
  }

  /// A file of the letter; in a dry run there is no temporary file.
  struct File: Sendable, Codable {
    var staged: TemporaryFile?
    var output: ManifestLine.Output
  }

  /// A value that the batch counts.
  struct Tally: Sendable, Codable {
    let name: String
    let value: String
  }

  /// Removes what was written.
  func discard() { for file in files { file.staged?.discard() } }
}
