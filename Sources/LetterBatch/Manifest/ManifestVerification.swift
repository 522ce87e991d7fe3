import DeterminationLetters
import Digests
import FileSystem

/// Verifies a batch: the files of its manifest must still have the same bytes. If asked, the same records must also give the same bytes
/// again.
public struct ManifestVerification: Sendable {
  /// The manifest.
  public let path: String
  /// How many files are verified, chosen by the seed; nil for all.
  public var sample: Int?
  /// Another seed chooses another sample.
  public var seed: UInt64 = 0

  /// Prepares a verification of the manifest at that path.
  public init(_ path: String) { self.path = path }

  /// The result of a verification.
  public struct Summary: Sendable, Hashable {
    /// Letters whose files were verified.
    public fileprivate(set) var letters = 0
    /// The files of these letters.
    public fileprivate(set) var files = 0
    /// Files that differ from the manifest.
    public fileprivate(set) var failed = 0
    /// Records without a letter.
    public fileprivate(set) var rejected = 0
  }

  /// The name of the template set that the batch was made with; nil if it made no letter.
  public func template() throws(Findings) -> String? {
    var reader = try openManifest()
    guard let maker = try reader.next()?.line.maker else { return nil }
    return try KeptTemplateSet.find(maker.templateDigest, in: Paths.folder(of: path)).map { $0 + "/" } ?? maker.template
  }

  /// Verifies the files.
  /// - Parameters:
  ///   - renderer: makes the letters again; nil to compare only their digests.
  ///   - report: is called with the findings about a file.
  ///   - note: is called with a sentence about a file that is proven, but has updates behind it, such as signatures.
  /// - Throws: a finding if there is no manifest, or one of its lines cannot be read.
  public func run(
    rerenderingWith renderer: LetterRenderer?, report: (Findings) -> Void, note: (String) -> Void = { _ in }
  ) throws(Findings) -> Summary {
    var summary = Summary()
    let chosen = try choose()
    let proof = FileProof(folder: Paths.folder(of: path), renderer: renderer)
    var stream = PrintStreamProof()
    var names = NameRegister()
    try forEachUnit { number, lines in
      guard let first = lines.first else { return }
      if let findings = Self.repetition(in: lines, &names, of: path) {
        summary.failed += 1
        report(findings)
      }
      for line in lines { stream.take(line) }
      guard first.status == .written else {
        summary.rejected += 1
        guard sample == nil, let findings = proof.problem(ofRejected: first) else { return }
        summary.failed += 1
        return report(findings)
      }
      guard chosen?.contains(number) ?? true else { return }
      summary.letters += lines.count
      summary.files += first.outputs.count
      for (index, output) in first.outputs.enumerated() {
        guard let findings = proof.problem(of: output, index, madeOf: lines, note) else { continue }
        summary.failed += 1
        report(findings)
      }
    }
    for findings in try stream.problems(in: Paths.folder(of: path)) {
      summary.failed += 1
      report(findings)
    }
    return summary
  }

  private func openManifest() throws(Findings) -> ManifestReader {
    guard Folders.exists(path) else {
      throw Findings(Finding(.inputMissing, "there is no file “\(path)” (--manifest)"))
    }
    return try ManifestReader(path)
  }

  /// Calls `body` with the lines of each letter or, in a print stream, of each file. These lines name the same first output.
  private func forEachUnit(_ body: (Int, [ManifestLine]) -> Void) throws(Findings) {
    var reader = try openManifest()
    var lines: [ManifestLine] = []
    var number = 0
    while let line = try reader.next()?.line {
      if let last = lines.last, line.outputs.isEmpty || line.outputs.first != last.outputs.first {
        body(number, lines)
        number += 1
        lines = []
      }
      lines.append(line)
    }
    if !lines.isEmpty { body(number, lines) }
  }

  /// What is wrong if two lines are about the same file, or two lines of a print stream about the same letter.
  private static func repetition(in lines: [ManifestLine], _ names: inout NameRegister, of path: String) -> Findings? {
    let isStream = lines.first?.outputs.first?.isDuplex != nil
    var files = lines.flatMap(\.outputs).map(\.file)
    if isStream { files = (files.first.map { [$0] } ?? []) + lines.map { "\($0.input.file):\($0.input.offset)" } }
    for file in files where !names.insert(file) {
      return Findings(
        Finding(
          .verificationFailed, "“\(path)” has two lines for “\(file)”",
          fix: "restore it; a manifest that was joined from others proves nothing"))
    }
    return nil
  }

  /// The numbers of the letters or files that are verified; nil for all.
  private func choose() throws(Findings) -> Set<Int>? {
    guard let sample else { return nil }
    var chosen = SeededSample(count: sample, seed: seed)
    try forEachUnit { number, lines in
      guard let line = lines.first, line.status == .written else { return }
      chosen.offer(number, digest: Array(line.input.digest.utf8))
    }
    return chosen.numbers
  }
}

/// Compares a file with what the manifest says about it.
private struct FileProof {
  let folder: String
  let renderer: LetterRenderer?

  /// What is wrong with a file, if something is.
  /// - Parameter index: the place of the file in the outputs of its letters.
  func problem(
    of output: ManifestLine.Output, _ index: Int, madeOf lines: [ManifestLine], _ note: (String) -> Void
  ) -> Findings? {
    let path = "\(folder)/\(output.file)"
    if !output.isIntact(in: folder) {
      if let findings = problemOfUpdated(output, path, note) { return findings }
    }
    guard let renderer else { return nil }
    do throws(Findings) {
      let bytes = try self.bytes(of: output, madeOf: lines, renderer)
      guard SHA256(of: bytes).description != output.digest else { return nil }
      let others = lines.first?.maker.differences(from: try ManifestLine.Maker(renderer)) ?? []
      return Findings(
        Finding(
          .verificationFailed,
          others.isEmpty
            ? "the same record now gives other bytes than “\(path)”"
            : "“\(path)” is not proven: it was made with \(others.joined(separator: " and "))",
          fix: others.isEmpty ? nil : "verify it with what it was made with"))
    } catch {
      if error.all.first?.code == .verificationFailed { return error }
      return Findings(
        [
          Finding(
            .verificationFailed, "“\(path)” cannot be made again",
            fix: "see the next findings; inputs are looked for at the paths that were given to the batch"
          )
        ]
          + error.all)
    }
  }

  /// What is wrong with a line that says that its record has no letter: the record has one. Only known if letters are made again.
  func problem(ofRejected line: ManifestLine) -> Findings? {
    guard let renderer, line.status == .rejected, let made = try? letter(of: line, renderer), (try? made.pdf()) != nil
    else {
      return nil
    }
    // What the options of the batch refused is no fault of the record: names, the most pages, a signature field, and warnings with --strict.
    let warnings = made.warnings.warnings.map(\.code.id)
    if !line.codes.isEmpty, line.codes.allSatisfy({ Self.codesOfOptions.contains($0) || warnings.contains($0) }) {
      return nil
    }
    return Findings(
      Finding(
        .verificationFailed,
        "the manifest says that the record at line \(line.input.line) of “\(line.input.file)” was rejected, but it has a letter",
        fix: "run the batch again with --resume"))
  }

  private static let codesOfOptions = Set(
    [FindingCode.nameTaken, .unsafeName, .doesNotFit, .fixedPlaceTaken].map(\.id))

  /// What a line says about its letter, compared with the letter that was made again.
  private func check(_ line: ManifestLine, _ letter: RenderedLetter, pages: Int?) throws(Findings) {
    func differs(_ what: String) -> Findings {
      Findings(
        Finding(
          .verificationFailed,
          "the manifest gives another \(what) for the record at line \(line.input.line) of “\(line.input.file)” than its letter has",
          fix: "run the batch again with --resume"))
    }
    if let identity = letter.identity, line.id != identity, line.id != "…" { throw differs("identity") }
    if line.codes != letter.warnings.warnings.map(\.code.id) { throw differs("list of warnings") }
    if let pages, let stated = line.pages, stated != pages { throw differs("number of pages") }
  }

  /// What is wrong with a file that has other bytes than the batch wrote; nil if only updates such as signatures were added.
  private func problemOfUpdated(_ output: ManifestLine.Output, _ path: String, _ note: (String) -> Void) -> Findings? {
    guard Folders.exists(path) else {
      return Findings(
        Finding(
          .verificationFailed, "the batch wrote “\(path)”, which is missing", fix: "run the batch again with --resume"))
    }
    do throws(Findings) {
      if LetterFormat(suffixOf: output.file) == .pdf, output.bytes > 0 {
        let file = try Files.requiredContents(path, limit: LetterProof.largestFile, isPlain: true)
        if file.count > output.bytes, SHA256(of: Array(file[..<output.bytes])).description == output.digest {
          for text in try LetterProof(behind: output.bytes, in: file, name: path).notes { note("“\(path)”: \(text)") }
          return nil
        }
      }
      return Findings(
        Finding(
          .verificationFailed, "“\(path)” is not the file that the batch wrote",
          fix: "run the batch again with --resume"
        ))
    } catch {
      return error
    }
  }

  private func bytes(
    of output: ManifestLine.Output, madeOf lines: [ManifestLine], _ renderer: LetterRenderer
  ) throws(Findings) -> [UInt8] {
    if let isDuplex = output.isDuplex {
      var stream = PrintStreamDocument(isDuplex: isDuplex)
      for line in lines {
        let letter = try letter(of: line, renderer)
        try check(line, letter, pages: letter.typeset().pages.count)
        try stream.append(letter)
      }
      return try stream.bytes(renderer, standard: output.options(renderer.pdfOptions).standard)
    }
    guard let line = lines.first else { return [] }
    let letter = try letter(of: line, renderer)
    guard let format = LetterFormat(suffixOf: output.file) else {
      throw Findings(Finding(.badManifest, "“\(output.file)” has no suffix of a format (\(LetterFormat.list))"))
    }
    let (bytes, pages) = try letter.file(
      format, textWidth: output.width ?? 0, options: output.options(renderer.pdfOptions))
    try check(line, letter, pages: pages)
    return bytes
  }

  private func letter(of line: ManifestLine, _ renderer: LetterRenderer) throws(Findings) -> RenderedLetter {
    guard line.input.file != "-" else {
      throw Findings(Finding(.inputMissing, "the record came from standard input, which is gone"))
    }
    let record = try CaseRecord(fetching: line.input)
    guard SHA256(of: record.source.bytes).description == line.input.digest else {
      throw Findings(
        Finding(
          .inputUnreadable, "the record has changed since the letter was made", in: record.source, at: 0,
          isCaseData: true))
    }
    return try renderer.render(record.source)
  }
}
