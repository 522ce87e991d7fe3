import CDeflate
import Synchronization

/// Compresses with libdeflate, in the zlib format that PDF's FlateDecode reads (RFC 1950). Compressors are large, so they are kept in a
/// pool, and one thread at a time uses each.
final class Deflate: Sendable {
  /// A compressor of libdeflate. It has no state between calls, and it is never both in the pool and in use. So threads can safely pass it
  /// on.
  private struct Compressor: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private let level: Int32
  private let idle = Mutex<[Compressor]>([])

  /// - Parameter level: 1 (fast) to 12 (small).
  init(level: Int32) {
    self.level = level
  }

  deinit {
    idle.withLock { compressors in
      for compressor in compressors { libdeflate_free_compressor(compressor.pointer) }
    }
  }

  func compress(_ bytes: [UInt8]) throws(PDFError) -> [UInt8] {
    try bytes.withUnsafeBufferPointer { bytes throws(PDFError) in try compress(bytes) }
  }

  func compress(_ buffer: borrowing ByteBuffer) throws(PDFError) -> [UInt8] {
    try buffer.withBytes { bytes throws(PDFError) in try compress(bytes) }
  }

  private func compress(_ bytes: UnsafeBufferPointer<UInt8>) throws(PDFError) -> [UInt8] {
    let compressor = try take()
    defer { idle.withLock { $0.append(compressor) } }
    let bound = libdeflate_zlib_compress_bound(compressor.pointer, bytes.count)
    let result = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      count = libdeflate_zlib_compress(compressor.pointer, bytes.baseAddress, bytes.count, buffer.baseAddress, bound)
    }
    guard !result.isEmpty else { throw .compression }
    return result
  }

  private func take() throws(PDFError) -> Compressor {
    if let compressor = idle.withLock({ $0.popLast() }) { return compressor }
    guard let pointer = libdeflate_alloc_compressor(level) else { throw .compression }
    return Compressor(pointer: pointer)
  }
}
