import CLinux
import Diagnostics
import Glibc

/// Reads and makes folders, and says what is at a path.
package enum Folders {
  /// The names in a folder in byte order, without those that start with a dot; nil if there is no such folder.
  package static func list(_ folder: String) throws(Findings) -> [String]? {
    try list(folder) { $0.first != UInt8(ascii: ".") }
  }

  /// Whether a folder has nothing in it, also nothing whose name starts with a dot; nil if there is no such folder.
  package static func isEmpty(_ folder: String) throws(Findings) -> Bool? {
    try list(folder) { !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }?.isEmpty
  }

  /// The names in a folder that are wanted, in byte order; nil if there is no such folder.
  /// - Throws: a finding if the folder cannot be read to its end, because a name that is left out could be a lost letter.
  static func list(
    _ folder: String, where isWanted: (UnsafeRawBufferPointer) -> Bool
  ) throws(Findings) -> [String]? {
    guard let stream = opendir(folder) else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw Findings.cannotRead(folder)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      // readdir returns NULL at the end and for an error; errno tells the two apart.
      errno = 0
      guard let entry = readdir(stream) else { break }
      guard let start = entry_name(entry) else { continue }
      let name = UnsafeRawBufferPointer(start: start, count: strlen(start))
      if isWanted(name) { names.append(String(decoding: name, as: UTF8.self)) }
    }
    guard errno == 0 else { throw Findings.cannotRead(folder) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether there is something at a path.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether there is a regular file at a path.
  package static func isRegularFile(_ path: String) -> Bool { kind(of: path) == S_IFREG }

  /// Whether there is a folder at a path.
  package static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

  /// Whether there is something at a path that is neither a file nor a folder, such as a device or a pipe.
  package static func isDevice(_ path: String) -> Bool {
    kind(of: path).map { $0 != S_IFREG && $0 != S_IFDIR } ?? false
  }

  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// Makes a folder and those above it.
  package static func make(_ path: String) throws(Findings) {
    if isFolder(path) { return }
    let above = Paths.folder(of: path)
    if above != path, above != "." { try make(above) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST && isFolder(path) else {
      throw Findings(Finding(.cannotCreate, "the folder “\(path)” cannot be made: \(Files.reason())"))
    }
  }

  /// Syncs a folder, so that new and renamed files keep their names after a crash. Some file systems cannot do that; then nothing happens.
  package static func sync(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Whether there is a folder itself at a path, and not a link to one.
  package static func isOwnFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// - Throws: a finding if there is something at a path that is not a folder itself, such as a link to a folder.
  package static func requireOwnFolder(_ path: String) throws(Findings) { try require("a folder", S_IFDIR, at: path) }

  /// - Throws: a finding if there is something at a path that is not a regular file itself, such as a link or a pipe.
  package static func requireOwnFile(_ path: String) throws(Findings) {
    try require("a regular file", S_IFREG, at: path)
  }

  private static func require(_ name: String, _ kind: mode_t, at path: String) throws(Findings) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT != kind else { return }
    let isLink = status.st_mode & S_IFMT == S_IFLNK
    throw Findings(
      Finding(
        .cannotCreate, isLink ? "“\(path)” is a link; it must be \(name) itself" : "“\(path)” is not \(name)",
        fix: "remove it, or choose another folder"))
  }

  /// - Throws: a finding if there is no such folder. It names the option that asked for the folder.
  package static func require(_ path: String, for option: String) throws(Findings) {
    guard isFolder(path) else {
      throw Findings(Finding(.inputMissing, "there is no folder “\(path)” (\(option))"))
    }
  }
}
