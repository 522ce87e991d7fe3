import Diagnostics
import Glibc

/// The limits that the system sets for this process (`ulimit -n`, `ulimit -v`).
///
/// Swift's threads come from libdispatch. It ends the process without a message if it gets no descriptors, and waits for ever if it gets
/// no thread. So what is needed is tried out before the first thread starts.
package enum SystemLimits {
  /// Address space for a thread: its stack, and the heap that glibc reserves for it.
  private static let bytesPerThread = 72 << 20
  /// Address space for the letters themselves, and for the reservation that glibc trims afterwards.
  private static let bytesForAll = 256 << 20

  /// Tries out whether the process gets what it needs.
  /// - Parameters:
  ///   - threads: how many threads will run.
  ///   - descriptors: how many files, pipes and sockets will be open at a time, besides those that are open now.
  /// - Throws: ``FindingCode/limitTooLow``.
  package static func require(threads: Int, descriptors: Int) throws(Findings) {
    guard canOpen(descriptors) else {
      throw tooLow(
        "\(descriptors) more open files are needed", fix: "raise the limit with ulimit -n, or use fewer jobs")
    }
    let bytes = bytesForAll + threads * bytesPerThread
    guard canReserve(bytes) else {
      throw tooLow(
        "\(bytes >> 20) MB of address space are needed", fix: "raise the limit with ulimit -v, or use fewer jobs")
    }
  }

  private static func canOpen(_ count: Int) -> Bool {
    var opened: [Int32] = []
    defer { for descriptor in opened { close(descriptor) } }
    while opened.count < count {
      let descriptor = open("/", O_RDONLY | O_CLOEXEC)
      if descriptor < 0 { return false }
      opened.append(descriptor)
    }
    return true
  }

  /// Nothing is written to the reserved space, so it takes no memory.
  private static func canReserve(_ bytes: Int) -> Bool {
    let space = mmap(nil, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    guard let space, space != MAP_FAILED else { return false }
    munmap(space, bytes)
    return true
  }

  private static func tooLow(_ message: String, fix: String) -> Findings {
    Findings(Finding(.limitTooLow, message, fix: fix))
  }
}
