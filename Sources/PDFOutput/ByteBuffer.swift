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

  /// Literals are short, so the length is known where this is inlined, and copying takes a few instructions.
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
  mutating func append(number: Int) {
    append(upTo: 20) { output in
      if 0 <= number, number < 100 { return Self.write(twoDigits: UInt32(truncatingIfNeeded: number), to: output) }
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
  }

  /// Writes a number below 100, without a leading zero, and returns how many digits it has. Most numbers of a letter are so small.
  @inline(__always)
  private static func write(twoDigits number: UInt32, to output: UnsafeMutablePointer<UInt8>) -> Int {
    let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
    if tens == 0 {
      output[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: ones)
      return 1
    }
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
    if hundredths < 0 { append(UInt8(ascii: "-")) }
    let (whole, fraction) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    append(number: Int(whole))
    guard fraction > 0 else { return }
    append(UInt8(ascii: "."))
    append(UInt8(ascii: "0") + UInt8(fraction / 10))
    if fraction % 10 > 0 { append(UInt8(ascii: "0") + UInt8(fraction % 10)) }
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
