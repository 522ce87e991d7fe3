import CLinux
import Diagnostics
import Digests
import Glibc
import Synchronization

/// A file that is being written under a hidden name and gets its own name when it is complete. This is the only way in which the
/// program makes temporary files.
///
/// The name contains an identifier of the host's boot and process namespace, and the number of the process. So a later run can distinguish
/// the files of killed processes from the files of running ones. The file must not exist before (`O_EXCL`): links that somebody put there
/// are never followed.
package struct TemporaryFile: Sendable, Codable {
  private let temporary: String
  private let path: String

  /// Makes an empty file beside the place where it will be.
  /// - Parameter mode: the mode of the file that it replaces; nil to look at the file of that name.
  /// - Returns: the file and a descriptor for writing, which the caller closes.
  package static func create(
    for path: String, mode: FileMode? = nil
  ) throws(Findings) -> (file: TemporaryFile, descriptor: Int32) {
    while true {
      let file = TemporaryFile(temporary: TemporaryName.next(for: path), path: path)
      let descriptor = open(file.temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      if descriptor >= 0 {
        (mode ?? FileMode(of: path))?.give(to: descriptor)
        return (file, descriptor)
      }
      // Somebody else has a file or a link of that name: take the next one.
      guard errno == EEXIST else { throw Findings.cannotCreate(path) }
    }
  }

  /// Where the bytes are until the file gets its name.
  package var temporaryPath: String { temporary }

  /// Gives the file its name, in place of a file that had it before.
  package func commit() throws(Findings) {
    guard rename(temporary, path) == 0 else {
      let failure = Findings.cannotCreate(path)
      discard()
      throw failure
    }
  }

  /// Gives files that belong together their names. If one cannot have its name, all is as it was before: no new file stays, and no file that
  /// had one of the names is lost.
  package static func commit(_ files: [TemporaryFile]) throws(Findings) {
    var named: [(file: TemporaryFile, replaced: Replaced)] = []
    for (index, file) in files.enumerated() {
      do throws(Findings) {
        // After the last file nothing can fail.
        if index + 1 < files.count { named.append((file, try file.replace())) } else { try file.commit() }
      } catch {
        for (file, replaced) in named.reversed() { file.takeBack(replaced) }
        for waiting in files[(index + 1)...] { waiting.discard() }
        throw error
      }
    }
    for case (let file, .exchanged) in named { file.discard() }
  }

  /// The file that had the name before.
  private enum Replaced {
    /// There was none.
    case nothing
    /// It has the temporary name now.
    case exchanged
    /// It is gone. This file system cannot exchange names.
    case lost
  }

  /// Gives the file its name, and keeps the file that had it.
  private func replace() throws(Findings) -> Replaced {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      try commit()
      return .nothing
    }
    // A folder would be exchanged too.
    if status.st_mode & S_IFMT != S_IFDIR,
      renameat2(AT_FDCWD, temporary, AT_FDCWD, path, rename_exchange) == 0
    {
      return .exchanged
    }
    try commit()
    return .lost
  }

  /// Undoes ``replace()``.
  private func takeBack(_ replaced: Replaced) {
    switch replaced {
    case .nothing: unlink(path)
    case .exchanged: if rename(temporary, path) != 0 { discard() }
    // The new file is better than none.
    case .lost: break
    }
  }

  /// Removes the file.
  package func discard() { unlink(temporary) }
}

/// Names of temporary files: each is used once.
package enum TemporaryName {
  private static let last = Atomic<Int>(0)

  fileprivate static func next(for path: String) -> String {
    let number = last.add(1, ordering: .relaxed).newValue
    return "\(Paths.folder(of: path))/.\(start(of: Paths.name(of: path))).\(mark)\(number)~"
  }

  /// The start of a name. With the mark, a long name would be longer than any file system allows.
  private static func start(of name: String) -> Substring {
    name.utf8.count <= 200 ? name[...] : Substring(name.unicodeScalars.prefix(50))
  }

  /// Removes what killed processes left in a folder.
  /// - Parameter ofAllProcesses: true to remove every temporary file. False to remove only the files of processes of this system that no
  ///   longer run.
  package static func removeLeftovers(in folder: String, ofAllProcesses: Bool) throws(Findings) {
    let names = try Folders.list(folder) { $0.first == UInt8(ascii: ".") && $0.last == UInt8(ascii: "~") }
    for name in names ?? [] {
      let parts = name.dropLast().split(separator: ".").last?.split(separator: "-") ?? []
      guard parts.count == 3, let process = Int32(parts[1]), Int(parts[2]) != nil else { continue }
      let isDead = parts[0] == system && kill(process, 0) != 0 && errno == ESRCH
      if ofAllProcesses || isDead { unlink(folder + "/" + name) }
    }
  }

  private static let mark = "\(system)-\(getpid())-"

  /// Identifies the boot of the host and the namespace of processes. Process numbers can be compared only within these.
  private static let system: String = {
    let boot = try? Files.contents("/proc/sys/kernel/random/boot_id")
    let processes = Files.linkTarget("/proc/self/ns/pid") ?? ""
    return String(SHA256(of: (boot ?? []) + Array(processes.utf8)).description.prefix(8))
  }()
}
