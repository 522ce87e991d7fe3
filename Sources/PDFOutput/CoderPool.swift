import Synchronization

/// Coders of a C library. They are large, so they are kept for the next use, and one thread at a time uses each.
final class CoderPool: Sendable {
  /// A coder has no state between uses, and it is never both in the pool and in use. So threads can safely pass it on.
  private struct Coder: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private let make: @Sendable () -> OpaquePointer?
  private let free: @Sendable (OpaquePointer) -> Void
  private let idle = Mutex<[Coder]>([])

  init(make: @escaping @Sendable () -> OpaquePointer?, free: @escaping @Sendable (OpaquePointer) -> Void) {
    self.make = make
    self.free = free
  }

  deinit {
    idle.withLock { coders in
      for coder in coders { free(coder.pointer) }
    }
  }

  /// The result of `code`, which returns how many bytes it wrote to a buffer of that size.
  /// - Throws: an error if it wrote none, or if there is no memory for a coder.
  func bytes(
    upTo most: Int, _ code: (OpaquePointer, UnsafeMutablePointer<UInt8>?) -> Int
  ) throws(PDFError) -> [UInt8] {
    let coder = try take()
    defer { idle.withLock { $0.append(coder) } }
    let result = [UInt8](unsafeUninitializedCapacity: most) { $1 = code(coder.pointer, $0.baseAddress) }
    guard !result.isEmpty else { throw .compression }
    return result
  }

  private func take() throws(PDFError) -> Coder {
    if let coder = idle.withLock({ $0.popLast() }) { return coder }
    guard let pointer = make() else { throw .compression }
    return Coder(pointer: pointer)
  }
}
