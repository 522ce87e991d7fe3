import DeterminationLetters
import Digests

/// Finds the single letters that an earlier run finished. Such a letter has a line in the manifest, and the digests of its record, template
/// set, fonts, program and files are the same.
///
/// A letter that was signed since is final. It is finished if its record is the same, whatever would make another letter or none now, and
/// wherever the record is now. Its line stays in any case.
struct LetterResumption {
  let folder: String
  let maker: ManifestLine.Maker
  let options: BatchOptions
  let pdfOptions: PDFOptions
  let files: CaseFiles
  private var keys = PlaceKeys()
  /// Where all records are now, once a signed letter asks.
  private var places: [CaseRecord.Place?]?

  init(
    folder: String, maker: ManifestLine.Maker, options: BatchOptions, pdfOptions: PDFOptions, files: CaseFiles
  ) {
    (self.folder, self.maker, self.options, self.pdfOptions) = (folder, maker, options, pdfOptions)
    self.files = files
  }

  /// What becomes of a line. It stays if it is about a record that is not in this run, or if its letter is done. The plan records letters
  /// that are done.
  mutating func judge(_ line: ManifestLine, _ plan: inout BatchPlan) -> Resumption.Verdict {
    let verdict = judgeAsWritten(line, &plan)
    guard case .keep = verdict, plan.hiddenFiles.contains(line.input.file) else { return verdict }
    // The line is from a run in which the file could be named.
    return .replace(line.hidingInput)
  }

  private mutating func judgeAsWritten(_ line: ManifestLine, _ plan: inout BatchPlan) -> Resumption.Verdict {
    let place = keys.key(of: line.input)
    guard let record = plan.record(named: OutputName.key(line.name)) else {
      // A record that was rejected may have got another name when it was corrected.
      let isAbout = hiddenPlaces(of: line, plan) ?? [place]
      let stays = line.status == .written || !isAbout.contains { plan.hasRecord(atPlace: $0) }
      return stays ? .keep : .drop
    }
    let task = plan[record]
    guard line.status == .written, [.render, .renderChecking, .reject].contains(task) else { return .drop }
    let isSame = plan.has(line.input.sha256, record: record) && plan.hasName(line.name, record: record)
    // A letter whose record is elsewhere now could not be made again from its line.
    let isInPlace = (hiddenPlaces(of: line, plan) ?? [place]).contains { $0 == plan.place(of: record) }
    if task == .render, isSame, isInPlace, isDone(line),
      line.codes == plan.warnings(of: record).all.map(\.code.id)
    {
      plan[record] = .done
      return .keep
    }
    guard line.outputs.contains(where: { $0.isSignedLetter(in: folder) }) else { return .drop }
    guard isSame, hasAllFormats(line) else {
      plan[record] = task == .reject ? .rejectSigned : .signed
      return .keep
    }
    plan[record] = .done
    return isInPlace ? .keep : moved(line, record)
  }

  /// The places that a line without the path of its input may be about: one in each hidden file. Nil if the line names its input.
  private func hiddenPlaces(of line: ManifestLine, _ plan: BatchPlan) -> [UInt64]? {
    guard line.input.isHidden else { return nil }
    return plan.hiddenFiles.realPaths.map { PlaceKeys.key(of: line.input, inReal: $0) }
  }

  private func isDone(_ line: ManifestLine) -> Bool {
    guard line.maker == maker, line.outputs.count == options.formats.count,
      line.sheets == line.pages.map(options.sheets)
    else { return false }
    return zip(line.outputs, options.formats).allSatisfy { output, format in
      var expected = ManifestLine.Output(
        file: "\(line.name).\(format.rawValue)", bytes: output.bytes, digest: output.digest)
      expected.record(format, textWidth: options.textWidth, pdfOptions)
      return output == expected && output.isLetter(in: folder)
    }
  }

  /// Whether the letter is there in all formats that are wanted.
  private func hasAllFormats(_ line: ManifestLine) -> Bool {
    options.formats.allSatisfy { format in
      line.outputs.contains { $0.file == "\(line.name).\(format.rawValue)" && $0.isLetter(in: folder) }
    }
  }

  /// The line with the place where the record is now. All inputs are read for that, because a plan with all places would be large.
  private mutating func moved(_ line: ManifestLine, _ record: Int) -> Resumption.Verdict {
    if places == nil {
      var reader = CaseRecordReader(files)
      var found: [CaseRecord.Place?] = []
      while let record = reader.next() { found.append(try? record.get().place) }
      places = found
    }
    guard !line.input.isHidden, let places, places.indices.contains(record), let place = places[record] else {
      return .keep
    }
    var line = line
    (line.input.file, line.input.line, line.input.column) = (files[Int(place.file)], place.line, place.column)
    (line.input.offset, line.input.bytes) = (place.offset, place.count)
    return .replace(line)
  }
}
