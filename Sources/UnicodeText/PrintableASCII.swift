/// Skips the characters of UTF-8 that nearly all text has, eight bytes at a time, so that a check can look at the others only.
package enum PrintableASCII {
  /// The first byte, from an index on, that is not from U+0020 to U+007E; the count if there is none.
  package static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return bytes.count }
    var index = start
    while index + 8 <= bytes.count {
      let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // The high bit of a byte is set if it is one of the others, is below 0x20, or is 0x7F. A byte that borrows from the next can only
      // make more bytes suspicious, and these are looked at one by one.
      guard (word | (word &- 0x2020_2020_2020_2020) | (word &+ 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 == 0
      else { break }
      index += 8
    }
    while index < bytes.count, (0x20...0x7E).contains(bytes[index]) { index += 1 }
    return index
  }
}
