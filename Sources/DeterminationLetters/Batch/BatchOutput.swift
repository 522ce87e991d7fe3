import Glibc
import JSONText

/// Everything that a batch writes into a folder besides the letters: the manifest and the rejected records. The folder is locked
/// for it. A stream and a dry run have none of it.
final class BatchOutput {
  /// The folder.
  let path: String
  /// What the letters are made with.
  let maker: ManifestLine.Maker
  /// Where an earlier batch's manifest was moved.
  private(set) var keptManifest: String?

  private let options: BatchOptions
  private let files: CaseFiles
  private let folder: BatchFolder?
  private var journal: BatchJournal?
  private var rejected: RejectedFile?

  /// Makes and locks the folder.
  init(work: RecordWork, files: CaseFiles, folder path: String) throws(Findings) {
    self.path = path
    self.files = files
    options = work.options
    maker = try ManifestLine.Maker(work.renderer)
    folder = options.isDryRun || options.isStream ? nil : try BatchFolder(path)
    guard options.isStream, !options.isDryRun else { return }
    try Files.makeFolder(path)
    TemporaryName.removeRemainders(in: path, isOwner: false)
  }

  private var manifest: String { path + "/manifest.ndjson" }

  /// Opens the manifest. Where the batch is resumed, lines that this batch will make untrue are taken out of it.
  /// - Parameter keeps: whether a line of an earlier run stays.
  func open(keeping keeps: (ManifestLine) -> Bool) throws(Findings) {
    guard let folder else { return }
    if options.resumes {
      try Resumption.take(manifest, keeping: keeps)
    } else {
      keptManifest = try KeptFile.keep(manifest)
    }
    journal = try BatchJournal(manifest, folders: [folder.descriptor])
    rejected = RejectedFile(folder: path)
  }

  /// Opens the manifest for single letters; where the batch is resumed, notes in the plan what is done.
  func open(_ plan: inout BatchPlan?) throws(Findings) {
    guard var resumed = plan else { return try open { _ in true } }
    let check = LetterResumption(folder: path, maker: maker, options: options)
    try open { check.keeps($0, &resumed) }
    plan = resumed
  }

  /// Puts down what became of a record.
  @discardableResult
  func putDown(_ made: RecordWork.Made) throws(Findings) -> ManifestLine {
    let line = line(for: made)
    if line.status != .written {
      try rejected?.append(made.source, id: made.identity.id, findings: made.findings)
    }
    try journal?.append(line)
    return line
  }

  private func line(for made: RecordWork.Made) -> ManifestLine {
    var line = ManifestLine()
    line.id = made.identity.id
    line.name = made.identity.name
    line.status = made.findings.hasErrors ? made.findings.concernCrash ? .crashed : .rejected : .written
    if let place = made.place {
      line.input = ManifestLine.Input(
        file: files[Int(place.file)], line: place.line, column: place.column, offset: place.offset, bytes: place.count,
        digest: made.identity.digest?.description ?? "")
    }
    line.maker = maker
    line.outputs = made.files.map(\.output)
    line.firstPage = made.firstPage
    line.pages = made.pages
    line.sheets = made.pages.map(options.sheets)
    line.codes = made.findings.all.map(\.code.id)
    return line
  }

  /// Syncs everything and gives the rejected records their name. Letters may follow, rejected records no more.
  func close() throws(Findings) {
    defer {
      rejected = nil
      // Worker processes that died leave what they had not finished.
      if options.isolation != nil, !options.isDryRun { TemporaryName.removeRemainders(in: path, isOwner: false) }
    }
    do throws(Findings) {
      try rejected?.close()
    } catch {
      try? journal?.close()
      throw error
    }
    try journal?.close()
  }
}
