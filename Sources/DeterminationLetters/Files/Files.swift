import Glibc
import JSONText

/// Reading and writing files, every failure with its reason. POSIX calls, because a batch opens files by the hundred thousand
/// and because an output must appear whole or not at all.
enum Files {
  /// The bytes of a file; nil if there is none at that path.
  static func contents(_ path: String, limit: Int = .max) throws(Findings) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw Findings(Finding(.inputUnreadable, "“\(path)” cannot be opened: \(reason())"))
    }
    defer { close(descriptor) }
    return try contents(of: descriptor, name: path, limit: limit)
  }

  /// The bytes of a file that must be there.
  static func requiredContents(_ path: String, limit: Int = .max) throws(Findings) -> [UInt8] {
    if let bytes = try contents(path, limit: limit) { return bytes }
    throw Findings(Finding(.inputMissing, "there is no file “\(path)”"))
  }

  /// Everything that can be read from a descriptor, but not much more than `limit` bytes: more is the reader's to refuse.
  static func contents(of descriptor: Int32, name: String, limit: Int) throws(Findings) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw Findings(Finding(.inputUnreadable, "“\(name)” cannot be read: \(reason())"))
    }
    if status.st_mode & S_IFMT == S_IFDIR { throw Findings(Finding(.inputUnreadable, "“\(name)” is a folder")) }
    var bytes: [UInt8] = []
    var expected = min(Int(status.st_size), limit) + 1
    while bytes.count <= limit {
      let chunk = try read(descriptor, name: name, count: max(expected, 65_536))
      if chunk.isEmpty { break }
      bytes = bytes.isEmpty ? chunk : bytes + chunk
      expected = min(bytes.count, 1 << 20)
    }
    return bytes
  }

  /// Bytes from the middle of a file.
  /// - Throws: a finding if the file does not reach that far.
  static func contents(_ path: String, at offset: Int, count: Int) throws(Findings) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Findings(Finding(.inputUnreadable, "“\(path)” cannot be opened: \(reason())"))
    }
    defer { close(descriptor) }
    guard lseek(descriptor, offset, SEEK_SET) == offset else {
      throw Findings(Finding(.inputUnreadable, "“\(path)” cannot be read: \(reason())"))
    }
    var bytes: [UInt8] = []
    while bytes.count < count {
      let chunk = try read(descriptor, name: path, count: count - bytes.count)
      if chunk.isEmpty { throw Findings(Finding(.inputUnreadable, "“\(path)” has become shorter since it was read")) }
      bytes = bytes.isEmpty ? chunk : bytes + chunk
    }
    return bytes
  }

  /// The next bytes, at most `count`; empty at the end.
  static func read(_ descriptor: Int32, name: String, count: Int) throws(Findings) -> [UInt8] {
    while true {
      var result = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        result = Glibc.read(descriptor, buffer.baseAddress, count)
        filled = max(0, result)
      }
      if result >= 0 { return bytes }
      if errno != EINTR { throw Findings(Finding(.inputUnreadable, "“\(name)” cannot be read: \(reason())")) }
    }
  }

  /// The names in a folder in byte order, without those that start with a dot; nil if there is no such folder.
  static func list(_ folder: String) -> [String]? { list(folder) { $0.first != UInt8(ascii: ".") } }

  /// The names in a folder that are wanted, in byte order; nil if there is no such folder.
  static func list(_ folder: String, where isWanted: (Slice<UnsafeRawBufferPointer>) -> Bool) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        let name = bytes.prefix { $0 != 0 }
        if isWanted(name) { names.append(String(decoding: name, as: UTF8.self)) }
      }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether there is something at a path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// What a symbolic link says; nil if there is none.
  static func linkTarget(_ path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let length = buffer.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text in
        text.baseAddress.map { readlink(path, $0, text.count) } ?? 0
      }
    }
    return length > 0 ? String(decoding: buffer.prefix(length), as: UTF8.self) : nil
  }

  /// Whether two paths lead to the same thing, or would if it were there.
  static func areSame(_ first: String, _ second: String) -> Bool {
    var (one, other) = (stat(), stat())
    func parts(_ path: String) -> [Substring] {
      (path.hasPrefix("/") ? ["/"] : []) + path.split(separator: "/").filter { $0 != "." }
    }
    guard stat(first, &one) == 0, stat(second, &other) == 0 else { return parts(first) == parts(second) }
    return one.st_dev == other.st_dev && one.st_ino == other.st_ino
  }

  /// Whether there is a plain file at a path.
  static func isPlain(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws(Findings) {
    if isFolder(path) { return }
    let above = folder(of: path)
    if above != path, above != "." { try makeFolder(above) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST && isFolder(path) else {
      throw Findings(Finding(.cannotCreate, "the folder “\(path)” cannot be made: \(reason())"))
    }
  }

  /// The folder part of a path; `.` if it has none.
  static func folder(of path: String) -> String {
    var path = path.utf8[...]
    let slash = UInt8(ascii: "/")
    while path.count > 1, path.last == slash { path = path.dropLast() }
    guard let end = path.lastIndex(of: slash) else { return "." }
    return end == path.startIndex ? "/" : String(Substring(path[..<end]))
  }

  /// The last part of a path.
  static func name(of path: String) -> String {
    String(path[(path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:)) ?? path.startIndex)...])
  }

  /// Why the last call failed.
  static func reason() -> String { String(cString: strerror(errno)) }
}
