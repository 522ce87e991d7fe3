import CLinux
import Dispatch
import Glibc
import DeterminationLetters
import FileSystem
import Synchronization

/// Writes the manifest so that no crash can make it wrong: a line waits until the files it names are safe on disk. The disk is synced
/// for many letters at once, while the next ones are made.
final class BatchJournal: Sendable {
  private let path: String
  private let folders: [Int32]
  private let descriptor: Int32
  private let queue = DispatchQueue(label: "imr-letters.journal")
  /// At most two groups are on their way to the disk. If the disk is too slow, the batch waits for it.
  private let slots = DispatchSemaphore(value: 2)
  private let pending = Mutex<Pending>(Pending())

  private struct Pending {
    var lines: [UInt8] = []
    var count = 0
    var started = DispatchTime.now()
    var failure: Findings?
    /// The length of the manifest up to its last whole line.
    var length: Int64 = 0
  }

  /// At most this many lines, and roughly this many seconds, wait for a sync.
  private static let groupCount = 1_024, groupSeconds = 2.0

  /// Opens the manifest for lines at its end.
  /// - Parameter folders: a descriptor of a folder on each file system that outputs are written to.
  init(_ path: String, folders: [Int32]) throws(Findings) {
    self.path = path
    self.folders = folders
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Findings.cannotCreate(path) }
    var status = stat()
    fstat(descriptor, &status)
    let length = Int64(status.st_size)
    pending.withLock { $0.length = length }
  }

  deinit { Glibc.close(descriptor) }

  /// Takes a line whose outputs were written.
  /// - Throws: what kept earlier lines from being written.
  func append(_ line: ManifestLine) throws(Findings) {
    let bytes = Array((line.json + "\n").utf8)
    let isFull = pending.withLock { pending in
      if pending.count == 0 { pending.started = .now() }
      pending.lines += bytes
      pending.count += 1
      let waited = Double(DispatchTime.now().uptimeNanoseconds - pending.started.uptimeNanoseconds) / 1e9
      return pending.count >= Self.groupCount || waited > Self.groupSeconds
    }
    if isFull { flush() }
    try throwFailure()
  }

  /// Syncs and writes all lines.
  func close() throws(Findings) {
    flush()
    queue.sync {}
    try throwFailure()
  }

  private func throwFailure() throws(Findings) {
    if let failure = pending.withLock({ $0.failure }) { throw failure }
  }

  private func flush() {
    let lines = pending.withLock { pending in
      defer { (pending.lines, pending.count) = ([], 0) }
      return pending.lines
    }
    guard !lines.isEmpty else { return }
    slots.wait()
    queue.async {
      defer { self.slots.signal() }
      guard self.pending.withLock({ $0.failure }) == nil else { return }
      if let failure = self.write(lines) { self.pending.withLock { $0.failure = failure } }
    }
  }

  private func write(_ lines: [UInt8]) -> Findings? {
    for folder in folders where syncfs(folder) != 0 { return Findings.cannotWrite("the files of the batch") }
    let length = pending.withLock { $0.length }
    do throws(Findings) {
      try AtomicFile.write(lines, to: descriptor, name: path)
      guard fdatasync(descriptor) == 0 else { throw Findings.cannotWrite(path) }
    } catch {
      // Removes a line that was cut off.
      ftruncate(descriptor, Int(length))
      return error
    }
    pending.withLock { $0.length = length + Int64(lines.count) }
    return nil
  }
}
