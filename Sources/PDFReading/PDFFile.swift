/// The objects of a PDF with classic cross-reference tables (PDF 32000-1 §7.5), as this program writes them and as incremental updates
/// extend them.
struct PDFFile {
  let bytes: [UInt8]
  /// Where each object is. Later updates replace earlier ones.
  private(set) var offsets: [Int: Int] = [:]
  /// The trailer of the last update.
  private(set) var trailer: [String: PDFValue] = [:]
  /// Where the last cross-reference table is.
  private(set) var lastTable = 0

  /// More updates than any archive or signer makes.
  private static let mostUpdates = 1_000

  /// Reads the tables of a file, or of its first bytes.
  /// - Parameter end: where to stop reading.
  init(_ bytes: [UInt8], upTo end: Int? = nil) throws(PDFUnreadable) {
    self.bytes = bytes
    let end = end ?? bytes.count
    guard bytes.starts(with: "%PDF-".utf8) else { throw PDFUnreadable("it is not a PDF") }
    lastTable = try Self.startOfTable(bytes, before: end)
    var next: Int? = lastTable
    var seen: Set<Int> = []
    while let offset = next {
      guard seen.insert(offset).inserted, seen.count <= Self.mostUpdates, (0..<end).contains(offset) else {
        throw PDFUnreadable("its tables of objects lead nowhere")
      }
      var parser = PDFParser(bytes, at: offset)
      let table = try PDFTable(&parser)
      offsets.merge(table.offsets) { newer, _ in newer }
      if trailer.isEmpty { trailer = table.trailer }
      next = table.trailer["Prev"]?.integer
    }
  }

  /// Reads the file as it was before anything was appended to it: only the oldest table counts.
  init(firstVersionOf bytes: [UInt8]) throws(PDFUnreadable) {
    self = try PDFFile(bytes)
    var oldest = lastTable
    while let previous = trailer["Prev"]?.integer {
      // The tables were read before, so they exist and end.
      var parser = PDFParser(bytes, at: previous)
      let table = try PDFTable(&parser)
      (offsets, trailer, oldest) = (table.offsets, table.trailer, previous)
    }
    lastTable = oldest
  }

  /// The number after the last `startxref`.
  private static func startOfTable(_ bytes: [UInt8], before end: Int) throws(PDFUnreadable) -> Int {
    let word = Array("startxref".utf8)
    let first = max(0, end - 1_024)
    var index = end - word.count
    while index >= first {
      if bytes[index..<index + word.count].elementsEqual(word) {
        var parser = PDFParser(bytes, at: index + word.count)
        guard let offset = try parser.value().integer, offset >= 0 else { break }
        return offset
      }
      index -= 1
    }
    throw PDFUnreadable("its end is missing")
  }

  /// Uses the objects of an update in place of older ones.
  mutating func apply(_ revision: PDFRevision) {
    offsets.merge(revision.objects) { _, newer in newer }
    trailer = revision.trailer
    lastTable = revision.table
  }

  // MARK: Objects

  func object(_ number: Int) throws(PDFUnreadable) -> PDFValue {
    var parser = try parser(inside: number)
    return try parser.value()
  }

  /// The value, or the object that it refers to. A reference to no object is null (§7.3.10).
  func resolve(_ value: PDFValue?) throws(PDFUnreadable) -> PDFValue? {
    guard let number = value?.reference else { return value }
    return offsets[number] == nil ? nil : try object(number)
  }

  /// The value, or the object that it refers to.
  /// - Parameter budget: how many bytes may still be read. It shrinks.
  func resolve(_ value: PDFValue?, _ budget: inout Int) throws(PDFUnreadable) -> PDFValue? {
    guard let number = value?.reference else { return value }
    guard offsets[number] != nil else { return nil }
    var parser = try parser(inside: number)
    let start = parser.position
    let object = try parser.value()
    budget -= parser.position - start
    guard budget > 0 else { throw PDFUnreadable("it is larger than any letter") }
    return object
  }

  private func parser(inside number: Int) throws(PDFUnreadable) -> PDFParser {
    guard let offset = offsets[number], offset < bytes.count else { throw PDFUnreadable("an object is missing") }
    var parser = PDFParser(bytes, at: offset)
    guard try parser.value().integer == number, try parser.value().integer == 0 else {
      throw PDFUnreadable("an object is not where the table says")
    }
    try parser.take("obj")
    return parser
  }

  /// Whether an object is a stream. Its value alone does not say that.
  func isStream(_ number: Int) throws(PDFUnreadable) -> Bool {
    var parser = try parser(inside: number)
    _ = try parser.value()
    if case .keyword("stream")? = try parser.next() { return true }
    return false
  }

  /// The bytes of a stream, inflated.
  /// - Parameter budget: how many bytes may still be inflated. It shrinks.
  func stream(_ value: PDFValue?, _ budget: inout Int) throws(PDFUnreadable) -> [UInt8] {
    guard let number = value?.reference else { throw PDFUnreadable("a stream is missing") }
    var parser = try parser(inside: number)
    let entries = try parser.value()
    guard let length = try resolve(entries["Length"])?.integer else { throw PDFUnreadable("a stream has no length") }
    try parser.take("stream")
    guard let start = parser.startOfStream, length >= 0, length <= bytes.count - start else {
      throw PDFUnreadable("a stream is cut off")
    }
    let raw = Array(bytes[start..<start + length])
    guard let filter = try resolve(entries["Filter"]) else {
      budget -= raw.count
      guard budget > 0 else { throw PDFUnreadable("it is larger than any letter") }
      return raw
    }
    guard filter.name == "FlateDecode", entries["DecodeParms"] == nil else {
      throw PDFUnreadable("a stream has a filter that letters do not have")
    }
    return try Inflate.bytes(of: raw, &budget)
  }

  /// The pages, in order. Letters have a flat page tree.
  func pages() throws(PDFUnreadable) -> [PDFValue] {
    guard let root = trailer["Root"], let catalog = try resolve(root), let tree = try resolve(catalog["Pages"]),
      let kids = try resolve(tree["Kids"])?.array
    else { throw PDFUnreadable("it has no pages") }
    return kids
  }
}

extension PDFParser {
  /// Where the bytes of a stream start, if the parser is after the keyword `stream` (§7.3.8.1); nil if no line end follows.
  var startOfStream: Int? {
    if peek == 0x0A { return position + 1 }
    guard peek == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A else { return nil }
    return position + 2
  }
}
