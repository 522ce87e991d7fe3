import DeterminationLetters
import FileSystem

/// A folder that a batch writes to, with everything in it besides the letters: the lock, the manifest and the rejected records. A
/// stream and a dry run have none of these.
final class OutputFolder {
  /// The path of the folder.
  let path: String
  /// What the letters are made with.
  let maker: ManifestLine.Maker
  /// The new path of an earlier batch's manifest.
  private(set) var keptManifest: String?

  private let options: BatchOptions
  private let pdfOptions: PDFOptions
  private let files: CaseFiles
  private let templateFiles: TemplateFilesInUse
  private let lock: FolderLock?
  private var journal: BatchJournal?
  private var rejected: RejectedFile?
  /// Whether the template set is kept in the folder, which the first letter asks for.
  private var keepsTemplateSet = false

  /// Makes and locks the folder.
  init(_ job: BatchJob, folder path: String) throws(Findings) {
    self.path = path
    files = job.files
    templateFiles = job.processor.renderer.templateFiles
    options = job.options
    pdfOptions = job.processor.renderer.pdfOptions
    maker = try ManifestLine.Maker(job.processor.renderer)
    lock = options.isDryRun || options.isStream ? nil : try FolderLock(path)
    guard options.isStream, !options.isDryRun else { return }
    try Folders.make(path)
    try TemporaryName.removeLeftovers(in: path, ofAllProcesses: false)
  }

  private var manifest: String { BatchFile.manifest.path(in: path) }

  /// Opens the manifest. If the batch is resumed, lines that will no longer be true are removed. The manifest of letters and that of a print
  /// stream are kept apart.
  /// - Parameter judge: what becomes of a line of an earlier run.
  func open(
    asPrintStream isStream: Bool = false, judging judge: (ManifestLine) -> Resumption.Verdict
  ) throws(Findings) {
    guard let lock else { return try look(at: manifest, judging: judge) }
    try requireOwnFiles()
    let mode = FileMode(of: manifest)
    if options.resumes, try Resumption.canContinue(manifest, asPrintStream: isStream) {
      try Resumption.rewrite(manifest, judging: judge)
    } else {
      keptManifest = try KeptFile.keep(manifest)
    }
    journal = try BatchJournal(manifest, folders: [lock.descriptor], mode: mode)
    rejected = RejectedFile(folder: path)
  }

  /// - Throws: a finding if something else than a file has the name of a file that the batch writes beside the letters.
  func requireOwnFiles() throws(Findings) {
    for file in BatchFile.allCases { try Folders.requireOwnFile(file.path(in: path)) }
  }

  /// What a dry run would resume.
  private func look(
    at manifest: String, judging judge: (ManifestLine) -> Resumption.Verdict
  ) throws(Findings) {
    guard options.resumes, Folders.exists(manifest) else { return }
    var reader = try ManifestReader(manifest, resumes: true)
    while let line = try reader.next()?.line { _ = judge(line) }
  }

  /// Opens the manifest for single letters. If the batch is resumed, the plan learns which letters are done.
  func open(_ plan: inout BatchPlan?) throws(Findings) {
    guard var resumed = plan else { return try open { _ in .keep } }
    var check = LetterResumption(
      folder: path, maker: maker, options: options, pdfOptions: pdfOptions, files: files)
    try open { check.judge($0, &resumed) }
    // Letters that are done need the set too, and somebody may have removed it.
    if lock != nil, options.resumes, resumed.done > 0 { try keepTemplateSet() }
    plan = resumed
  }

  /// Writes what letters need beside them before they get their names: if the disk is full, it is full now.
  /// - Parameter letters: the letters of a file of a print stream. There is always room for the line of one letter.
  func prepare(for letters: [RecordResult] = []) throws(Findings) {
    guard lock != nil else { return }
    try keepTemplateSet()
    try journal?.takeRoom(for: letters.reduce(0) { $0 + line(for: $1).json.utf8.count + 1 })
  }

  /// Records the result of a record.
  /// - Parameter hasLine: whether the manifest has a line of an earlier run, which stays. Then only the rejected record is kept.
  @discardableResult
  func record(_ result: RecordResult, hasLine: Bool = false) throws(Findings) -> ManifestLine {
    let line = line(for: result)
    if line.status != .written {
      try rejected?.append(result.source, id: line.id, findings: result.findings)
    }
    if !hasLine { try journal?.append(line) }
    return line
  }

  private func keepTemplateSet() throws(Findings) {
    if keepsTemplateSet { return }
    try KeptTemplateSet.keep(templateFiles, in: path)
    keepsTemplateSet = true
  }

  private func line(for result: RecordResult) -> ManifestLine {
    var line = ManifestLine()
    line.id = ManifestLine.shortened(result.identity.id)
    line.name = ManifestLine.shortened(result.identity.name)
    line.status = result.findings.hasErrors ? result.findings.concernCrash ? .crashed : .rejected : .written
    if let place = result.place {
      line.input = ManifestLine.Input(place, of: files, result.identity)
      line.input.bytes = place.count
      line.input.digest = result.identity.digest?.description ?? ""
    }
    line.maker = maker
    line.outputs = result.files.map(\.output)
    line.firstPage = result.firstPage
    line.pages = result.pages
    line.sheets = result.pages.map(options.sheets)
    line.codes = (result.findings.hasErrors ? result.findings.all : result.findings.warnings).map(\.code.id)
    return line
  }

  /// Syncs everything and gives the rejected records their name. After that, letters may follow but no rejected records.
  func close() throws(Findings) {
    defer { rejected = nil }
    do throws(Findings) {
      try rejected?.close()
    } catch {
      try? journal?.close()
      throw error
    }
    try journal?.close()
    // Worker processes that died leave temporary files.
    if options.isolation != nil, !options.isDryRun {
      try TemporaryName.removeLeftovers(in: path, ofAllProcesses: false)
    }
  }
}
