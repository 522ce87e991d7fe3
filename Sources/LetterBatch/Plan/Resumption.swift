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

  /// What becomes of a line of the manifest.
  enum Verdict {
    case keep, drop
    case replace(ManifestLine)
  }

  /// Rewrites the manifest with only the lines that stay.
  static func rewrite(_ manifest: String, judging judge: (ManifestLine) -> Verdict) throws(Findings) {
    guard Folders.exists(manifest) else { return }
    var reader = try ManifestReader(manifest, resumes: true)
    let (file, descriptor) = try TemporaryFile.create(for: manifest)
    defer { close(descriptor) }
    do throws(Findings) {
      var kept: [UInt8] = []
      while let entry = try reader.next() {
        switch judge(entry.line) {
        case .drop: continue
        case .keep: kept += entry.text + [0x0A]
        case .replace(let line): kept += Array((line.json + "\n").utf8)
        }
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

  /// The same place in a file of that path.
  func found(in path: String) -> Self {
    var input = self
    input.file = path
    return input
  }

  /// The same place without the path of its file.
  var withoutFile: Self { found(in: Self.hidden) }

  /// The digest of the record; nil if the line has none.
  var sha256: SHA256? { SHA256(hexadecimal: digest) }
}

extension ManifestLine {
  /// The same line without the path of the input.
  var hidingInput: ManifestLine {
    var line = self
    line.input = input.withoutFile
    return line
  }
}
