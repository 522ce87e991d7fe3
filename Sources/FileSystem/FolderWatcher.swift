import Diagnostics
@preconcurrency import Dispatch
import Glibc
import Synchronization

/// Says when files in folders change (inotify(7)). It costs nothing while nothing changes.
///
/// Folders are watched and not files, because editors replace files. It is a class because it owns a descriptor of the system.
package final class FolderWatcher: Sendable {
  /// The paths of files that changed, in groups: programs that save a file often make several changes.
  package let changes: AsyncStream<Set<String>>

  private let descriptor: Int32
  private let queue = DispatchQueue(label: "imr-letters.folder-watcher")
  private let source: any DispatchSourceRead
  private let state = Mutex(State())

  private struct State {
    var folders: [Int32: String] = [:]
    var changed: Set<String> = []
    /// Counts groups of events, so that only the last one ends a group.
    var round = 0
  }

  /// How long nothing must happen until a group of changes is complete.
  private static let quiet = DispatchTimeInterval.milliseconds(12)

  /// Watches nothing yet.
  /// - Throws: a finding if the system gives no descriptor.
  package init() throws(Findings) {
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else {
      throw Findings(Finding(.inputUnreadable, "changes of files cannot be watched: \(Files.reason())"))
    }
    let (stream, continuation) = AsyncStream.makeStream(of: Set<String>.self)
    changes = stream
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    let descriptor = descriptor
    source.setCancelHandler { close(descriptor) }
    source.setEventHandler { [weak self] in self?.collect(continuation) }
    source.activate()
  }

  deinit { source.cancel() }

  /// Watches a folder, without the folders in it. A folder that is watched already, or that does not exist, changes nothing.
  package func watch(_ folder: String) {
    let events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE
    let number = inotify_add_watch(descriptor, folder, UInt32(events))
    if number >= 0 { state.withLock { $0.folders[number] = folder } }
  }

  private func collect(_ continuation: AsyncStream<Set<String>>.Continuation) {
    let events = Self.events(of: descriptor)
    let round = state.withLock { state in
      for event in events {
        // A file that was only created has no contents yet.
        let isNewFile = event.mask & UInt32(IN_CREATE) != 0 && event.mask & UInt32(IN_ISDIR) == 0
        if !isNewFile { state.changed.insert((state.folders[event.folder] ?? "") + "/" + event.name) }
      }
      state.round += 1
      return state.round
    }
    queue.asyncAfter(deadline: .now() + Self.quiet) { [weak self] in
      let changed = self?.state.withLock { state -> Set<String> in
        guard state.round == round else { return [] }
        defer { state.changed = [] }
        return state.changed
      }
      if let changed, !changed.isEmpty { continuation.yield(changed) }
    }
  }

  private struct Event {
    let folder: Int32
    let mask: UInt32
    let name: String
  }

  /// The events that have happened. Each has a head of 16 bytes and a name that ends with zeros.
  private static func events(of descriptor: Int32) -> [Event] {
    var events: [Event] = []
    withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 8) { buffer in
      while true {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        guard count > 0 else { return }
        var start = 0
        while start + 16 <= count {
          let folder = buffer.loadUnaligned(fromByteOffset: start, as: Int32.self)
          let mask = buffer.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self)
          let length = Int(buffer.loadUnaligned(fromByteOffset: start + 12, as: UInt32.self))
          let name = buffer[(start + 16)..<min(start + 16 + length, count)].prefix { $0 != 0 }
          events.append(Event(folder: folder, mask: mask, name: String(decoding: name, as: UTF8.self)))
          start += 16 + length
        }
      }
    }
    return events
  }
}
