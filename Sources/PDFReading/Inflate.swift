import CDeflate

/// Undoes zlib (RFC 1950).
enum Inflate {
  /// The inflated bytes.
  /// - Parameter budget: how many bytes may still be inflated. It shrinks.
  static func bytes(of compressed: [UInt8], _ budget: inout Int) throws(PDFUnreadable) -> [UInt8] {
    guard let decompressor = libdeflate_alloc_decompressor() else { throw PDFUnreadable("there is no memory") }
    defer { libdeflate_free_decompressor(decompressor) }
    var capacity = min(max(4_096, compressed.count * 8), budget)
    while true {
      var status = LIBDEFLATE_BAD_DATA
      let result = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        status = libdeflate_zlib_decompress(
          decompressor, compressed, compressed.count, buffer.baseAddress, capacity, &count)
        if status != LIBDEFLATE_SUCCESS { count = 0 }
      }
      if status == LIBDEFLATE_SUCCESS {
        budget -= result.count
        return result
      }
      guard status == LIBDEFLATE_INSUFFICIENT_SPACE else { throw PDFUnreadable("a stream is damaged") }
      guard capacity < budget else { throw PDFUnreadable("its streams are larger than those of any letter") }
      capacity = min(capacity * 4, budget)
    }
  }
}
