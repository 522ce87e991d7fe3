/// Skips ASCII, eight bytes at a time, so that only the other characters of a text need a closer look. Nearly all of a case file is ASCII.
package enum ASCIIText {
  /// The first byte, from an index on, that is not ASCII; the count if there is none.
  package static func end(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index + 8 <= bytes.count,
      bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      index += 8
    }
    while index < bytes.count, bytes[index] < 0x80 { index += 1 }
    return index
  }
}
