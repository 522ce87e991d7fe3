import Dispatch
import Glibc
import Synchronization

/// Ctrl-C and SIGTERM. The first signal asks the batch to stop: it finishes the letters in progress and closes its manifest. A second
/// signal ends the process at once, which is safe too.
///
/// Only the command takes signals. A program that uses the library keeps its own handlers.
enum StopSignals {
  private static let received = Atomic<Int32>(0)
  private static let wakeDescriptor = Atomic<Int32>(-1)

  /// The signal that asked the program to stop; nil if there was none.
  static var signal: Int32? {
    let signal = received.load(ordering: .relaxed)
    return signal == 0 ? nil : signal
  }

  /// Takes the signals from now on, and calls `stop` after the first.
  static func install(_ stop: @escaping @Sendable () -> Void) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    wakeDescriptor.store(ends[1], ordering: .relaxed)
    waitForFirst(on: ends[0], stop)
    var action = sigaction()
    // Only what POSIX allows in a handler: atomics, write and _exit.
    action.__sigaction_handler.sa_handler = { signal in
      if StopSignals.received.exchange(signal, ordering: .relaxed) != 0 { _exit(128 + signal) }
      var byte: UInt8 = 1
      _ = write(StopSignals.wakeDescriptor.load(ordering: .relaxed), &byte, 1)
    }
    sigaction(SIGINT, &action, nil)
    sigaction(SIGTERM, &action, nil)
  }

  /// Calls `stop` on a thread of its own once the handler has written to the pipe.
  private static func waitForFirst(on descriptor: Int32, _ stop: @escaping @Sendable () -> Void) {
    DispatchQueue(label: "imr-letters.signals").async {
      var byte: UInt8 = 0
      while read(descriptor, &byte, 1) < 0, errno == EINTR {}
      stop()
    }
  }
}
