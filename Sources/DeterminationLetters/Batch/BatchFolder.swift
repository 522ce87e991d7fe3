import Glibc
import JSONText

/// The folder that a batch writes to, locked for it alone. The lock is the kernel's: it goes with the process, however that ends.
final class BatchFolder {
  /// Its path.
  let path: String
  /// The folder, for syncing.
  let descriptor: Int32
  private let lock: Int32
  private var lockPath: String { path + "/.imr-letters.lock" }

  /// Makes the folder where it is missing, locks it, and removes what a killed batch left half done.
  /// - Throws: a finding if another batch is writing there.
  init(_ path: String) throws(Findings) {
    try Files.makeFolder(path)
    self.path = path
    let lockPath = path + "/.imr-letters.lock"
    let wasLeft = Files.exists(lockPath)
    lock = try Self.lock(lockPath, folder: path)
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Findings(Finding(.cannotCreate, "the folder “\(path)” cannot be opened: \(Files.reason())"))
    }
    TemporaryName.removeRemainders(in: path, isOwner: wasLeft)
  }

  /// Unlocks the folder.
  deinit {
    unlink(lockPath)
    close(lock)
    close(descriptor)
  }

  private static func lock(_ lockPath: String, folder: String) throws(Findings) -> Int32 {
    while true {
      let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
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
      // The batch before may have removed the file between our two calls; its lock would be worth nothing then.
      var (ours, there) = (stat(), stat())
      if fstat(descriptor, &ours) == 0, stat(lockPath, &there) == 0, ours.st_ino == there.st_ino { return descriptor }
      close(descriptor)
    }
  }
}
