import Glibc
import JSONText
import Synchronization

/// Writes a file that appears whole or not at all: into a temporary file in its folder, then renamed.
enum AtomicFile {
  /// Writes the file, replacing one of that name.
  static func write(_ bytes: [UInt8], to path: String) throws(Findings) {
    // An existing thing that is no plain file (a device, a pipe) must not be replaced.
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG, status.st_mode & S_IFMT != S_IFDIR {
      return try writeInPlace(bytes, to: path)
    }
    try stage(bytes, for: path).commit()
  }

  /// A file that is written and has not yet got its name.
  struct Staged: Sendable, Codable {
    fileprivate let temporary: String
    fileprivate let path: String

    /// Gives the file its name.
    func commit() throws(Findings) {
      guard rename(temporary, path) == 0 else {
        let failure = AtomicFile.cannotCreate(path)
        discard()
        throw failure
      }
    }

    /// Removes the file.
    func discard() { unlink(temporary) }
  }

  /// Writes a temporary file beside the place where it will stand.
  static func stage(_ bytes: [UInt8], for path: String) throws(Findings) -> Staged {
    let staged = Staged(temporary: TemporaryName.of(path), path: path)
    let descriptor = open(staged.temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw cannotCreate(path) }
    do {
      defer { close(descriptor) }
      try write(bytes, to: descriptor, name: path)
    } catch {
      staged.discard()
      throw error
    }
    return staged
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
      } else if errno == EAGAIN {
        // Somebody's pipe that does not block: wait until it has room.
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&request, 1, -1)
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
    // A full disk is met here or while writing, as it happens.
    let code: FindingCode = [ENOSPC, EDQUOT, EIO].contains(errno) ? .cannotWrite : .cannotCreate
    return Findings(Finding(code, "“\(path)” cannot be created: \(Files.reason())"))
  }
}

/// The names of temporary files: hidden, each given once, and with the system and process that write them, so that what a killed
/// process left can be told from what a living one is writing. A system is a host between two boots and, of its containers, those
/// that see the same processes.
enum TemporaryName {
  private static let last = Atomic<Int>(0)

  static func of(_ path: String) -> String {
    let number = last.add(1, ordering: .relaxed).newValue
    return "\(Files.folder(of: path))/.\(Files.name(of: path)).\(mark)\(number)~"
  }

  /// Removes what killed processes left in a folder.
  /// - Parameter isOwner: whether no other process may write there, so that every temporary file is a remainder.
  static func removeRemainders(in folder: String, isOwner: Bool) {
    for name in Files.list(folder, where: { $0.first == UInt8(ascii: ".") && $0.last == UInt8(ascii: "~") }) ?? [] {
      let parts = name.dropLast().split(separator: ".").last?.split(separator: "-") ?? []
      guard parts.count == 3, let process = Int32(parts[1]), Int(parts[2]) != nil else { continue }
      let isDead = parts[0] == system && kill(process, 0) != 0 && errno == ESRCH
      if isOwner || isDead { unlink(folder + "/" + name) }
    }
  }

  private static let mark = "\(system)-\(getpid())-"

  private static let system: String = {
    let boot = try? Files.contents("/proc/sys/kernel/random/boot_id")
    let processes = Files.linkTarget("/proc/self/ns/pid") ?? ""
    return String(SHA256(of: (boot ?? []) + Array(processes.utf8)).description.prefix(8))
  }()
}
