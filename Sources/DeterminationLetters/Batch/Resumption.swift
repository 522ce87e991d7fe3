import Glibc
import JSONText

/// Finds out which letters of a batch are provably done: the manifest tells of them, the same program would make them of the same
/// record with the same template set and fonts, and the files are what the manifest says.
struct Resumption {
  let folder: String
  let maker: ManifestLine.Maker
  let options: BatchOptions

  /// Notes in the plan what is done, and writes the manifest anew without the lines that this batch will make untrue.
  func take(_ manifest: String, into plan: inout BatchPlan) throws(Findings) {
    guard access(manifest, F_OK) == 0 else { return }
    var reader = try ManifestReader(manifest)
    let temporary = TemporaryName.of(manifest)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(manifest) }
    defer { close(descriptor) }
    var kept: [UInt8] = []
    do throws(Findings) {
      while let entry = try reader.next() {
        guard let line = entry.line else {
          throw Findings(
            Finding(
              .badManifest, "line \(reader.number) of “\(manifest)” is no line of a manifest",
              fix: "move the file away and start anew"))
        }
        guard keeps(line, &plan) else { continue }
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

  /// Whether a line stays: it tells of another record, or its letter is done.
  private func keeps(_ line: ManifestLine, _ plan: inout BatchPlan) -> Bool {
    guard let record = plan.record(named: OutputName.key(line.name)) else { return line.status == .written }
    guard line.status == .written, isDone(line), let digest = line.input.prefix, plan.isUnchanged(record, digest) else {
      return false
    }
    plan[record] = .done
    return true
  }

  private func isDone(_ line: ManifestLine) -> Bool {
    guard line.maker == maker, line.outputs.count == options.formats.count else { return false }
    return zip(line.outputs, options.formats).allSatisfy { output, format in
      output.file == "\(line.name).\(format.rawValue)"
        && output.width == (format == .txt ? options.textWidth : nil)
        && ManifestCheck.isIntact(output, in: folder)
    }
  }

  private func failure(_ path: String) -> Findings {
    Findings(Finding(.cannotWrite, "“\(path)” cannot be written: \(Files.reason())"))
  }
}

/// Holds files to what a manifest says of them.
enum ManifestCheck {
  /// Whether a file is there with the bytes that it had.
  static func isIntact(_ output: ManifestLine.Output, in folder: String) -> Bool {
    let path = "\(folder)/\(output.file)"
    var status = stat()
    guard stat(path, &status) == 0, Int(status.st_size) == output.bytes else { return false }
    return (try? SHA256(ofFile: path))?.description == output.digest
  }
}

extension ManifestLine.Input {
  /// The first 64 bits of the record's digest.
  var prefix: UInt64? { UInt64(digest.prefix(16), radix: 16) }
}
