import Glibc
import JSONText

/// Writes a file that appears whole or not at all: into a temporary file in its folder, then renamed.
enum AtomicFile {
  /// Writes the file, replacing one of that name.
  static func write(_ bytes: [UInt8], to path: String) throws(Findings) {
    // An existing thing that is no plain file (a folder, a device, a pipe) must not be replaced.
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      if status.st_mode & S_IFMT == S_IFDIR {
        throw Findings(Finding(.cannotCreate, "“\(path)” is a folder"))
      }
      return try writeInPlace(bytes, to: path)
    }
    let temporary = Files.folder(of: path) + "/." + Files.name(of: path) + ".\(getpid())~"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw cannotCreate(path) }
    do {
      defer { close(descriptor) }
      try write(bytes, to: descriptor, name: path)
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let failure = cannotCreate(path)
      unlink(temporary)
      throw failure
    }
  }

  /// Writes all bytes to a descriptor.
  static func write(_ bytes: [UInt8], to descriptor: Int32, name: String) throws(Findings) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if written >= 0 {
        offset += written
      } else if errno != EINTR {
        throw Findings(Finding(.cannotWrite, "“\(name)” cannot be written: \(Files.reason())"))
      }
    }
  }

  private static func writeInPlace(_ bytes: [UInt8], to path: String) throws(Findings) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw cannotCreate(path) }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, name: path)
  }

  private static func cannotCreate(_ path: String) -> Findings {
    Findings(Finding(.cannotCreate, "“\(path)” cannot be created: \(Files.reason())"))
  }
}

/// Where a command writes: a file, or `-` for standard output.
public enum OutputFile {
  /// - Throws: a finding if writing to `path` would replace the file `input`.
  public static func protect(_ input: String, from path: String) throws(Findings) {
    var (source, target) = (stat(), stat())
    guard input != "-", path != "-", stat(input, &source) == 0, stat(path, &target) == 0,
      source.st_dev == target.st_dev, source.st_ino == target.st_ino, source.st_mode & S_IFMT == S_IFREG
    else { return }
    throw Findings(Finding(.cannotCreate, "“\(path)” is the case file itself", fix: "choose another name with -o"))
  }

  /// Writes the bytes whole: to a file that appears at once, or to standard output.
  public static func write(_ bytes: [UInt8], to path: String) throws(Findings) {
    if path == "-" {
      try AtomicFile.write(bytes, to: STDOUT_FILENO, name: "<stdout>")
    } else {
      try AtomicFile.write(bytes, to: path)
    }
  }
}
