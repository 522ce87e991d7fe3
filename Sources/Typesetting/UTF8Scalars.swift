/// Reading valid UTF-8 character by character. `String.UnicodeScalarView` does the same at several times the cost, which the
/// characters of a letter feel.
enum UTF8Scalars {
  /// The code point at an index, which is moved behind it. The bytes must be those of a `String`.
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
