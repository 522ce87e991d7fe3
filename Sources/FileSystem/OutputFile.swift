import Diagnostics
import Glibc

/// Where a command writes: a file, or `-` for standard output.
package enum OutputFile {
  /// - Throws: a finding if writing to `path` would replace the file `input`.
  package static func protect(
    _ input: String, from path: String, as kind: String = "the case file"
  ) throws(Findings) {
    var (source, target) = (stat(), stat())
    guard input != "-", path != "-", stat(input, &source) == 0, stat(path, &target) == 0,
      source.st_dev == target.st_dev, source.st_ino == target.st_ino, source.st_mode & S_IFMT == S_IFREG
    else { return }
    throw Findings(Finding(.cannotCreate, "“\(path)” is \(kind) itself", fix: "choose another name for the output"))
  }

  /// Writes the bytes whole: to a file that appears at once, or to standard output.
  package static func write(_ bytes: [UInt8], to path: String) throws(Findings) {
    try write([(path, bytes)])
  }

  /// Writes files that belong together: all of them, or none. Only a file alone may go to standard output.
  package static func write(_ files: [(path: String, bytes: [UInt8])]) throws(Findings) {
    if files.count == 1, files[0].path == "-" {
      try AtomicFile.write(files[0].bytes, to: STDOUT_FILENO, name: "<stdout>")
    } else {
      try AtomicFile.write(files)
    }
  }
}
