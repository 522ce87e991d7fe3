/// An incremental update (PDF 32000-1 §7.5.6): objects, a cross-reference table and a trailer, written behind a finished file.
struct PDFRevision {
  /// The bytes of the update.
  let range: Range<Int>
  /// Its objects, each with its offset.
  private(set) var objects: [Int: Int] = [:]
  /// Where its cross-reference table is.
  let table: Int
  let trailer: [String: PDFValue]

  /// Reads the update at an offset. Every byte of it must belong to an object, to the table or to the trailer, so that no reader can find
  /// there what another one does not.
  /// - Parameters:
  ///   - previous: the offset of the table before, which the trailer must name.
  ///   - highest: the highest number of an object before.
  init(_ bytes: [UInt8], at start: Int, after previous: Int, highest: Int) throws(PDFUnreadable) {
    var parser = PDFParser(bytes, at: start)
    var openLengths: [(reference: Int, length: Int)] = []
    while try Self.startsWithDigit(&parser) {
      let offset = parser.position
      let number = try Self.readObject(&parser, &openLengths)
      guard objects.updateValue(offset, forKey: number) == nil else {
        throw PDFUnreadable("an update has an object twice")
      }
    }
    table = parser.position
    let read = try PDFTable(&parser)
    guard read.offsets == objects, read.free.isSubset(of: [0]) else {
      throw PDFUnreadable("the table of an update does not fit its objects")
    }
    guard read.trailer["Prev"]?.integer == previous else {
      throw PDFUnreadable("an update does not name the table before it")
    }
    trailer = read.trailer
    // Objects from this number on do not exist (§7.5.5).
    guard trailer["Size"] == .integer(max(highest, objects.keys.max() ?? 0) + 1) else {
      throw PDFUnreadable("an update does not say how many objects there are")
    }
    parser.skipBlanks()
    try parser.takeExactly("startxref")
    try parser.takeLineEnd()
    guard try parser.takeDigits() == table else { throw PDFUnreadable("an update does not name its table") }
    try parser.takeLineEnd()
    try parser.takeExactly("%%EOF")
    if parser.peek != nil { try parser.takeLineEnd() }
    range = start..<parser.position
    try Self.check(openLengths, objects, bytes)
  }

  /// - Throws: if an object that says the length of a stream is missing, or says another length.
  private static func check(
    _ lengths: [(reference: Int, length: Int)], _ objects: [Int: Int], _ bytes: [UInt8]
  ) throws(PDFUnreadable) {
    // Many streams could name one long object, so each is read once.
    var known: [Int: Int] = [:]
    for (reference, length) in lengths {
      if let found = known[reference] {
        guard found == length else { throw PDFUnreadable("the length of a stream is wrong") }
        continue
      }
      guard let offset = objects[reference] else { throw PDFUnreadable("the length of a stream is missing") }
      var parser = PDFParser(bytes, at: offset)
      _ = try parser.value()
      _ = try parser.value()
      try parser.take("obj")
      guard try parser.value().integer == length else { throw PDFUnreadable("the length of a stream is wrong") }
      known[reference] = length
    }
  }

  /// Moves past white space, which is all that may stand between objects.
  private static func startsWithDigit(_ parser: inout PDFParser) throws(PDFUnreadable) -> Bool {
    parser.skipBlanks()
    guard let byte = parser.peek, byte != UInt8(ascii: "%") else { throw PDFUnreadable("an update is cut off") }
    return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Moves past an object and returns its number.
  private static func readObject(
    _ parser: inout PDFParser, _ openLengths: inout [(reference: Int, length: Int)]
  ) throws(PDFUnreadable) -> Int {
    let number = try parser.takeDigits()
    guard number > 0 else { throw PDFUnreadable("an object of an update is malformed") }
    try parser.takeExactly(" 0 obj")
    let value = try parser.value()
    guard case .keyword(let end)? = try parser.next() else { throw PDFUnreadable("an object does not end") }
    if end == "endobj" { return number }
    guard end == "stream", let start = parser.startOfStream else { throw PDFUnreadable("an object does not end") }
    if let length = value["Length"]?.integer {
      guard length >= 0, length <= parser.bytes.count - start else { throw PDFUnreadable("a stream is cut off") }
      parser.position = start + length
    } else if let reference = value["Length"]?.reference {
      guard let length = parser.bytes[start...].firstRange(of: Array("endstream".utf8)) else {
        throw PDFUnreadable("a stream does not end")
      }
      var end = length.lowerBound
      if end > start, parser.bytes[end - 1] == 0x0A { end -= 1 }
      if end > start, parser.bytes[end - 1] == 0x0D { end -= 1 }
      openLengths.append((reference, end - start))
      parser.position = end
    } else {
      throw PDFUnreadable("a stream has no length")
    }
    while let byte = parser.peek, byte == 0x0A || byte == 0x0D { parser.position += 1 }
    try parser.take("endstream")
    try parser.take("endobj")
    return number
  }
}
