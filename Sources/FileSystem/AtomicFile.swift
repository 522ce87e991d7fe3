import Diagnostics
import Glibc

/// Writes a file that appears whole or not at all: into a temporary file in its folder, then renamed.
package enum AtomicFile {
  /// Writes the file that a user named, replacing one of that name. A device, a pipe, or what is open already, such as `/dev/stdout`, is written
  /// to and not replaced.
  package static func write(_ bytes: [UInt8], to path: String) throws(Findings) {
    try write([(path, bytes)])
  }

  /// Writes files that belong together: if one of them cannot be written, none of them appears or changes.
  package static func write(_ files: [(path: String, bytes: [UInt8])]) throws(Findings) {
    var staged: [TemporaryFile] = []
    do throws(Findings) {
      for (path, bytes) in files where !isInPlace(path) {
        // A file can be made beside a folder, but cannot take its name.
        if Folders.isFolder(path) {
          errno = EISDIR
          throw Findings.cannotCreate(path)
        }
        staged.append(try stage(bytes, for: path, isSynced: true))
      }
      for (path, bytes) in files where isInPlace(path) { try writeInPlace(bytes, to: path) }
      try TemporaryFile.commit(staged)
    } catch {
      for file in staged { file.discard() }
      throw error
    }
    for folder in Set(files.map { Paths.folder(of: $0.path) }) { Folders.sync(folder) }
  }

  /// Whether a path is a device, a pipe, or the name of something that is open, which is written to and not replaced.
  private static func isInPlace(_ path: String) -> Bool {
    if openDescriptor(of: path) != nil { return true }
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
  }

  /// Writes one of the program's own files, replacing a file of that name. It is safe on disk when the call returns.
  /// - Parameter mode: the mode of the file that it replaces, if that is already gone.
  package static func replace(_ path: String, by bytes: [UInt8], mode: FileMode? = nil) throws(Findings) {
    let file = try stage(bytes, for: path, isSynced: true, mode: mode)
    try file.commit()
    Folders.sync(Paths.folder(of: path))
  }

  /// Writes a temporary file beside the place where it will be.
  /// - Parameters:
  ///   - isSynced: whether to sync this file now. A batch does not: it syncs many files together later.
  ///   - mode: the mode of the file that it replaces, if that is already gone.
  package static func stage(
    _ bytes: [UInt8], for path: String, isSynced: Bool = false, mode: FileMode? = nil
  ) throws(Findings) -> TemporaryFile {
    let (file, descriptor) = try TemporaryFile.create(for: path, mode: mode)
    var isOpen = true
    do throws(Findings) {
      try write(bytes, to: descriptor, name: path)
      if isSynced, fsync(descriptor) != 0 { throw Findings.cannotWrite(path) }
      // A network file system may report a full disk only here.
      isOpen = false
      if close(descriptor) != 0 { throw Findings.cannotWrite(path) }
    } catch {
      if isOpen { close(descriptor) }
      file.discard()
      throw error
    }
    return file
  }

  /// Writes all bytes to a descriptor.
  package static func write(_ bytes: [UInt8], to descriptor: Int32, name: String) throws(Findings) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if written >= 0 {
        offset += written
      } else if errno == EAGAIN {
        // A pipe that does not block: wait until it has room.
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&request, 1, -1)
      } else if errno != EINTR {
        throw Findings.cannotWrite(name)
      }
    }
  }

  /// The descriptor of this process that a path such as `/dev/stdout` or `/dev/fd/3` leads to; nil for other paths. What it leads to can be a
  /// plain file, but the file has its own name, and the path is only a link to it.
  private static func openDescriptor(of path: String) -> Int32? {
    var path = path
    // As many links as Linux follows.
    for _ in 0..<40 {
      guard let target = Files.linkTarget(path) else { return nil }
      let folder = Paths.real(Paths.folder(of: path))
      if folder.hasPrefix("/proc/\(getpid())/"), folder.hasSuffix("/fd") { return Int32(Paths.name(of: path)) }
      path = target.utf8.first == UInt8(ascii: "/") ? target : folder + "/" + target
    }
    return nil
  }

  private static func writeInPlace(_ bytes: [UInt8], to path: String) throws(Findings) {
    // To open the path would give another place in the file: what a shell appends to would be overwritten.
    if let descriptor = openDescriptor(of: path) { return try write(bytes, to: descriptor, name: path) }
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Findings.cannotCreate(path) }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, name: path)
  }
}
