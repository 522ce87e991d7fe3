/// Building PDF text byte by byte, independent of any locale.
extension [UInt8] {
  /// Appends up to `capacity` bytes that `fill` writes; it returns how many it wrote. For loops over the characters of a
  /// letter, where an `append` a byte would cost more than the rest.
  mutating func append(upTo capacity: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Int) {
    let start = count
    append(contentsOf: repeatElement(0, count: capacity))
    let written = withUnsafeMutableBufferPointer { buffer in buffer.baseAddress.map { fill($0 + start) } ?? 0 }
    removeLast(capacity - written)
  }

  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }

  /// A whole number.
  mutating func append(number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    if rest < 10 { return append(UInt8(ascii: "0") + UInt8(rest)) }
    var divisor: UInt = 10
    while rest / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(rest / divisor))
      rest %= divisor
      divisor /= 10
    }
  }

  /// A number with two decimals at most: a hundredth of a point is finer than any printer.
  mutating func append(number: Double) {
    let hundredths = Int((number * 100).rounded())
    if hundredths < 0 { append(UInt8(ascii: "-")) }
    append(number: Int(hundredths.magnitude / 100))
    let fraction = UInt8(hundredths.magnitude % 100)
    guard fraction > 0 else { return }
    append(UInt8(ascii: "."))
    append(UInt8(ascii: "0") + fraction / 10)
    if fraction % 10 > 0 { append(UInt8(ascii: "0") + fraction % 10) }
  }

  /// Two hexadecimal digits.
  mutating func append(hex value: UInt8) {
    for digit in [value >> 4, value & 0xF] {
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
    }
  }

  /// Four hexadecimal digits.
  mutating func append(hex value: UInt16) {
    append(hex: UInt8(value >> 8))
    append(hex: UInt8(value & 0xFF))
  }
}
