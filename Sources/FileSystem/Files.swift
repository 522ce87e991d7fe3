import Diagnostics
import Glibc

/// Reads whole files and parts of files. Every failure says why. It uses POSIX calls, because they are fast, and a batch opens hundreds of
/// thousands of files.
package enum Files {
  /// The bytes of a file; nil if there is no file at that path.
  /// - Parameters:
  ///   - limit: reading stops shortly after this many bytes. The reader of the bytes rejects what is longer.
  ///   - isPlain: whether only a plain file is read, because nobody named the path on the command line. A pipe may never start, and a device may
  ///     never end.
  package static func contents(_ path: String, limit: Int = .max, isPlain: Bool = false) throws(Findings) -> [UInt8]? {
    let descriptor = open(path, isPlain ? plainFlags : O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw Findings.cannotRead(path)
    }
    defer { close(descriptor) }
    if isPlain { try requirePlain(descriptor, path) }
    return try contents(of: descriptor, name: path, limit: limit)
  }

  /// Without O_NONBLOCK, opening a pipe would wait for somebody to write.
  static let plainFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY

  /// The size of a plain file, in bytes.
  @discardableResult
  static func requirePlain(_ descriptor: Int32, _ path: String) throws(Findings) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Findings.cannotRead(path) }
    if status.st_mode & S_IFMT == S_IFDIR { throw Findings.isFolder(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Findings.isNotPlain(path) }
    return Int(status.st_size)
  }

  /// The bytes of a file that must exist.
  package static func requiredContents(
    _ path: String, limit: Int = .max, isPlain: Bool = false
  ) throws(Findings) -> [UInt8] {
    if let bytes = try contents(path, limit: limit, isPlain: isPlain) { return bytes }
    throw Findings(Finding(.inputMissing, "there is no file “\(path)”"))
  }

  /// Everything that can be read from a descriptor, but not much more than `limit` bytes.
  package static func contents(of descriptor: Int32, name: String, limit: Int) throws(Findings) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Findings.cannotRead(name) }
    if status.st_mode & S_IFMT == S_IFDIR { throw Findings.isFolder(name) }
    var bytes: [UInt8] = []
    let isPlain = status.st_mode & S_IFMT == S_IFREG
    // One byte more shows that a plain file has ended. Others, and files of /proc, do not say how long they are.
    var expected = status.st_size > 0 ? min(Int(status.st_size), limit - 1) + 1 : 65_536
    while bytes.count <= limit {
      let chunk = try read(descriptor, name: name, count: expected)
      if chunk.isEmpty { break }
      bytes = bytes.isEmpty ? chunk : bytes + chunk
      // A plain file gives less than was asked for only at its end.
      if isPlain, status.st_size > 0, chunk.count < expected { break }
      expected = max(65_536, min(bytes.count, 1 << 20))
    }
    return bytes
  }

  /// Bytes from the middle of a plain file.
  /// - Throws: a finding if the file does not reach that far.
  package static func contents(_ path: String, at offset: Int, count: Int) throws(Findings) -> [UInt8] {
    let descriptor = open(path, plainFlags)
    guard descriptor >= 0 else { throw Findings.cannotRead(path) }
    defer { close(descriptor) }
    // The numbers may come from a manifest that somebody changed, so nothing is allocated for bytes that the file does not have.
    let size = try requirePlain(descriptor, path)
    guard offset >= 0, count >= 0, offset <= size, count <= size - offset else { throw Findings.tooShort(path) }
    guard lseek(descriptor, offset, SEEK_SET) == offset else { throw Findings.cannotRead(path) }
    var bytes: [UInt8] = []
    while bytes.count < count {
      let chunk = try read(descriptor, name: path, count: count - bytes.count)
      if chunk.isEmpty { throw Findings.tooShort(path) }
      bytes = bytes.isEmpty ? chunk : bytes + chunk
    }
    return bytes
  }

  /// The next bytes, at most `count`; empty at the end.
  package static func read(_ descriptor: Int32, name: String, count: Int) throws(Findings) -> [UInt8] {
    while true {
      var result = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        result = Glibc.read(descriptor, buffer.baseAddress, count)
        filled = max(0, result)
      }
      if result >= 0 { return bytes }
      if errno != EINTR { throw Findings.cannotRead(name) }
    }
  }

  /// What a symbolic link points to; nil if there is no link.
  package static func linkTarget(_ path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let length = buffer.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text in
        text.baseAddress.map { readlink(path, $0, text.count) } ?? 0
      }
    }
    return length > 0 ? String(decoding: buffer.prefix(length), as: UTF8.self) : nil
  }

  /// Why the last call failed.
  package static func reason() -> String { String(cString: strerror(errno)) }
}
