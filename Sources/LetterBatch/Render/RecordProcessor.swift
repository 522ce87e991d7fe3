import DeterminationLetters
import Digests
import FileSystem
import JSONText
import Typesetting

/// Does what a batch does with a single record, on any thread: finds its identity, checks it, and renders its letter.
struct RecordProcessor: Sendable {
  let renderer: LetterRenderer
  let options: BatchOptions
  let order: SortOrder?
  private let pattern: NamePattern?
  /// Names of input files in the folder of the letters.
  private let inputsInFolder: Set<String>
  /// Whether the check for a print stream draws the letter too. A worker process does that, so that a crash happens there.
  var drawsWhenChecking = false

  /// - Throws: findings if options cannot be used with the case files of the template set.
  init(renderer: LetterRenderer, options: BatchOptions, inputsInFolder: Set<String> = []) throws(Findings) {
    self.inputsInFolder = inputsInFolder
    var renderer = renderer
    renderer.keepsExcerpts = options.keepsExcerpts
    self.renderer = renderer
    self.options = options
    let schema = renderer.template.schema
    pattern = try options.name.map { name throws(Findings) in try NamePattern(name, schema: schema) }
    order = try options.printStream?.order.map { order throws(Findings) in try SortOrder(order, schema: schema) }
  }

  // MARK: Identity

  /// - Parameter isDigested: whether the identity has the digest of the record, which takes a twentieth of the time of a letter. The manifest
  ///   needs it, samples and resumed batches do, and other checks do not.
  func identity(of record: CaseRecord, _ document: JSONDocument?, isDigested: Bool = true) -> RecordIdentity {
    let identity = document.flatMap { renderer.template.roles.identity?.text(in: $0.root) }
    let id = identity ?? record.fallbackName
    let name: String? =
      if let pattern {
        document.flatMap { pattern.name(of: $0.root, fallback: record.fallbackName) }
      } else {
        id
      }
    var result = RecordIdentity(
      id: id, name: name ?? record.fallbackName, isSelected: options.selection.includes(id),
      digest: isDigested ? SHA256(of: record.source.bytes) : nil, fingerprint: Fingerprint(of: record.source.bytes))
    if let document, renderer.holdsConfidentialValue([record.file, id, result.name], of: document) {
      // The record is rejected. Its place says which one it is.
      (result.id, result.name, result.isHidden) = (record.place.words, record.place.words, true)
      result.hidesFile = renderer.holdsConfidentialValue([record.file], of: document)
      result.hidesFileName = renderer.holdsConfidentialValue([CaseRecord.stem(of: record.file)], of: document)
    }
    return result
  }

  /// Only the identity, for choosing a sample.
  func identify(_ record: Result<CaseRecord, Findings>) -> RecordIdentity {
    guard case .success(let record) = record else { return Self.unreadable(record) }
    return identity(of: record, try? JSONDocument(parsing: record.source))
  }

  /// The identity of a record that could not be read: its place.
  static func unreadable(_ record: Result<CaseRecord, Findings>) -> RecordIdentity {
    var place = "unreadable input"
    if case .failure(let findings) = record, let location = findings.all.first?.location {
      place = location.description
    }
    return RecordIdentity(id: place, name: place, isSelected: true)
  }

  /// The name of a record's files, without suffix.
  /// - Throws: a finding if it cannot be the name of a file or contains a confidential value.
  private func checkedName(
    _ identity: RecordIdentity, _ record: CaseRecord, _ document: JSONDocument
  ) throws(Findings) -> String {
    if let pattern, pattern.name(of: document.root, fallback: record.fallbackName) == nil {
      throw Findings(
        Finding(
          .unsafeName, "the letter has no name: the case lacks a value that --name uses", in: record.source, at: 0,
          isCaseData: true))
    }
    let name = try OutputName.checked(identity.name, for: record.source)
    try protectInputs(from: name, record)
    let folders = [options.folder, options.printStream?.folder].compactMap(\.self)
    for path in folders.isEmpty ? [name] : folders.map({ "\($0)/\(name)" }) {
      try renderer.check(outputName: path, of: document)
    }
    return name
  }

  /// - Throws: a finding if a letter of that name would replace an input of the batch. Worker processes do not know the inputs.
  func protectInputs(from name: String, _ record: CaseRecord) throws(Findings) {
    guard inputsInFolder.isEmpty || options.formats.allSatisfy({ !inputsInFolder.contains("\(name).\($0.rawValue)") })
    else {
      throw Findings(
        Finding(
          .nameTaken, "the letter would replace an input of this batch", fix: "write letters to another folder",
          in: record.source, at: 0, isCaseData: true))
    }
  }

  // MARK: Checking

  /// Checks a record and writes nothing.
  /// - Parameter identified: is called with the identity before anything else is done with the record.
  func check(
    _ input: Result<CaseRecord, Findings>, identified: (RecordIdentity) -> Void = { _ in }
  ) -> CheckedRecord {
    guard case .success(let record) = input else {
      var checked = CheckedRecord(identity: Self.unreadable(input))
      if case .failure(let findings) = input {
        checked.findings = findings
        checked.isUnreadable = findings.concernInput
      }
      return checked
    }
    let document: JSONDocument
    do throws(Findings) {
      document = try renderer.parse(record.source)
    } catch {
      return CheckedRecord(identity: identity(of: record, nil), findings: error)
    }
    // Whatever is wrong, the record keeps its identity: --shard and --only choose by it.
    var checked = CheckedRecord(identity: identity(of: record, document, isDigested: options.resumes))
    identified(checked.identity)
    do throws(Findings) {
      try check(record, document, &checked)
    } catch {
      checked.findings = error
    }
    return checked
  }

  private func check(
    _ record: CaseRecord, _ document: JSONDocument, _ checked: inout CheckedRecord
  ) throws(Findings) {
    guard checked.identity.isSelected else { return }
    guard let stream = options.printStream else {
      checked.findings = renderer.check(document, for: options.formats)
      if !checked.findings.hasErrors { _ = try checkedName(checked.identity, record, document) }
      return
    }
    let pages: Int?
    (checked.findings, pages) = renderer.measure(document)
    guard let pages, !checked.findings.hasErrors else { return }
    _ = try checkedName(checked.identity, record, document)
    let needed = PrintStream.pages(of: pages, isDuplex: options.isDuplex)
    guard needed <= stream.maxPages else {
      throw Findings(
        Finding(
          .doesNotFit,
          "the letter has \(needed) pages\(needed > pages ? " with its blank back side" : ""), more than a file of the print stream may have",
          fix: "raise --max-pages", in: record.source, at: 0, isCaseData: true))
    }
    if drawsWhenChecking { _ = try renderer.render(document, isChecked: true).pdf() }
    checked.printing = CheckedRecord.Printing(
      place: record.place, pages: pages, sortValues: order?.values(of: document.root, pages: pages) ?? [])
  }

  // MARK: Rendering

  /// Makes the letter of a record.
  func render(_ request: RenderRequest, identified: (RecordIdentity) -> Void = { _ in }) -> RecordResult {
    guard case .success(let record) = request.record else {
      var result = RecordResult(number: request.number, identity: Self.unreadable(request.record))
      if case .failure(let findings) = request.record { result.findings = findings }
      return result
    }
    var result: RecordResult
    let document: JSONDocument
    do throws(Findings) {
      document = try renderer.parse(record.source)
    } catch {
      result = RecordResult(
        number: request.number, identity: identity(of: record, nil), place: record.place, source: record.source)
      result.findings = error
      return result
    }
    result = RecordResult(
      number: request.number, identity: identity(of: record, document), place: record.place, source: record.source)
    identified(result.identity)
    do throws(Findings) {
      try render(&result, of: record, document, request)
    } catch {
      result.discard()
      result.files = []
      result.findings = error
    }
    return result
  }

  private func render(
    _ result: inout RecordResult, of record: CaseRecord, _ document: JSONDocument, _ request: RenderRequest
  ) throws(Findings) {
    guard result.identity.isSelected else { return }
    // The check for equal names used the records as they were then.
    guard request.planned == nil || request.planned == result.identity.fingerprint else {
      throw Findings.changed(record.source)
    }
    let letter = try renderer.render(document, isChecked: request.isChecked)
    let name = try checkedName(result.identity, record, document)
    for format in options.formats {
      let file = try letter.file(format, textWidth: options.textWidth)
      result.pages = file.pageCount ?? result.pages
      try result.files.append(stage(file, as: "\(name).\(format.rawValue)", format))
    }
    result.findings = letter.warnings
    result.tallies = letter.tallies.map { RecordResult.Tally(name: $0.name, value: $0.value) }
  }

  private func stage(
    _ file: RenderedLetter.File, as name: String, _ format: LetterFormat
  ) throws(Findings) -> RecordResult.File {
    var output = ManifestLine.Output(file: name, bytes: file.bytes.count, digest: "")
    output.record(format, textWidth: options.textWidth, renderer.pdfOptions)
    guard let folder = options.folder else { return RecordResult.File(output: output) }
    let path = "\(folder)/\(name)"
    if format == .pdf { try SignedLetter.protect(path) }
    guard !options.isDryRun else { return RecordResult.File(output: output) }
    output.digest = (file.digest ?? SHA256(of: file.bytes)).description
    return RecordResult.File(staged: try AtomicFile.stage(file.bytes, for: path), output: output)
  }
}

extension Findings {
  /// A record that has changed since it was checked.
  static func changed(_ source: SourceText?) -> Findings {
    Findings(
      Finding(
        .inputUnreadable, "a record has changed while the batch ran", fix: "start the batch again with --resume",
        in: source, at: 0, isCaseData: true))
  }

  /// A record that had errors when it was checked and has none now. The record is the same, so the fault is in the system.
  static func notFoundAgain(_ source: SourceText?) -> Findings {
    Findings(
      Finding(
        .inputUnreadable, "errors that the check found in the record are not found again",
        fix: "start the batch again with --resume", in: source, at: 0, isCaseData: true))
  }

  /// The inputs ended before all checked records were read again.
  static func shortened(_ missing: Int) -> Findings {
    Findings(
      Finding(
        .inputUnreadable, "the inputs have become shorter while the batch ran: \(missing) records are missing",
        fix: "restore the inputs and start the batch again with --resume"))
  }
}
