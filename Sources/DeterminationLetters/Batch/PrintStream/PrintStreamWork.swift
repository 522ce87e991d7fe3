import JSONText

/// Makes a file of a print stream, on any thread.
struct PrintStreamWork: Sendable {
  let work: RecordWork
  let files: CaseFiles
  let plan: BatchPlan
  let layout: PrintStreamPlan
  let folder: String

  /// A file that is written and has not yet got its name, and its letters.
  struct File: Sendable {
    var staged: AtomicFile.Staged?
    var letters: [RecordWork.Made]
    var pages: Int
  }

  /// Makes the file of that number.
  /// - Returns: a failure if records have changed since they were looked at first, or the file cannot be written.
  func make(file number: Int) -> Result<File, Findings> {
    do throws(Findings) {
      return .success(try file(number))
    } catch {
      return .failure(error)
    }
  }

  private func file(_ number: Int) throws(Findings) -> File {
    var document = PrintStreamDocument(isDuplex: layout.isDuplex)
    var letters: [RecordWork.Made] = []
    for (entry, firstPage) in zip(layout.entries[layout.files[number]], layout.firstPages(ofFile: number)) {
      let (made, rendered) = try letter(entry)
      guard document.pages == firstPage - 1 else {
        throw Findings(Finding(.defect, "a letter of the print stream has got another number of pages"))
      }
      try document.append(rendered)
      letters.append(made)
      letters[letters.count - 1].firstPage = firstPage
    }
    let bytes = try document.bytes(work.renderer)
    let name = layout.name(ofFile: number)
    var output = ManifestLine.Output(file: name, bytes: bytes.count, digest: SHA256(of: bytes).description)
    output.isDuplex = layout.isDuplex
    for index in letters.indices { letters[index].files = [RecordWork.Made.File(output: output)] }
    let staged =
      work.options.isDryRun ? nil : try AtomicFile.stage(bytes, for: "\(folder)/\(name)")
    return File(staged: staged, letters: letters, pages: document.pages)
  }

  private func letter(_ entry: PrintStreamPlan.Entry) throws(Findings) -> (RecordWork.Made, RenderedLetter) {
    let record = try CaseRecord(fetching: entry.place, of: files)
    let document = try JSONDocument(parsing: record.source)
    let identity = work.identity(of: record, document)
    guard plan.isUnchanged(entry.record, identity.digest?.short) else {
      throw RecordWork.changed(record.source)
    }
    let letter = try work.renderer.render(document, isChecked: plan[entry.record] == .render)
    var made = RecordWork.Made(
      number: entry.record, identity: identity, place: entry.place, source: record.source, findings: letter.warnings)
    made.pages = entry.pages
    made.decisions = letter.decisions
    return (made, letter)
  }
}
