/// Texts that carry an encoding along: tags of HTML (`<b>Jordan</b> Test`), and the percent-encoding of addresses (`Jordan%20Test`).
package enum EncodedText {
  /// How often a text may have been encoded: `%2520` is a space that was encoded twice.
  private static let mostRounds = 3

  /// The text without them. A tag becomes a line end, which may be inside of a word or between words; nil if there are none.
  package static func decoded(_ text: String) -> String? {
    var bytes = Array(text.utf8)
    for round in 0..<mostRounds {
      let next = bytes.withUnsafeBufferPointer(decodedOnce)
      guard next != bytes else { return round == 0 ? nil : String(decoding: bytes, as: UTF8.self) }
      bytes = next
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func decodedOnce(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if let byte = percentEncoded(bytes, at: index) {
        result.append(byte)
        index += 3
      } else if let length = tag(bytes, at: index) {
        result.append(0x0A)
        index += length
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// Whether something that ``decoded(_:)`` reads may start at an index.
  static func starts(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    percentEncoded(bytes, at: index) != nil || startsTag(bytes, at: index)
  }

  /// The byte that a percent sign and two hexadecimal digits stand for.
  private static func percentEncoded(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt8? {
    guard bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = digit(bytes[index + 1]),
      let low = digit(bytes[index + 2])
    else { return nil }
    return high << 4 | low
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x61 + 10
    default: nil
    }
  }

  private static func startsTag(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count else { return false }
    let next = bytes[index + 1]
    return (0x61...0x7A).contains(next | 0x20) || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
  }

  /// The length of a tag. It ends before the next one starts, so a text takes linear time.
  private static func tag(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    guard startsTag(bytes, at: index),
      let end = bytes[(index + 1)...].firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }),
      bytes[end] == UInt8(ascii: ">")
    else { return nil }
    return end + 1 - index
  }
}
