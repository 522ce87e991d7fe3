import Glibc
import JSONText

/// Takes up the manifest of a batch that was interrupted.
enum Resumption {
  /// Writes the manifest anew with the lines alone that stay.
  static func take(_ manifest: String, keeping keeps: (ManifestLine) -> Bool) throws(Findings) {
    guard Files.exists(manifest) else { return }
    var reader = try ManifestReader(manifest)
    let temporary = TemporaryName.of(manifest)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(manifest) }
    defer { close(descriptor) }
    var kept: [UInt8] = []
    do throws(Findings) {
      while let entry = try reader.next() {
        guard keeps(entry.line) else { continue }
        kept += entry.text + [0x0A]
        if kept.count > 1 << 18 {
          try AtomicFile.write(kept, to: descriptor, name: manifest)
          kept = []
        }
      }
      try AtomicFile.write(kept, to: descriptor, name: manifest)
      guard fsync(descriptor) == 0, rename(temporary, manifest) == 0 else { throw failure(manifest) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private static func failure(_ path: String) -> Findings {
    Findings(Finding(.cannotWrite, "“\(path)” cannot be written: \(Files.reason())"))
  }
}

/// Finds out which single letters of a batch are provably done: the manifest tells of them, the same program would make them of the
/// same record with the same template set and fonts, and the files are what the manifest says.
struct LetterResumption {
  let folder: String
  let maker: ManifestLine.Maker
  let options: BatchOptions

  /// Whether a line stays: it tells of another record, or its letter is done, which is noted in the plan.
  func keeps(_ line: ManifestLine, _ plan: inout BatchPlan) -> Bool {
    guard let record = plan.record(named: OutputName.key(line.name)) else { return true }
    guard plan[record] != .reject, line.status == .written, isDone(line),
      plan.isUnchanged(record, line.input.shortDigest)
    else { return false }
    plan[record] = .done
    return true
  }

  private func isDone(_ line: ManifestLine) -> Bool {
    guard line.maker == maker, line.outputs.count == options.formats.count,
      line.sheets == line.pages.map(options.sheets)
    else { return false }
    return zip(line.outputs, options.formats).allSatisfy { output, format in
      output.file == "\(line.name).\(format.rawValue)"
        && output.width == (format == .txt ? options.textWidth : nil)
        && output.isIntact(in: folder)
    }
  }
}

extension ManifestLine.Output {
  /// Whether the file is there with the bytes that it had.
  func isIntact(in folder: String) -> Bool {
    let path = "\(folder)/\(file)"
    var status = stat()
    guard stat(path, &status) == 0, Int(status.st_size) == bytes else { return false }
    return (try? SHA256(ofFile: path))?.description == digest
  }
}

extension ManifestLine.Input {
  /// The first 32 bits of the record's digest.
  var shortDigest: UInt32? { UInt32(digest.prefix(8), radix: 16) }
}
