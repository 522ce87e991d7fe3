/// Reads valid UTF-8 character by character. `String.UnicodeScalarView` does the same, but takes several times as long.
enum UTF8Scalars {
  /// The code point at an index. Moves the index past it. The bytes must come from a `String`.
  @inline(__always)
  static func next(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
    let first = UInt32(bytes[index])
    index += 1
    if first < 0x80 { return first }
    let length = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
    var value = first & (0x3F >> UInt32(length))
    for _ in 0..<length {
      value = value << 6 | UInt32(bytes[index] & 0x3F)
      index += 1
    }
    return value
  }
}
