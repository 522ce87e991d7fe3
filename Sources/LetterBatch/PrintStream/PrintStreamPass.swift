import DeterminationLetters
import FileSystem
import Glibc

/// The print stream pass: makes the files of the print stream, several at a time, and records their letters in the manifest and the
/// index.
final class PrintStreamPass {
  private let job: BatchJob
  private let plan: BatchPlan
  private let layout: PrintStreamPlan
  private let output: OutputFolder
  private var doneFiles: Set<Int> = []
  private var modes = PrintStreamModes()
  private var failure: Findings?

  init(_ job: BatchJob, plan: BatchPlan, layout: PrintStreamPlan, output: OutputFolder) {
    self.job = job
    self.plan = plan
    self.layout = layout
    self.output = output
  }

  /// Opens the manifest and finds the files that are done.
  /// - Throws: a finding if the folder has print stream files that this run does not write, because a mail house would print them too.
  func open() throws(Findings) {
    let own = Set(layout.files.indices.map(layout.name))
    let foreign = (try Folders.list(output.path) ?? []).filter { $0.hasPrefix("stream-") && !own.contains($0) }
    guard foreign.isEmpty || job.options.isDryRun else {
      throw Findings(
        Finding(
          .cannotCreate, "“\(output.path)” has files of another print stream, such as “\(foreign[0])”",
          fix: "choose an empty folder"))
    }
    guard job.options.resumes else {
      try prepareToReplace()
      try output.open(asPrintStream: true) { _ in .keep }
      return try removeOldFiles()
    }
    var resumption = PrintStreamResumption(
      folder: output.path, maker: output.maker, standard: job.processor.renderer.pdfOptions.standard, layout: layout,
      plan: plan)
    if Folders.exists(BatchFile.manifest.path(in: output.path)) {
      var reader = try ManifestReader(BatchFile.manifest.path(in: output.path), resumes: true)
      while let entry = try reader.next() {
        if plan.hiddenFiles.contains(entry.line.input.file) { continue }
        resumption.take(entry.line)
      }
    }
    doneFiles = resumption.doneFiles
    try prepareToReplace()
    try output.open(asPrintStream: true) { line in
      line.status == .written && resumption.file(of: line).map(doneFiles.contains) ?? false ? .keep : .drop
    }
    // Letters that are done need the set too, and somebody may have removed it.
    if !doneFiles.isEmpty { try output.prepare() }
    try removeOldFiles()
  }

  /// Checks that nothing prevents the run, and then removes the index. The index goes first: from here on, the folder changes, and a run that is
  /// killed must not leave an index that looks complete.
  private func prepareToReplace() throws(Findings) {
    try output.requireOwnFiles()
    modes = PrintStreamModes(of: oldFiles, in: output.path)
    for name in oldFiles { try SignedLetter.protect("\(output.path)/\(name)") }
    try remove([BatchFile.stream.name])
  }

  /// Removes the files of an earlier run that are not kept. Until all files exist, the folder must not look complete, because it could be
  /// printed.
  private func removeOldFiles() throws(Findings) { try remove(oldFiles) }

  /// The names of the files that this run makes again.
  private var oldFiles: [String] { layout.files.indices.filter { !doneFiles.contains($0) }.map(layout.name) }

  private func remove(_ names: [String]) throws(Findings) {
    guard !job.options.isDryRun else { return }
    for name in names where unlink("\(output.path)/\(name)") != 0 && errno != ENOENT {
      throw Findings(Finding(.cannotCreate, "“\(output.path)/\(name)” cannot be replaced: \(Files.reason())"))
    }
  }

  /// Makes the files that are not done, and the index.
  /// - Parameter countsLetters: whether the summary counts the letters here. If single letters are written too, it counts them there.
  func run(_ summary: inout BatchSummary, countsLetters: Bool) async throws(Findings) {
    summary.keptManifest = summary.keptManifest ?? output.keptManifest
    if countsLetters { summary.done += doneFiles.reduce(0) { $0 + layout.files[$1].count } }
    var counted = summary
    var waiting = layout.files.indices.filter { !doneFiles.contains($0) }[...]
    let maker = PrintStreamFileMaker(job: job, plan: plan, layout: layout, folder: output.path, modes: modes)
    await OrderedPipeline(jobs: job.options.jobs).run(
      next: { [self] in failure == nil && !job.stop.isMade ? waiting.popFirst() : nil },
      isReady: { true }, work: { maker.make(file: $0) },
      finish: { [self] result in
        do throws(Findings) {
          try finish(result, &counted, countsLetters: countsLetters)
        } catch {
          failure = failure ?? error
        }
        return failure == nil
      })
    do throws(Findings) {
      try output.close()
      if failure == nil, !job.stop.isMade, !job.options.isDryRun { try writeIndex() }
    } catch {
      throw failure ?? error
    }
    if let failure { throw failure }
    summary = counted
  }

  private func finish(
    _ result: Result<PrintStreamFileMaker.File?, Findings>, _ summary: inout BatchSummary, countsLetters: Bool
  ) throws(Findings) {
    guard let file = try result.get() else { return }
    guard failure == nil else {
      file.staged?.discard()
      return
    }
    do throws(Findings) {
      try output.prepare(for: file.letters)
    } catch {
      file.staged?.discard()
      throw error
    }
    try file.staged?.commit()
    summary.streamFiles += 1
    summary.streamPages += file.pages
    for letter in file.letters {
      let line = try output.record(letter)
      if countsLetters { summary.add(letter, sheets: line.sheets ?? 0) }
      try job.report(
        .finished(
          BatchEvent.Outcome(
            id: letter.identity.id, findings: letter.findings, wasChecked: true,
            files: letter.files.map { "\(output.path)/\($0.output.file)" }, pages: letter.pages, isRejected: false,
            line: line)))
    }
  }

  /// Writes the index.
  private func writeIndex() throws(Findings) {
    var index = PrintStreamIndex()
    for number in layout.files.indices {
      let name = layout.name(ofFile: number)
      for (entry, firstPage) in zip(layout.entries[layout.files[number]], layout.firstPages(ofFile: number)) {
        index.add(
          id: entry.id, file: name, firstPage: firstPage, pages: entry.pages, sheets: job.options.sheets(entry.pages))
      }
    }
    try AtomicFile.replace(BatchFile.stream.path(in: output.path), by: index.bytes, mode: modes.ofIndex)
  }
}
