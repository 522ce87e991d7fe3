import JSONText
import Typesetting

/// What is done with a single record of a batch, on any thread: a first look, which writes nothing, and the letter.
struct RecordWork: Sendable {
  let renderer: LetterRenderer
  let options: BatchOptions
  let pattern: NamePattern?
  let order: SortOrder?
  /// Names of input files that lie in the folder of the letters.
  let inputsInFolder: Set<String>
  /// Whether the first look for a print stream draws the letter too: in a worker process, so that a crash is met there.
  var drawsAtFirst = false

  /// - Throws: options that cannot be used with the case files of the template set.
  init(renderer: LetterRenderer, options: BatchOptions, inputsInFolder: Set<String> = []) throws(Findings) {
    self.inputsInFolder = inputsInFolder
    self.renderer = renderer
    self.options = options
    let schema = renderer.template.schema
    pattern = try options.name.map { name throws(Findings) in try NamePattern(name, schema: schema) }
    order = try options.printStream?.order.map { order throws(Findings) in try SortOrder(order, schema: schema) }
  }

  // MARK: Identity

  /// What a record is, before anything is made of it.
  struct Identity: Sendable, Codable {
    var id: String
    var name: String
    var isSelected: Bool
    var digest: SHA256?
  }

  func identity(of record: CaseRecord, _ document: JSONDocument?) -> Identity {
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

  static func unreadable(_ record: Result<CaseRecord, Findings>) -> Identity {
    var place = "unreadable input"
    if case .failure(let findings) = record, let location = findings.all.first?.location {
      place = location.description
    }
    return Identity(id: place, name: place, isSelected: true)
  }

  /// The name of a record's files.
  /// - Throws: a finding if it cannot be the name of a file or would tell a confidential value.
  func checkedName(
    _ identity: Identity, _ record: CaseRecord, _ document: JSONDocument
  ) throws(Findings) -> String {
    if let pattern, pattern.name(of: document.root, fallback: record.fallbackName) == nil {
      throw Findings(
        Finding(
          .unsafeName, "the letter cannot be named: the case lacks a value that --name uses", in: record.source, at: 0,
          isCaseData: true))
    }
    let name = try OutputName.checked(identity.name, for: record.source)
    guard inputsInFolder.isEmpty || options.formats.allSatisfy({ !inputsInFolder.contains("\(name).\($0.rawValue)") })
    else {
      throw Findings(
        Finding(
          .nameTaken, "the letter would replace an input of this batch", fix: "write letters to another folder",
          in: record.source, at: 0, isCaseData: true))
    }
    try ConfidentialGuard(document).check(outputName: name)
    return name
  }

  /// What is said of a record that is not what it was when it was looked at first.
  static func changed(_ source: SourceText?) -> Findings {
    Findings(
      Finding(
        .inputUnreadable, "a record has changed while the batch ran", fix: "start the batch again with --resume",
        in: source, at: 0, isCaseData: true))
  }

  /// What is said of a record that was bad at first and is not any more: the record is the same, so the system must be at fault.
  static func contradiction(_ source: SourceText?) -> Findings {
    Findings(
      Finding(
        .inputUnreadable, "errors that were found in the record at first are not found again",
        fix: "start the batch again with --resume", in: source, at: 0, isCaseData: true))
  }

  // MARK: First look

  /// What the first look at a record found.
  struct Examined: Sendable, Codable {
    var identity: Identity
    var findings = Findings()
    /// The letter's place in the print stream, as far as it is known, where there is one.
    var printing: Printing?

    struct Printing: Sendable, Codable {
      let place: CaseRecord.Place
      let pages: Int
      let sortValues: [SortOrder.Value]
    }
  }

  /// Checks a record and makes nothing.
  func examine(_ input: Result<CaseRecord, Findings>) -> Examined {
    guard case .success(let record) = input else {
      var examined = Examined(identity: Self.unreadable(input))
      if case .failure(let findings) = input { examined.findings = findings }
      return examined
    }
    do throws(Findings) {
      return try examine(record)
    } catch {
      return Examined(identity: identity(of: record, nil), findings: error)
    }
  }

  private func examine(_ record: CaseRecord) throws(Findings) -> Examined {
    let document = try JSONDocument(parsing: record.source)
    var examined = Examined(identity: identity(of: record, document))
    guard examined.identity.isSelected else { return examined }
    guard let stream = options.printStream else {
      examined.findings = renderer.check(document)
      if !examined.findings.hasErrors { _ = try checkedName(examined.identity, record, document) }
      return examined
    }
    let pages: Int?
    (examined.findings, pages) = renderer.measure(document)
    guard let pages, !examined.findings.hasErrors else { return examined }
    _ = try checkedName(examined.identity, record, document)
    guard PrintStream.pages(of: pages, isDuplex: options.isDuplex) <= stream.maxPages else {
      throw Findings(
        Finding(
          .doesNotFit, "the letter has \(pages) pages, more than a file of the print stream may have",
          fix: "raise --max-pages", in: record.source, at: 0, isCaseData: true))
    }
    if drawsAtFirst { _ = try renderer.render(document, isChecked: true).pdf() }
    examined.printing = Examined.Printing(
      place: record.place, pages: pages, sortValues: order?.values(of: document.root, pages: pages) ?? [])
    return examined
  }
}
