import Glibc
import JSONText

/// A print stream under way: makes its files several at a time, and tells of their letters in the manifest and in the index.
final class PrintStreamRun {
  private let work: RecordWork
  private let files: CaseFiles
  private let plan: BatchPlan
  private let layout: PrintStreamPlan
  private let output: BatchOutput
  private let report: BatchReport
  private var doneFiles: Set<Int> = []
  private var failure: Findings?

  init(
    work: RecordWork, files: CaseFiles, plan: BatchPlan, layout: PrintStreamPlan, output: BatchOutput,
    report: @escaping BatchReport
  ) {
    self.work = work
    self.files = files
    self.plan = plan
    self.layout = layout
    self.output = output
    self.report = report
  }

  /// Opens the manifest and finds out which files are done.
  /// - Throws: a finding if the folder has files of another print stream, which a mail house would print too.
  func open() throws(Findings) {
    let own = Set(layout.files.indices.map(layout.name))
    let foreign = (Files.list(output.path) ?? []).filter { $0.hasPrefix("stream-") && !own.contains($0) }
    guard foreign.isEmpty || work.options.isDryRun else {
      throw Findings(
        Finding(
          .cannotCreate, "“\(output.path)” has files of another print stream, such as “\(foreign[0])”",
          fix: "choose an empty folder"))
    }
    guard work.options.resumes else {
      try output.open { _ in true }
      return try removeOldFiles()
    }
    var resumption = PrintStreamResumption(folder: output.path, maker: output.maker, layout: layout, plan: plan)
    if Files.exists(output.path + "/manifest.ndjson") {
      var reader = try ManifestReader(output.path + "/manifest.ndjson")
      while let entry = try reader.next() { resumption.take(entry.line) }
    }
    doneFiles = resumption.doneFiles
    try output.open { line in
      line.status == .written && resumption.file(of: line).map(doneFiles.contains) ?? false
    }
    try removeOldFiles()
  }

  /// Until all files are there, the folder must not look as if they were: an index of an earlier run, or its files beside ours,
  /// would be printed.
  private func removeOldFiles() throws(Findings) {
    guard !work.options.isDryRun else { return }
    let old = layout.files.indices.filter { !doneFiles.contains($0) }.map(layout.name) + ["stream.ndjson"]
    for name in old where unlink("\(output.path)/\(name)") != 0 && errno != ENOENT {
      throw Findings(Finding(.cannotCreate, "“\(output.path)/\(name)” cannot be replaced: \(Files.reason())"))
    }
  }

  /// Makes the files that are not done, and the index.
  /// - Parameter countsLetters: whether the letters were not written singly too, and counted then.
  func run(_ summary: inout BatchSummary, countsLetters: Bool) async throws(Findings) {
    summary.keptManifest = summary.keptManifest ?? output.keptManifest
    if countsLetters { summary.done += doneFiles.reduce(0) { $0 + layout.files[$1].count } }
    var counted = summary
    var waiting = layout.files.indices.filter { !doneFiles.contains($0) }[...]
    let maker = PrintStreamWork(work: work, files: files, plan: plan, layout: layout, folder: output.path)
    await OrderedPipeline(jobs: work.options.jobs).run(
      next: { [self] in failure == nil && Interruption.signal == nil ? waiting.popFirst() : nil },
      isReady: { true }, work: { maker.make(file: $0) },
      finish: { [self] made in
        do throws(Findings) {
          try finish(made, &counted, countsLetters: countsLetters)
        } catch {
          failure = failure ?? error
        }
        return failure == nil
      })
    do throws(Findings) {
      try output.close()
      if failure == nil, Interruption.signal == nil, !work.options.isDryRun { try writeIndex() }
    } catch {
      throw failure ?? error
    }
    if let failure { throw failure }
    summary = counted
  }

  private func finish(
    _ made: Result<PrintStreamWork.File, Findings>, _ summary: inout BatchSummary, countsLetters: Bool
  ) throws(Findings) {
    let file = try made.get()
    guard failure == nil else {
      file.staged?.discard()
      return
    }
    try file.staged?.commit()
    summary.streamFiles += 1
    summary.streamPages += file.pages
    for letter in file.letters {
      let line = try output.putDown(letter)
      if countsLetters { summary.add(letter, sheets: line.sheets ?? 0) }
      try report(
        .finished(
          BatchEvent.Outcome(
            id: letter.identity.id, findings: letter.findings, wasChecked: true,
            files: letter.files.map { "\(output.path)/\($0.output.file)" }, pages: letter.pages, isRejected: false,
            line: line)))
    }
  }

  /// `stream.ndjson`: where each letter is, in the order of printing, for those who print, fold and post.
  private func writeIndex() throws(Findings) {
    var text: [UInt8] = []
    for number in layout.files.indices {
      let name = layout.name(ofFile: number)
      for (entry, firstPage) in zip(layout.entries[layout.files[number]], layout.firstPages(ofFile: number)) {
        var line = JSONLine()
        line.add("id", entry.id)
        line.add("file", name)
        line.add("firstPage", firstPage)
        line.add("pages", entry.pages)
        line.add("sheets", work.options.sheets(entry.pages))
        text += Array((line.text + "\n").utf8)
      }
    }
    try AtomicFile.write(text, to: output.path + "/stream.ndjson")
  }
}

/// Finds out which files of a print stream are provably done: the manifest has each of their letters at its page, made of the same
/// record by the same program, and the file is what the manifest says.
struct PrintStreamResumption {
  private let folder: String
  private let maker: ManifestLine.Maker
  private let layout: PrintStreamPlan
  private let plan: BatchPlan
  private let numbers: [String: Int]
  /// How many letters of each file are in the manifest, where the next one must start, and what it says of the file.
  private var found: [Int: (count: Int, nextPage: Int, output: ManifestLine.Output)] = [:]

  init(folder: String, maker: ManifestLine.Maker, layout: PrintStreamPlan, plan: BatchPlan) {
    self.folder = folder
    self.maker = maker
    self.layout = layout
    self.plan = plan
    numbers = Dictionary(layout.files.indices.map { (layout.name(ofFile: $0), $0) }) { first, _ in first }
  }

  /// The number of the file that a line's letter is in.
  func file(of line: ManifestLine) -> Int? { line.outputs.first.flatMap { numbers[$0.file] } }

  /// Takes a line of the manifest. Lines of a file come in its order.
  mutating func take(_ line: ManifestLine) {
    guard let number = file(of: line), let output = line.outputs.first, line.maker == maker else { return }
    let entries = layout.files[number]
    let (count, page, known) = found[number] ?? (0, 1, output)
    guard count < entries.count, known == output else { return }
    let entry = layout.entries[entries.lowerBound + count]
    guard entry.id == line.id, plan.isUnchanged(entry.record, line.input.shortDigest), line.pages == entry.pages,
      line.firstPage == page
    else { return }
    found[number] = (count + 1, page + layout.pages(of: entry), output)
  }

  /// The files of which nothing is left to do.
  var doneFiles: Set<Int> {
    Set(
      found.filter { number, file in
        file.count == layout.files[number].count && file.output.isDuplex == layout.isDuplex
          && file.output.isIntact(in: folder)
      }.keys)
  }
}
