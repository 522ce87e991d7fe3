import DeterminationLetters
import Digests
import FileSystem
import JSONText

/// Makes a file of a print stream, on any thread.
struct PrintStreamFileMaker: Sendable {
  let job: BatchJob
  let plan: BatchPlan
  let layout: PrintStreamPlan
  let folder: String
  let modes: PrintStreamModes

  /// A file that is written but not yet named, and its letters.
  struct File: Sendable {
    var staged: TemporaryFile?
    var letters: [RecordResult]
    var pages: Int
  }

  /// Makes the file of that number.
  /// - Returns: nil if the batch was asked to stop; a failure if records have changed since they were checked, or the file cannot be
  ///   written.
  func make(file number: Int) -> Result<File?, Findings> {
    do throws(Findings) {
      return .success(try file(number))
    } catch {
      return .failure(error)
    }
  }

  private func file(_ number: Int) throws(Findings) -> File? {
    var document = PrintStreamDocument(isDuplex: layout.isDuplex)
    var letters: [RecordResult] = []
    for (entry, firstPage) in zip(layout.entries[layout.files[number]], layout.firstPages(ofFile: number)) {
      if job.stop.isMade { return nil }
      let (result, rendered) = try letter(entry)
      guard document.pages == firstPage - 1 else {
        throw Findings(Finding(.defect, "a letter of the print stream has another number of pages than before"))
      }
      try document.append(rendered)
      letters.append(result)
      letters[letters.count - 1].firstPage = firstPage
    }
    let standard = job.processor.renderer.pdfOptions.standard
    let file = try document.file(job.processor.renderer, standard: standard)
    let name = layout.name(ofFile: number)
    var output = ManifestLine.Output(file: name, bytes: file.bytes.count, digest: file.digest.description)
    output.recordPrintStream(isDuplex: layout.isDuplex, standard)
    for index in letters.indices { letters[index].files = [RecordResult.File(output: output)] }
    let staged =
      job.options.isDryRun ? nil : try AtomicFile.stage(file.bytes, for: "\(folder)/\(name)", mode: modes[name])
    return File(staged: staged, letters: letters, pages: document.pages)
  }

  private func letter(_ entry: PrintStreamPlan.Entry) throws(Findings) -> (RecordResult, RenderedLetter) {
    let record = try CaseRecord(fetching: entry.place, of: job.files)
    let document = try JSONDocument(parsing: record.source)
    let identity = job.processor.identity(of: record, document)
    guard plan.isUnchanged(entry.record, identity.fingerprint) else {
      throw Findings.changed(record.source)
    }
    let isChecked = plan[entry.record] == .render
    let letter = try job.processor.renderer.render(document, isChecked: isChecked)
    var result = RecordResult(
      number: entry.record, identity: identity, place: entry.place, source: record.source,
      findings: isChecked ? plan.warnings(of: entry.record) : letter.warnings)
    plan.hiddenFiles.hide(&result, in: job.files)
    result.pages = entry.pages
    result.tallies = letter.tallies.map { RecordResult.Tally(name: $0.name, value: $0.value) }
    return (result, letter)
  }
}
