/// Finds where words end.
enum WordBounds {
  /// Where the word that starts at an index ends. An apostrophe between letters is part of it.
  @inline(__always)
  static func end(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ classes: UnsafeBufferPointer<ByteClass>
  ) -> Int {
    var end = start
    while true {
      end = lettersEnd(bytes, end)
      guard end < bytes.count else { break }
      let kind = classes[Int(bytes[end])]
      if kind == .mark && bytes[end] == UInt8(ascii: "'") && end > start && end + 1 < bytes.count
        && classes[Int(bytes[end + 1])] == .letter
      {
        end += 1
      } else if kind == .other, PhraseWords.isLetter(bytes, end) {
        end += PhraseWords.length(bytes, end)
      } else {
        break
      }
    }
    return end
  }

  /// The first byte from an index on that is not a letter of ASCII; the count if there is none. Nearly every byte of a word is one, so it
  /// looks at eight at a time.
  @inline(__always)
  private static func lettersEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high = ones &* 0x80
    var end = start
    while end &+ 8 <= bytes.count {
      let eight = UInt64(
        littleEndian: UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped).loadUnaligned(
          fromByteOffset: end, as: UInt64.self))
      // The high bit of a byte says that it is at least `a`, or more than `z`.
      let lower = (eight | ones &* 0x20) & ~high
      let others = ~((lower &+ ones &* (0x80 - 0x61)) & ~(lower &+ ones &* (0x80 - 0x7B)) & ~eight) & high
      if others != 0 { return end &+ others.trailingZeroBitCount >> 3 }
      end &+= 8
    }
    while end < bytes.count, (bytes[end] | 0x20) &- 0x61 < 26 { end &+= 1 }
    return end
  }
}

/// What a byte of UTF-8 begins.
enum ByteClass {
  case space, letter, digit, mark
  /// A character outside of ASCII, which needs a closer look.
  case other

  static let table: [ByteClass] = (0..<256).map { byte in
    switch byte {
    case 0...0x20: .space
    case 0x30...0x39: .digit
    case 0x41...0x5A, 0x61...0x7A: .letter
    case 0x80...0xFF: .other
    default: .mark
    }
  }
}
