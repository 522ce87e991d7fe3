import CLinux
import Glibc
import Synchronization

/// A request to stop: a flag, and a descriptor that becomes readable, so that code that waits for input notices the request at once.
package final class StopRequest: Sendable {
  private let wasMade = Atomic<Bool>(false)
  /// An event descriptor of Linux; -1 if the system has none left, and then only the flag works.
  private let descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))

  /// A request that was not made yet.
  package init() {}

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Whether the request was made.
  package var isMade: Bool { wasMade.load(ordering: .relaxed) }

  /// Makes the request. Any thread may call this, any number of times.
  package func make() {
    wasMade.store(true, ordering: .relaxed)
    var one: UInt64 = 1
    _ = write(descriptor, &one, 8)
  }

  /// Waits until a descriptor can be read.
  /// - Returns: false if the request was made.
  package func waitForInput(_ input: Int32) -> Bool {
    while !isMade {
      var requests = [
        pollfd(fd: input, events: Int16(POLLIN), revents: 0),
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&requests, 2, -1)
      if count > 0, requests[0].revents != 0 { return !isMade }
      if count < 0, errno != EINTR { return true }
    }
    return false
  }
}
