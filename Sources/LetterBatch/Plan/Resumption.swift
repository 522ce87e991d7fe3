import DeterminationLetters
import Digests
import FileSystem
import Glibc

/// Continues the manifest of a batch that was interrupted.
enum Resumption {
  /// Whether a manifest is about the same kind of files: letters, or print streams. Without lines of letters it is about neither.
  static func canContinue(_ manifest: String, asPrintStream isStream: Bool) throws(Findings) -> Bool {
    guard Folders.exists(manifest) else { return true }
    var reader = try ManifestReader(manifest, resumes: true)
    while let line = try reader.next()?.line {
      if let output = line.outputs.first { return (output.isDuplex != nil) == isStream }
    }
    return true
  }

  /// Rewrites the manifest with only the lines that stay.
  static func rewrite(_ manifest: String, keeping keeps: (ManifestLine) -> Bool) throws(Findings) {
    guard Folders.exists(manifest) else { return }
    var reader = try ManifestReader(manifest, resumes: true)
    let (file, descriptor) = try TemporaryFile.create(for: manifest)
    defer { close(descriptor) }
    do throws(Findings) {
      var kept: [UInt8] = []
      while let entry = try reader.next() {
        guard keeps(entry.line) else { continue }
        kept += entry.text + [0x0A]
        if kept.count > 1 << 18 {
          try AtomicFile.write(kept, to: descriptor, name: manifest)
          kept = []
        }
      }
      try AtomicFile.write(kept, to: descriptor, name: manifest)
      guard fsync(descriptor) == 0 else { throw Findings.cannotWrite(manifest) }
      try file.commit()
    } catch {
      file.discard()
      throw error
    }
  }
}

/// Finds the single letters that an earlier run finished. Such a letter has a line in the manifest, and the digests of its record, template
/// set, fonts, program and files are the same. A letter that was signed since is finished too, whoever made it: made again, it would lose
/// its signature.
struct LetterResumption {
  let folder: String
  let maker: ManifestLine.Maker
  let options: BatchOptions
  let pdfOptions: PDFOptions
  private var places = PlaceKeys()

  init(folder: String, maker: ManifestLine.Maker, options: BatchOptions, pdfOptions: PDFOptions) {
    (self.folder, self.maker, self.options, self.pdfOptions) = (folder, maker, options, pdfOptions)
  }

  /// Whether a line stays: it is about a record that is not in this run, or its letter is done. The plan records letters that are done.
  mutating func keeps(_ line: ManifestLine, _ plan: inout BatchPlan) -> Bool {
    let place = places.key(of: line.input)
    guard let record = plan.record(named: OutputName.key(line.name)) else {
      // A record that was rejected may have got another name when it was corrected.
      return line.status == .written || line.input.isHidden || !plan.hasRecord(atPlace: place)
    }
    // A letter whose record is elsewhere now could not be made again from its line.
    guard plan[record] == .render, line.status == .written,
      plan.has(line.input.sha256, record: record), plan.place(of: record) == place,
      plan.hasName(line.name, record: record),
      isDone(line) && line.codes == plan.warnings(of: record).all.map(\.code.id) || isSigned(line)
    else { return false }
    plan[record] = .done
    return true
  }

  /// Whether the letter of the same record was signed since. It is final then, also if another version of the program, the set or the fonts
  /// would make another letter now.
  private func isSigned(_ line: ManifestLine) -> Bool {
    line.outputs.map(\.file) == options.formats.map { "\(line.name).\($0.rawValue)" }
      && line.outputs.contains { $0.isSignedLetter(in: folder) }
      && line.outputs.allSatisfy { $0.isLetter(in: folder) }
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
}

extension ManifestLine.Input {
  /// What stands in place of a path that contains a confidential value.
  private static let hidden = "…"
  /// Whether the path is not written. Records of several files may have the same place then.
  var isHidden: Bool { file == Self.hidden }

  /// The place of a record, without its size and digest.
  init(_ place: CaseRecord.Place, of files: CaseFiles, _ identity: RecordIdentity) {
    self.init(
      file: identity.isHidden ? Self.hidden : files[Int(place.file)], line: place.line, column: place.column,
      offset: place.offset)
  }

  /// The digest of the record; nil if the line has none.
  var sha256: SHA256? { SHA256(hexadecimal: digest) }
}
