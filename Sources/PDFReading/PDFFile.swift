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
  /// The highest number of an object.
  private(set) var highest = 0
  private let budget: ReadingBudget

  /// More updates than any archive or signer makes.
  static let mostUpdates = 1_000

  /// Reads the tables of a file, or of its first bytes.
  /// - Parameter end: where to stop reading.
  init(_ bytes: [UInt8], upTo end: Int? = nil) throws(PDFUnreadable) {
    (self.bytes, budget) = (bytes, ReadingBudget())
    let end = end ?? bytes.count
    guard bytes.starts(with: "%PDF-".utf8) else { throw PDFUnreadable("it is not a PDF") }
    lastTable = try Self.startOfTable(bytes, before: end)
    var next: Int? = lastTable
    var seen: Set<Int> = []
    while let offset = next {
      // The letter has a table, and each update has one.
      guard seen.insert(offset).inserted, seen.count <= Self.mostUpdates + 1, (0..<end).contains(offset) else {
        throw PDFUnreadable("its tables of objects lead nowhere")
      }
      let table = try table(at: offset)
      offsets.merge(table.offsets) { newer, _ in newer }
      if trailer.isEmpty { trailer = table.trailer }
      next = table.trailer["Prev"]?.integer
    }
    highest = offsets.keys.max() ?? 0
  }

  /// Reads the file as it was before anything was appended to it: only the oldest table counts.
  init(firstVersionOf bytes: [UInt8]) throws(PDFUnreadable) {
    self = try PDFFile(bytes)
    var oldest = lastTable
    while let previous = trailer["Prev"]?.integer {
      // The tables were read before, so they exist and end.
      let table = try table(at: previous)
      (offsets, trailer, oldest) = (table.offsets, table.trailer, previous)
    }
    lastTable = oldest
    highest = offsets.keys.max() ?? 0
  }

  private func table(at offset: Int) throws(PDFUnreadable) -> PDFTable {
    var parser = PDFParser(bytes, at: offset)
    let table = try PDFTable(&parser)
    try budget.take(parser.position - offset)
    return table
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
    highest = max(highest, revision.objects.keys.max() ?? 0)
  }

  // MARK: Objects

  func object(_ number: Int) throws(PDFUnreadable) -> PDFValue { try read(number).value }

  /// The value, or the object that it refers to. A reference to no object is null (§7.3.10).
  func resolve(_ value: PDFValue?) throws(PDFUnreadable) -> PDFValue? {
    guard let number = value?.reference else { return value }
    return offsets[number] == nil ? nil : try object(number)
  }

  /// Reads the value of an object. The parser stands behind it.
  private func read(_ number: Int) throws(PDFUnreadable) -> (value: PDFValue, parser: PDFParser) {
    guard let offset = offsets[number], offset < bytes.count else { throw PDFUnreadable("an object is missing") }
    var parser = PDFParser(bytes, at: offset)
    guard try parser.value().integer == number, try parser.value().integer == 0 else {
      throw PDFUnreadable("an object is not where the table says")
    }
    try parser.take("obj")
    let value = try parser.value()
    try budget.take(parser.position - offset)
    return (value, parser)
  }

  /// Whether an object is a stream. Its value alone does not say that.
  func isStream(_ number: Int) throws(PDFUnreadable) -> Bool {
    var parser = try read(number).parser
    let start = parser.position
    let next = try parser.next()
    try budget.take(parser.position - start)
    return next == .keyword("stream")
  }

  /// The bytes of a stream, inflated.
  func stream(_ value: PDFValue?) throws(PDFUnreadable) -> [UInt8] {
    guard let number = value?.reference else { throw PDFUnreadable("a stream is missing") }
    var (entries, parser) = try read(number)
    guard let length = try resolve(entries["Length"])?.integer else { throw PDFUnreadable("a stream has no length") }
    try parser.take("stream")
    guard let start = parser.startOfStream, length >= 0, length <= bytes.count - start else {
      throw PDFUnreadable("a stream is cut off")
    }
    let raw = bytes[start..<start + length]
    guard let filter = try resolve(entries["Filter"]) else {
      try budget.take(raw.count)
      return Array(raw)
    }
    guard filter.name == "FlateDecode", entries["DecodeParms"] == nil else {
      throw PDFUnreadable("a stream has a filter that letters do not have")
    }
    return try budget.inflate(raw)
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
