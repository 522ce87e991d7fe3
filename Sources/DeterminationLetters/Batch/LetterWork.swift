import JSONText

extension RecordWork {
  /// A record, numbered as it came.
  struct Input: Sendable {
    let number: Int
    let record: Result<CaseRecord, Findings>
    /// The start of the digest that the record had when it was looked at first.
    var plannedDigest: UInt32?
    /// Whether nothing was found in it then.
    var isChecked = false
    /// Whether errors were found in it.
    var isRejected = false
  }

  /// A letter in all formats, its files written and not yet named.
  struct Made: Sendable, Codable {
    let number: Int
    var identity: Identity
    var place: CaseRecord.Place?
    var source: SourceText?
    var findings = Findings()
    var files: [File] = []
    var pages: Int?
    /// The first page in the file of a print stream, from 1.
    var firstPage: Int?
    var decisions: [String] = []

    /// A worker process does not send back what it was sent.
    private enum CodingKeys: CodingKey {
      case number, identity, findings, files, pages, decisions
    }

    /// A file of the letter; without staged bytes in a dry run.
    struct File: Sendable, Codable {
      var staged: AtomicFile.Staged?
      var output: ManifestLine.Output
    }

    /// Removes what was written.
    func discard() { for file in files { file.staged?.discard() } }
  }

  /// Makes the letter of a record.
  func make(_ input: Input) -> Made {
    guard case .success(let record) = input.record else {
      var made = Made(number: input.number, identity: Self.unreadable(input.record))
      if case .failure(let findings) = input.record { made.findings = findings }
      return made
    }
    var made: Made
    let document: JSONDocument
    do throws(Findings) {
      document = try JSONDocument(parsing: record.source)
    } catch {
      made = Made(number: input.number, identity: identity(of: record, nil), place: record.place, source: record.source)
      made.findings = error
      return made
    }
    made = Made(
      number: input.number, identity: identity(of: record, document), place: record.place, source: record.source)
    do throws(Findings) {
      try make(&made, of: record, document, input)
    } catch {
      made.discard()
      made.files = []
      made.findings = error
    }
    return made
  }

  private func make(
    _ made: inout Made, of record: CaseRecord, _ document: JSONDocument, _ input: Input
  ) throws(Findings) {
    guard made.identity.isSelected else { return }
    // Names were claimed for the records as they were.
    guard input.plannedDigest == nil || input.plannedDigest == made.identity.digest?.short else {
      throw Self.changed(record.source)
    }
    let letter = try renderer.render(document, isChecked: input.isChecked)
    let name = try checkedName(made.identity, record, document)
    for format in options.formats {
      let bytes: [UInt8]
      switch format {
      case .pdf:
        let pages: Int
        (bytes, pages) = try letter.pagedPDF()
        made.pages = pages
      case .txt: bytes = try letter.bytes(format, textWidth: options.textWidth)
      }
      try made.files.append(
        stage(bytes, as: "\(name).\(format.rawValue)", width: format == .txt ? options.textWidth : nil))
    }
    made.findings = letter.warnings
    made.decisions = letter.decisions
  }

  private func stage(_ bytes: [UInt8], as file: String, width: Int?) throws(Findings) -> Made.File {
    var output = ManifestLine.Output(file: file, bytes: bytes.count, digest: "", width: width)
    guard let folder = options.folder, !options.isDryRun else { return Made.File(output: output) }
    output.digest = SHA256(of: bytes).description
    return Made.File(staged: try AtomicFile.stage(bytes, for: "\(folder)/\(file)"), output: output)
  }
}
