/// A JSON number as people write it: 2004.0 is 2004, 1e3 is 1000, 0.50 is 0.5. The value stays exactly the same.
package enum DecimalText {
  /// Numbers with larger exponents stay as they are written, because nobody could read the digits.
  private static let mostExponent = 100

  /// The number in its shortest decimal form.
  package static func shortest(_ number: String) -> String {
    let bytes = Array(number.utf8)
    guard bytes.contains(where: { !(0x30...0x39).contains($0) && $0 != UInt8(ascii: "-") }) || number == "-0" else {
      return number
    }
    let isNegative = bytes.first == UInt8(ascii: "-")
    var digits: [UInt8] = []
    var exponent = 0
    var hasPoint = false
    var index = isNegative ? 1 : 0
    while index < bytes.count, bytes[index] | 0x20 != UInt8(ascii: "e") {
      if bytes[index] == UInt8(ascii: ".") {
        hasPoint = true
      } else {
        digits.append(bytes[index])
        if hasPoint { exponent -= 1 }
      }
      index += 1
    }
    if index < bytes.count {
      let written = String(decoding: bytes[(index + 1)...], as: UTF8.self)
      guard let more = Int(written.hasPrefix("+") ? String(written.dropFirst()) : written), abs(more) <= mostExponent
      else {
        return number
      }
      exponent += more
    }
    while exponent < 0, digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    if exponent > 0 { digits += [UInt8](repeating: UInt8(ascii: "0"), count: exponent) }
    if exponent < 0 {
      let missing = max(0, 1 - exponent - digits.count)
      digits = [UInt8](repeating: UInt8(ascii: "0"), count: missing) + digits
      digits.insert(UInt8(ascii: "."), at: digits.count + exponent)
    }
    let start = digits.prefix { $0 == UInt8(ascii: "0") }.count
    var text = Array(digits.dropFirst(start))
    if text.isEmpty || text[0] == UInt8(ascii: ".") { text.insert(UInt8(ascii: "0"), at: 0) }
    let isZero = !text.contains { (0x31...0x39).contains($0) }
    return (isNegative && !isZero ? "-" : "") + (isZero ? "0" : String(decoding: text, as: UTF8.self))
  }
}
