import CLinux
@preconcurrency import Dispatch
import Glibc
import DeterminationLetters
import FileSystem
import Synchronization

/// Writes the manifest. No crash can make it wrong, because a line waits until the files that it names are safe on disk. The disk is synced
/// for many letters at once, while the next ones are made. Room for the lines is taken before, so letters that fill the disk get their lines.
final class BatchJournal: Sendable {
  private let path: String
  private let folders: [Int32]
  private let descriptor: Int32
  private let queue = DispatchQueue(label: "imr-letters.journal")
  /// At most two groups are on their way to the disk. If the disk is too slow, the batch waits for it.
  private let slots = DispatchSemaphore(value: 2)
  private let pending = Mutex<Pending>(Pending())
  /// Writes the waiting lines if no new ones come, for example while standard input is idle.
  private let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "imr-letters.journal.timer"))

  private struct Pending {
    var lines: [UInt8] = []
    var count = 0
    var failure: Findings?
    /// The length of the manifest up to its last whole line.
    var length = 0
    /// Its length with all lines that were taken, and up to where the disk has room for it.
    var (end, room) = (0, 0)
  }

  /// How many bytes of room are taken at once, and how many are free before each letter: more than the line of a letter has.
  private static let roomSize = 64 << 10, leastRoom = 32 << 10

  /// At most this many lines wait for a sync, and at most this many seconds.
  private static let groupCount = 1_024, groupSeconds = 2.0

  /// Opens the manifest for lines at its end.
  /// - Parameters:
  ///   - folders: a descriptor of a folder on each file system that outputs are written to.
  ///   - mode: the mode of an earlier manifest that was renamed.
  init(_ path: String, folders: [Int32], mode: FileMode? = nil) throws(Findings) {
    self.path = path
    self.folders = folders
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o666)
    let failure = Findings.cannotCreate(path)
    // Before anything throws: a timer that never started must not be released.
    timer.schedule(deadline: .now() + Self.groupSeconds, repeating: Self.groupSeconds)
    timer.setEventHandler { [weak self] in self?.flush() }
    timer.resume()
    guard descriptor >= 0 else { throw failure }
    mode?.give(to: descriptor)
    var status = stat()
    fstat(descriptor, &status)
    pending.withLock { ($0.length, $0.end, $0.room) = (status.st_size, status.st_size, status.st_size) }
    do throws(Findings) {
      try takeRoom()
    } catch {
      giveBackRoom()
      throw error
    }
  }

  deinit {
    timer.cancel()
    Glibc.close(descriptor)
  }

  /// Takes a line whose outputs were written.
  /// - Throws: the reason why earlier lines could not be written, or why this one has no room.
  func append(_ line: ManifestLine) throws(Findings) {
    let bytes = Array((line.json + "\n").utf8)
    // The path of an input can be long.
    if bytes.count > Self.leastRoom { try takeRoom(for: bytes.count) }
    let isFull = pending.withLock { pending in
      pending.lines += bytes
      pending.count += 1
      pending.end += bytes.count
      return pending.count.isMultiple(of: Self.groupCount)
    }
    if isFull { flush() }
    try throwFailure()
    try takeRoom()
  }

  /// Takes room on the disk for lines that come next. The size of the file stays.
  /// - Parameter bytes: the length of these lines, besides the room for the next one.
  func takeRoom(for bytes: Int = 0) throws(Findings) {
    let isTaken = pending.withLock { pending in
      while pending.room < pending.end + bytes + Self.leastRoom {
        if fallocate(descriptor, FALLOC_FL_KEEP_SIZE, pending.room, Self.roomSize) == 0 {
          pending.room += Self.roomSize
        } else if errno == ENOSPC || errno == EDQUOT {
          return false
        } else if errno != EINTR {
          // Some file systems cannot do this. Then the disk may be full when the lines are written.
          pending.room = .max
        }
      }
      return true
    }
    if !isTaken { throw Findings.cannotWrite(path) }
  }

  /// Syncs and writes all lines. More lines may follow, as those of a print stream follow those of rejected records.
  func close() throws(Findings) {
    // Lines are taken in the queue only. So none can be on its way to it here, taken by the timer and not yet written.
    queue.sync { writeWaitingLines() }
    defer { giveBackRoom() }
    try throwFailure()
    if let failure = replacement() { throw failure }
  }

  /// Gives back the room that no line needed.
  private func giveBackRoom() {
    pending.withLock { pending in
      ftruncate(descriptor, pending.length)
      pending.room = pending.length
    }
  }

  private func throwFailure() throws(Findings) {
    if let failure = pending.withLock({ $0.failure }) { throw failure }
  }

  /// Asks the queue to write the waiting lines.
  private func flush() {
    slots.wait()
    queue.async {
      defer { self.slots.signal() }
      self.writeWaitingLines()
    }
  }

  /// Runs in the queue, so that lines are written in the order in which they came.
  private func writeWaitingLines() {
    let lines = pending.withLock { pending in
      defer { (pending.lines, pending.count) = ([], 0) }
      return pending.lines
    }
    guard !lines.isEmpty, pending.withLock({ $0.failure }) == nil else { return }
    if let failure = write(lines) { pending.withLock { $0.failure = failure } }
  }

  /// Why the name of the manifest no longer leads to the file that this batch writes; nil if it still does.
  private func replacement() -> Findings? {
    var (own, named) = (stat(), stat())
    let length = pending.withLock { $0.length }
    if fstat(descriptor, &own) == 0, lstat(path, &named) == 0, own.st_ino == named.st_ino, own.st_dev == named.st_dev,
      own.st_size == length
    {
      return nil
    }
    return Findings(
      Finding(
        .cannotWrite, "“\(path)” was removed, replaced or changed while the batch ran",
        fix: "start the batch again, in another folder or with --resume"))
  }

  private func write(_ lines: [UInt8]) -> Findings? {
    if let failure = replacement() { return failure }
    for folder in folders where syncfs(folder) != 0 { return Findings.cannotWrite("the files of the batch") }
    let length = pending.withLock { $0.length }
    do throws(Findings) {
      try AtomicFile.write(lines, to: descriptor, name: path)
    } catch {
      keepWholeLines(lines, after: length)
      return error
    }
    guard fdatasync(descriptor) == 0 else {
      let failure = Findings.cannotWrite(path)
      ftruncate(descriptor, length)
      return failure
    }
    pending.withLock { $0.length = length + lines.count }
    return nil
  }

  /// Removes a line that could not be written completely. The files of those before it are safe.
  private func keepWholeLines(_ lines: [UInt8], after length: Int) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return }
    let written = lines.prefix(max(0, status.st_size - length))
    let whole = written.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    ftruncate(descriptor, length + whole)
    fdatasync(descriptor)
    pending.withLock { $0.length = length + whole }
  }
}
