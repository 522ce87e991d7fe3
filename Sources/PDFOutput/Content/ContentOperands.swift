import LetterDocument

/// Operands of a content stream, each with a space after it.
extension ByteBuffer {
  /// An operand.
  mutating func append(_ number: Double) {
    append(number: number)
    append(UInt8(ascii: " "))
  }

  mutating func append(_ x: Double, _ y: Double) {
    append(x)
    append(y)
  }

  mutating func append(_ a: Double, _ b: Double, _ c: Double, _ d: Double) {
    append(a, b)
    append(c, d)
  }

  /// A colour. Grey has its own operators (PDF 32000-1 §8.6.8), so that a page without colours needs no coloured ink.
  mutating func append(_ color: Color, grey: StaticString, colour: StaticString) {
    append(level: color.red)
    if color.red == color.green, color.green == color.blue { return append(grey) }
    append(level: color.green)
    append(level: color.blue)
    append(colour)
  }

  /// A level from 0 to 255 as a number from 0 to 1. Three decimals are enough to distinguish all levels.
  private mutating func append(level: UInt8) {
    let thousandths = (Int(level) * 1_000 + 127) / 255
    append(number: thousandths / 1_000)
    append(".")
    let fraction = UInt8(ascii: "0")
    append(fraction + UInt8(thousandths / 100 % 10))
    append(fraction + UInt8(thousandths / 10 % 10))
    append(fraction + UInt8(thousandths % 10))
    append(" ")
  }
}
