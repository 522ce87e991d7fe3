/// Collects what libharu writes. libharu writes in many small pieces, so that an `Array.append` each would take longer than libharu.
final class OutputBuffer {
  private var storage: UnsafeMutablePointer<UInt8>
  private var capacity = 131_072
  private var count = 0

  init() { storage = .allocate(capacity: capacity) }

  deinit { storage.deallocate() }

  /// Appends bytes.
  func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    if count + length > capacity { grow(to: count + length) }
    (storage + count).update(from: bytes, count: length)
    count += length
  }

  /// Everything that was appended.
  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: storage, count: count)) }

  private func grow(to needed: Int) {
    capacity = max(needed, capacity * 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: storage, count: count)
    storage.deallocate()
    storage = larger
  }
}
