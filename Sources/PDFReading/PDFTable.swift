/// A classic cross-reference table and its trailer (PDF 32000-1 §7.5.4 and §7.5.5).
struct PDFTable {
  /// The objects in use, each with its offset.
  private(set) var offsets: [Int: Int] = [:]
  /// The objects that the table marks as free.
  private(set) var free: Set<Int> = []
  private(set) var trailer: [String: PDFValue] = [:]

  /// A PDF of the largest letter has fewer objects.
  private static let mostObjects = 2_000_000

  /// Reads the table that a parser stands before, and its trailer. Every entry must have exactly 20 bytes, because many readers compute
  /// where an entry is.
  init(_ parser: inout PDFParser) throws(PDFUnreadable) {
    parser.skipBlanks()
    try parser.takeExactly("xref")
    try parser.takeLineEnd()
    while let byte = parser.peek, byte != UInt8(ascii: "t") { try readEntries(&parser) }
    try parser.takeExactly("trailer")
    parser.skipBlanks()
    guard parser.peek == UInt8(ascii: "<"), let trailer = try parser.value().dictionary else {
      throw PDFUnreadable("it has no trailer")
    }
    self.trailer = trailer
  }

  /// A section: the number of its first object, how many there are, and a line for each.
  private mutating func readEntries(_ parser: inout PDFParser) throws(PDFUnreadable) {
    let first = try parser.takeDigits()
    try parser.takeExactly(" ")
    let count = try parser.takeDigits()
    try parser.takeLineEnd()
    guard count <= parser.bytes.count / 20 else { throw PDFUnreadable("its table of objects is damaged") }
    guard count <= Self.mostObjects - offsets.count - free.count else {
      throw PDFUnreadable("it has more objects than any letter")
    }
    for number in first..<first + count {
      guard let (offset, generation, kind) = Self.entry(parser.bytes, parser.position) else {
        throw PDFUnreadable("its table of objects is damaged")
      }
      parser.position += 20
      guard offsets[number] == nil, !free.contains(number) else {
        throw PDFUnreadable("an object is in its table twice")
      }
      if kind == UInt8(ascii: "f") {
        free.insert(number)
      } else if generation == 0 {
        offsets[number] = offset
      } else {
        throw PDFUnreadable("an object has a generation number other than 0")
      }
    }
  }

  /// An entry such as `0000000016 00000 n` with its two bytes of line end.
  private static func entry(_ bytes: [UInt8], _ start: Int) -> (offset: Int, generation: Int, kind: UInt8)? {
    guard start + 20 <= bytes.count, bytes[start + 10] == 0x20, bytes[start + 16] == 0x20,
      [[0x20, 0x0A], [0x20, 0x0D], [0x0D, 0x0A]].contains([bytes[start + 18], bytes[start + 19]]),
      let offset = number(bytes[start..<start + 10]), let generation = number(bytes[start + 11..<start + 16])
    else { return nil }
    let kind = bytes[start + 17]
    return kind == UInt8(ascii: "n") || kind == UInt8(ascii: "f") ? (offset, generation, kind) : nil
  }

  /// At most ten digits, so the number cannot overflow.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }
}
