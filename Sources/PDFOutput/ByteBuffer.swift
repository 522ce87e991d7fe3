/// The bytes of a PDF in progress, independent of any locale. It owns its storage, so that appending a byte costs only a comparison and a
/// store. With an array, `append` would take more time than everything else in a content stream.
struct ByteBuffer: ~Copyable {
  private var storage: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 1_024) {
    self.capacity = capacity
    storage = .allocate(capacity: capacity)
  }

  deinit { storage.deallocate() }

  /// The appended bytes as an array.
  var bytes: [UInt8] { withBytes { Array($0) } }

  /// Gives the appended bytes to `body`, which must not keep them.
  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(start: storage, count: count))
  }

  /// Removes all bytes and keeps the storage.
  mutating func removeAll() { count = 0 }

  // MARK: Bytes

  mutating func append(_ byte: UInt8) {
    reserve(1)
    storage[count] = byte
    count += 1
  }

  /// The length of a literal is known where this is inlined, and literals are short, so copying takes a few instructions.
  @inline(__always)
  mutating func append(_ text: StaticString) { append(text.utf8Start, text.utf8CodeUnitCount) }

  mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    bytes.baseAddress.map { append($0, bytes.count) }
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    reserve(length)
    (storage + count).update(from: bytes, count: length)
    count += length
  }

  /// Appends up to `most` bytes that `fill` writes. `fill` returns how many it wrote.
  mutating func append(upTo most: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Int) {
    reserve(most)
    let written = fill(storage + count)
    assert(written <= most)
    count += written
  }

  private mutating func reserve(_ more: Int) { if count + more > capacity { grow(by: more) } }

  @inline(never)
  private mutating func grow(by more: Int) {
    capacity = max(count + more, capacity * 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: storage, count: count)
    storage.deallocate()
    storage = larger
  }

  // MARK: Numbers

  /// A whole number.
  mutating func append(number: Int) { append(upTo: 20) { Self.write(number: number, to: $0) } }

  /// Writes a number, which takes up to 20 bytes, and returns how many it took.
  private static func write(number: Int, to output: UnsafeMutablePointer<UInt8>) -> Int {
    // Nearly all numbers of a letter are so small.
    if 0 <= number, number < 10_000 {
      let small = UInt32(truncatingIfNeeded: number)
      if small < 10 {
        output[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: small)
        return 1
      }
      let (high, low) = small.quotientAndRemainder(dividingBy: 100)
      if high == 0 { return write(pair: low, to: output) }
      let length = high < 10 ? write(number: Int(high), to: output) : write(pair: high, to: output)
      return length + write(pair: low, to: output + length)
    }
    var start = 0
    if number < 0 {
      output[0] = UInt8(ascii: "-")
      start = 1
    }
    var rest = number.magnitude
    var end = start + 1
    while rest >= 10 {
      rest /= 10
      end += 1
    }
    rest = number.magnitude
    for place in stride(from: end - 1, through: start, by: -1) {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      output[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    }
    return end
  }

  /// Writes a number below 100 as two digits.
  @inline(__always)
  private static func write(pair number: UInt32, to output: UnsafeMutablePointer<UInt8>) -> Int {
    let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
    output[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: tens)
    output[1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: ones)
    return 2
  }

  /// A number with at most two decimals: a hundredth of a point is finer than any printer's resolution.
  mutating func append(number: Double) { append(hundredths: Int((number * 100).rounded())) }

  /// An array of numbers.
  mutating func append(array numbers: some Sequence<Double>) {
    append("[")
    for number in numbers {
      append(" ")
      append(number: number)
    }
    append(" ]")
  }

  /// A number given in hundredths.
  mutating func append(hundredths: Int) {
    append(upTo: 24) { output in
      var count = 0
      if hundredths < 0 {
        output[0] = UInt8(ascii: "-")
        count = 1
      }
      let (whole, fraction) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
      count += Self.write(number: Int(whole), to: output + count)
      guard fraction > 0 else { return count }
      output[count] = UInt8(ascii: ".")
      count += 1 + Self.write(pair: UInt32(fraction), to: output + count + 1)
      return output[count - 1] == UInt8(ascii: "0") ? count - 1 : count
    }
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
