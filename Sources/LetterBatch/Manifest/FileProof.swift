import DeterminationLetters
import Digests
import JSONText
import Typesetting

/// Compares a file with what the manifest says about it.
struct FileProof {
  let folder: String
  let renderer: LetterRenderer?

  /// What is wrong with a file, if something is.
  /// - Parameter index: the place of the file in the outputs of its letters.
  func problem(
    of output: ManifestLine.Output, _ index: Int, madeOf lines: [ManifestLine], _ note: (String) -> Void
  ) -> Findings? {
    let path = "\(folder)/\(output.file)"
    if let line = lines.first, output.isDuplex == nil, !Self.isNamed(output, after: line) {
      return Findings(
        Finding(
          .verificationFailed, "the manifest gives the letter “\(line.name)” the file “\(output.file)”",
          fix: "restore the manifest"))
    }
    do throws(Findings) {
      for update in try output.updates(in: folder) { note("“\(path)”: \(update.note)") }
    } catch {
      return error
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

  /// Whether a file has the name of its letter, in the folder of the batch.
  private static func isNamed(_ output: ManifestLine.Output, after line: ManifestLine) -> Bool {
    guard let format = LetterFormat(suffixOf: output.file) else { return false }
    return output.file.isSame(as: "\(line.name).\(format.rawValue)") && !output.file.contains("/")
  }

  /// What is wrong with a line that says that its record has no letter: the record has one. Only known if letters are made again.
  func problem(ofRejected line: ManifestLine) -> Findings? {
    guard let renderer, line.status == .rejected, let made = try? letter(of: line, renderer), (try? made.pdf()) != nil
    else {
      return nil
    }
    // With --strict warnings are errors. The line of a rejected record has its notes too.
    let known = Self.codesBesidesRecord.union(made.warnings.all.map(\.code.id))
    if !line.codes.isEmpty, known.isSuperset(of: line.codes) { return nil }
    return Findings(
      Finding(
        .verificationFailed,
        "the manifest says that the record at line \(line.input.line) of “\(line.input.file)” was rejected, but it has a letter",
        fix: "run the batch again with --resume"))
  }

  /// The codes of records that were rejected for another reason than their own words.
  private static let codesBesidesRecord = Set(
    [
      // The options of the batch: names, the most pages, and a signature field.
      FindingCode.unsafeName, .nameTaken, .doesNotFit, .fixedPlaceTaken,
      // What was in the folder: inputs and letters of the same name, a signed letter, and a value of the case in its path.
      .signedLetter, .confidentialValue,
      // The record changed while the batch ran.
      .inputUnreadable,
    ].map(\.id))

  /// What a line says about its letter, compared with the letter that was made again.
  private func check(_ line: ManifestLine, _ letter: RenderedLetter, pages: Int?) throws(Findings) {
    func differs(_ what: String) -> Findings {
      Findings(
        Finding(
          .verificationFailed,
          "the manifest gives another \(what) for the record at line \(line.input.line) of “\(line.input.file)” than its letter has",
          fix: "run the batch again with --resume"))
    }
    if let identity = letter.identity, !line.id.isSame(as: ManifestLine.shortened(identity)) {
      throw differs("identity")
    }
    if line.codes != letter.warnings.warnings.map(\.code.id) { throw differs("list of warnings") }
    if let pages {
      guard line.pages == pages else { throw differs("number of pages") }
      // A batch with --duplex counts two pages as a sheet.
      guard let sheets = line.sheets, sheets == pages || sheets == pages / 2 + pages % 2 else {
        throw differs("number of sheets")
      }
    }
  }

  private func bytes(
    of output: ManifestLine.Output, madeOf lines: [ManifestLine], _ renderer: LetterRenderer
  ) throws(Findings) -> [UInt8] {
    if let isDuplex = output.isDuplex {
      var stream = PrintStreamDocument(isDuplex: isDuplex)
      var page = 1
      for line in lines {
        let letter = try letter(of: line, renderer)
        let pages = try letter.typeset().pages.count
        try check(line, letter, pages: pages)
        guard line.firstPage == page else {
          throw Findings(
            Finding(
              .verificationFailed,
              "the manifest gives another first page for the record at line \(line.input.line) of “\(line.input.file)” than its letter has",
              fix: "run the batch again with --resume"))
        }
        page += PrintStream.pages(of: pages, isDuplex: isDuplex)
        // All of them are in memory, and a manifest could name one short record again and again.
        guard page - 1 <= PrintStreamOptions.mostPages else {
          throw Findings(
            Finding(
              .verificationFailed, "the manifest gives “\(output.file)” more pages than a print file can have",
              fix: "restore the manifest"))
        }
        try stream.append(letter)
      }
      return try stream.file(renderer, standard: output.options(renderer.pdfOptions).standard).bytes
    }
    guard let line = lines.first else { return [] }
    let letter = try letter(of: line, renderer)
    guard let format = LetterFormat(suffixOf: output.file) else {
      throw Findings(Finding(.badManifest, "“\(output.file)” has no suffix of a format (\(LetterFormat.list))"))
    }
    let file = try letter.file(
      format, textWidth: output.width ?? 0, options: output.options(renderer.pdfOptions))
    try check(line, letter, pages: file.pageCount)
    return file.bytes
  }

  private func letter(of line: ManifestLine, _ renderer: LetterRenderer) throws(Findings) -> RenderedLetter {
    guard line.input.file != "-" else {
      throw Findings(Finding(.inputMissing, "the record came from standard input, which is gone"))
    }
    guard !line.input.isHidden else { throw Findings.inputIsHidden }
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
