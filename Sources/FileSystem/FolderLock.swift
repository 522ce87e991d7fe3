import Diagnostics
import Glibc

/// A folder that one process at a time may write to. The kernel's lock (`flock`) ends with the process, even if the process is killed.
package final class FolderLock: Sendable {
  /// The path of the folder.
  package let path: String
  /// The folder, for syncing.
  package let descriptor: Int32
  private let lock: Int32
  private let lockPath: String

  /// Makes the folder if it is missing, locks it, and removes what a killed batch left behind.
  /// - Throws: a finding if another batch is writing there.
  package init(_ path: String) throws(Findings) {
    try Folders.make(path)
    self.path = path
    lockPath = path + "/.imr-letters.lock"
    let wasLeft = Folders.exists(lockPath)
    lock = try Self.lock(lockPath, folder: path)
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Findings(Finding(.cannotCreate, "the folder “\(path)” cannot be opened: \(Files.reason())"))
    }
    // A lock file that nobody holds is from a killed batch. The batch may have run on another host, where it had another process number. So
    // all temporary files are removed.
    try TemporaryName.removeLeftovers(in: path, ofAllProcesses: wasLeft)
  }

  /// Unlocks the folder.
  deinit {
    unlink(lockPath)
    close(lock)
    close(descriptor)
  }

  private static func lock(_ lockPath: String, folder: String) throws(Findings) -> Int32 {
    while true {
      let descriptor = open(lockPath, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else {
        throw Findings(
          Finding(
            [ENOSPC, EDQUOT].contains(errno) ? .cannotWrite : .cannotCreate,
            "nothing can be written to the folder “\(folder)”: \(Files.reason())"))
      }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        throw Findings(
          Finding(
            .folderInUse, "another batch is writing to “\(folder)”",
            fix: "wait until it has ended, or choose another folder"))
      }
      // An earlier batch may have removed the file between our two calls. A lock on a removed file protects nothing.
      var (ours, there) = (stat(), stat())
      if fstat(descriptor, &ours) == 0, stat(lockPath, &there) == 0, ours.st_ino == there.st_ino { return descriptor }
      close(descriptor)
    }
  }
}
