import JSONText

/// What is done with a single record of a batch, on any thread.
struct RecordWork: Sendable {
  let renderer: LetterRenderer
  let options: BatchOptions
  let pattern: NamePattern?
  /// Where single letters are written; nil if they are not.
  let folder: String?

  /// A record, numbered as it came.
  struct Input: Sendable {
    let number: Int
    let record: Result<CaseRecord, Findings>
    /// Whether the record was checked before and nothing was found.
    var checkedDigest: (@Sendable (SHA256) -> Bool)?
  }

  /// What a record is, before anything is made of it.
  struct Identity: Sendable {
    var id: String
    var name: String
    var isSelected: Bool
    var digest: SHA256?
  }

  private func identity(of record: CaseRecord, _ document: JSONDocument?) -> Identity {
    let number = document?.root["case"]?["number"]?.string
    let id = number ?? record.fallbackName
    let name: String? =
      if let pattern {
        document.flatMap { pattern.name(of: $0.root, fallback: record.fallbackName) }
      } else {
        id
      }
    return Identity(
      id: id, name: name ?? record.fallbackName, isSelected: options.selection.includes(id),
      digest: SHA256(of: record.source.bytes))
  }

  /// The identity alone, for choosing a sample.
  func identify(_ record: Result<CaseRecord, Findings>) -> Identity {
    guard case .success(let record) = record else { return Self.unreadable(record) }
    return identity(of: record, try? JSONDocument(parsing: record.source))
  }

  private static func unreadable(_ record: Result<CaseRecord, Findings>) -> Identity {
    var place = "unreadable input"
    if case .failure(let findings) = record, let location = findings.all.first?.location {
      place = location.description
    }
    return Identity(id: place, name: place, isSelected: true)
  }

  // MARK: First look

  /// What the first look at a record found.
  struct Examined: Sendable {
    var identity: Identity
    var findings = Findings()
  }

  /// Checks a record and makes nothing.
  func examine(_ input: Result<CaseRecord, Findings>) -> Examined {
    guard case .success(let record) = input else {
      var examined = Examined(identity: Self.unreadable(input))
      if case .failure(let findings) = input { examined.findings = findings }
      return examined
    }
    do throws(Findings) {
      let document = try JSONDocument(parsing: record.source)
      var examined = Examined(identity: identity(of: record, document))
      guard examined.identity.isSelected else { return examined }
      examined.findings = renderer.check(document)
      if !examined.findings.hasErrors { _ = try checkedName(examined.identity, record, document) }
      return examined
    } catch {
      return Examined(identity: identity(of: record, nil), findings: error)
    }
  }

  private func checkedName(
    _ identity: Identity, _ record: CaseRecord, _ document: JSONDocument
  ) throws(Findings) -> String {
    if let pattern, pattern.name(of: document.root, fallback: record.fallbackName) == nil {
      throw Findings(
        Finding(
          .unsafeName, "the letter cannot be named: the case lacks a value that --name uses", in: record.source, at: 0,
          isCaseData: true))
    }
    let name = try OutputName.checked(identity.name, for: record.source)
    try ConfidentialGuard(document).check(outputName: name)
    return name
  }

  // MARK: Letters

  /// A letter in all formats, its files written and not yet named.
  struct Made: Sendable {
    let number: Int
    var identity: Identity
    var record: CaseRecord?
    var findings = Findings()
    var files: [(staged: AtomicFile.Staged?, output: ManifestLine.Output)] = []
    var pages: Int?
    var decisions: [String] = []

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
    var made = Made(number: input.number, identity: identity(of: record, nil), record: record)
    do throws(Findings) {
      try make(&made, of: record, input)
    } catch {
      made.discard()
      made.files = []
      made.findings = error
    }
    return made
  }

  private func make(_ made: inout Made, of record: CaseRecord, _ input: Input) throws(Findings) {
    let document = try JSONDocument(parsing: record.source)
    made.identity = identity(of: record, document)
    guard made.identity.isSelected else { return }
    let isChecked = made.identity.digest.flatMap { input.checkedDigest?($0) } ?? false
    let letter = try renderer.render(document, isChecked: isChecked)
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
      let file = "\(name).\(format.rawValue)"
      let staged = try folder.map { folder throws(Findings) in try AtomicFile.stage(bytes, for: "\(folder)/\(file)") }
      let output = ManifestLine.Output(
        file: file, bytes: bytes.count, digest: folder == nil ? "" : SHA256(of: bytes).description,
        width: format == .txt ? options.textWidth : nil)
      made.files.append((staged, output))
    }
    made.findings = letter.warnings
    made.decisions = document.root["disputedItems"]?.array?.compactMap { $0["decision"]?.string } ?? []
  }
}
