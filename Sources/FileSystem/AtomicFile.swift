import Diagnostics
import Glibc

/// Writes a file that appears whole or not at all: into a temporary file in its folder, then renamed.
package enum AtomicFile {
  /// Writes the file, replacing one of that name.
  package static func write(_ bytes: [UInt8], to path: String) throws(Findings) {
    // A device or a pipe must not be replaced by a file.
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG, status.st_mode & S_IFMT != S_IFDIR {
      return try writeInPlace(bytes, to: path)
    }
    try stage(bytes, for: path).commit()
  }

  /// Writes a temporary file beside the place where it will be.
  package static func stage(_ bytes: [UInt8], for path: String) throws(Findings) -> TemporaryFile {
    let (file, descriptor) = try TemporaryFile.create(for: path)
    do {
      defer { close(descriptor) }
      try write(bytes, to: descriptor, name: path)
    } catch {
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

  private static func writeInPlace(_ bytes: [UInt8], to path: String) throws(Findings) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Findings.cannotCreate(path) }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, name: path)
  }
}
