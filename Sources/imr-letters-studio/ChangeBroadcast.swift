import Synchronization

/// Tells every open page that something changed. It is a class because all pages share it.
final class ChangeBroadcast: Sendable {
  private let listeners = Mutex<(next: Int, all: [Int: AsyncStream<Int>.Continuation])>((0, [:]))

  /// The revisions from now on. A page that is slow gets only the last one.
  func revisions() -> AsyncStream<Int> {
    let (stream, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
    let id = listeners.withLock { listeners in
      listeners.next += 1
      listeners.all[listeners.next] = continuation
      return listeners.next
    }
    continuation.onTermination = { [weak self] _ in self?.listeners.withLock { $0.all[id] = nil } }
    return stream
  }

  /// Tells all pages.
  func send(_ revision: Int) {
    for listener in listeners.withLock({ $0.all.values.map(\.self) }) { listener.yield(revision) }
  }
}
