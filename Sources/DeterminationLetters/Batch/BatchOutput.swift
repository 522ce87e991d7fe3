import Glibc
import JSONText

/// Everything that a batch writes besides the letters: the manifest and the rejected records, in a folder that it has locked.
/// A stream and a dry run have none of it.
final class BatchOutput {
  private let options: BatchOptions
  private let files: CaseFiles
  private let maker: ManifestLine.Maker
  private let folder: BatchFolder?
  private let journal: BatchJournal?
  private var rejected: RejectedFile?
  /// Where an earlier batch's manifest was moved.
  private(set) var keptManifest: String?

  /// Locks the folder and opens its manifest; where the batch is resumed, notes in the plan what is done.
  init(work: RecordWork, files: CaseFiles, plan: inout BatchPlan?) throws(Findings) {
    options = work.options
    self.files = files
    maker = try ManifestLine.Maker(work.renderer)
    guard !options.isDryRun, !options.isStream else {
      if options.isStream, !options.isDryRun {
        try Files.makeFolder(options.folder)
        TemporaryName.removeRemainders(in: options.folder, isOwner: false)
      }
      (folder, journal, rejected) = (nil, nil, nil)
      return
    }
    let folder = try BatchFolder(options.folder)
    self.folder = folder
    let manifest = folder.path + "/manifest.ndjson"
    if options.resumes, var resumed = plan {
      try Resumption(folder: folder.path, maker: maker, options: options).take(manifest, into: &resumed)
      plan = resumed
    } else {
      keptManifest = try Self.keep("manifest", in: folder.path)
      _ = try Self.keep("rejected", in: folder.path)
    }
    journal = try BatchJournal(manifest, folders: [folder.descriptor])
    rejected = RejectedFile(folder: folder.path)
  }

  /// Moves a file of an earlier batch to a name that is free.
  private static func keep(_ name: String, in folder: String) throws(Findings) -> String? {
    let path = "\(folder)/\(name).ndjson"
    guard access(path, F_OK) == 0 else { return nil }
    var number = 1
    while access("\(folder)/\(name).\(number).ndjson", F_OK) == 0 { number += 1 }
    let kept = "\(folder)/\(name).\(number).ndjson"
    guard rename(path, kept) == 0 else {
      throw Findings(Finding(.cannotCreate, "“\(path)” cannot be renamed: \(Files.reason())"))
    }
    return kept
  }

  /// The manifest's line for a record.
  func line(for made: RecordWork.Made, sheets: Int?) -> ManifestLine {
    var line = ManifestLine()
    line.id = made.identity.id
    line.name = made.identity.name
    line.status = made.findings.hasErrors ? .rejected : .written
    if let place = made.record?.place {
      line.input = ManifestLine.Input(
        file: files[Int(place.file)], line: place.line, column: place.column, offset: place.offset, bytes: place.count,
        digest: made.identity.digest?.description ?? "")
    }
    line.maker = maker
    line.outputs = made.files.map(\.output)
    line.pages = made.pages
    line.sheets = sheets
    line.codes = made.findings.all.map(\.code.id)
    return line
  }

  func append(_ line: ManifestLine) throws(Findings) { try journal?.append(line) }

  func reject(_ made: RecordWork.Made) throws(Findings) {
    try rejected?.append(made.record, id: made.identity.id, findings: made.findings)
  }

  /// Syncs and closes everything.
  func close() throws(Findings) {
    try rejected?.close()
    try journal?.close()
  }
}
