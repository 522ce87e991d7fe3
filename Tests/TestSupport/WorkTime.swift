import Foundation
import Testing

/// The time that the processor works for this thread.
///
/// Tests run beside each other, and beside other programs. A clock, and also `.timeLimit` of Swift Testing, counts the time that a test waits for the processor.
/// Such a limit fails on a busy machine although nothing is slow.
package enum WorkTime {
  /// What a closure returns, and the seconds of work that it takes. Work of other threads is not counted.
  package static func measure<Value>(_ body: () throws -> Value) rethrows -> (value: Value, seconds: Double) {
    let start = now
    let value = try body()
    return (value, now - start)
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension TimeLimitTrait.Duration {
  /// For tests that would wait without end if they failed. It also counts the time in which all other tests are run.
  package static var hang: Self { .minutes(30) }
}
