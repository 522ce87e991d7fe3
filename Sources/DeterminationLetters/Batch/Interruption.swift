import Glibc
import Synchronization

/// Ctrl-C and SIGTERM: a batch finishes the letters in hand, closes its manifest and stops. A second signal ends the process at
/// once, which is safe too.
public enum Interruption {
  private static let received = Atomic<Int32>(0)
  private static let wakeDescriptor = Atomic<Int32>(-1)
  private static let sleepDescriptor = Atomic<Int32>(-1)

  /// The signal that asked the program to stop; nil if none did.
  public static var signal: Int32? {
    let signal = received.load(ordering: .relaxed)
    return signal == 0 ? nil : signal
  }

  /// Takes the signals from now on. For commands; a library's host keeps its own signals.
  public static func install() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    sleepDescriptor.store(ends[0], ordering: .relaxed)
    wakeDescriptor.store(ends[1], ordering: .relaxed)
    received.store(0, ordering: .relaxed)
    var action = sigaction()
    // Only what POSIX allows in a handler: atomics, write and _exit.
    action.__sigaction_handler.sa_handler = { signal in
      if Interruption.received.exchange(signal, ordering: .relaxed) != 0 { _exit(128 + signal) }
      var byte: UInt8 = 1
      _ = write(Interruption.wakeDescriptor.load(ordering: .relaxed), &byte, 1)
    }
    sigaction(SIGINT, &action, nil)
    sigaction(SIGTERM, &action, nil)
  }

  /// Waits until a descriptor can be read; false if the program is to stop.
  static func waitForInput(_ descriptor: Int32) -> Bool {
    while signal == nil {
      var requests = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: sleepDescriptor.load(ordering: .relaxed), events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&requests, 2, -1)
      if count > 0, requests[0].revents != 0 { return signal == nil }
      if count < 0, errno != EINTR { return true }
    }
    return false
  }
}
