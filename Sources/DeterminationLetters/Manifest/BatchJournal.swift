import CLinux
import Dispatch
import Glibc
import JSONText
import Synchronization

/// Writes the manifest so that no crash can make it lie: lines are kept back until the files they tell of are safe on disk. The
/// disk is synced for many letters at once, beside the work on the next ones.
final class BatchJournal: Sendable {
  private let path: String
  private let folders: [Int32]
  private let descriptor: Int32
  private let queue = DispatchQueue(label: "imr-letters.journal")
  /// Two groups under way at most: where the disk cannot follow, the batch waits for it.
  private let slots = DispatchSemaphore(value: 2)
  private let pending = Mutex<Pending>(Pending())

  private struct Pending {
    var lines: [UInt8] = []
    var count = 0
    var started = DispatchTime.now()
    var failure: Findings?
    /// The manifest's length up to its last whole line.
    var length: Int64 = 0
  }

  /// How many lines, and how many seconds, wait for a sync at most.
  private static let groupCount = 1_024, groupSeconds = 2.0

  /// Opens the manifest for lines at its end.
  /// - Parameter folders: a descriptor of a folder on each file system that outputs are written to.
  init(_ path: String, folders: [Int32]) throws(Findings) {
    self.path = path
    self.folders = folders
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.failure(path) }
    var status = stat()
    fstat(descriptor, &status)
    let length = Int64(status.st_size)
    pending.withLock { $0.length = length }
  }

  deinit { Glibc.close(descriptor) }

  /// Takes a line whose outputs have been written.
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

  /// Syncs and writes everything that was taken.
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
    for folder in folders where syncfs(folder) != 0 { return Self.failure("the files of the batch") }
    let length = pending.withLock { $0.length }
    do throws(Findings) {
      try AtomicFile.write(lines, to: descriptor, name: path)
      guard fdatasync(descriptor) == 0 else { throw Self.failure(path) }
    } catch {
      // A line that was cut off is taken back.
      ftruncate(descriptor, Int(length))
      return error
    }
    pending.withLock { $0.length = length + Int64(lines.count) }
    return nil
  }

  private static func failure(_ path: String) -> Findings {
    Findings(Finding(.cannotWrite, "“\(path)” cannot be written: \(Files.reason())"))
  }
}
