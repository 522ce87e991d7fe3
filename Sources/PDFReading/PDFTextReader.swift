import CDeflate

/// Reads the text of a letter's PDF: the content of its pages without artifacts, in the order of the content streams, through the ToUnicode
/// maps of the fonts. It supports only what this program writes (one cross-reference table, Flate streams, Type 0 fonts), which is enough
/// to verify a letter.
package struct PDFTextReader {
  /// The file is not a PDF, or it was not made by this program.
  package struct NotReadable: Error, Sendable, Hashable {
    /// What is wrong with the file, in a few words.
    package let reason: String

    init(_ reason: String) {
      self.reason = reason
    }
  }

  private let bytes: [UInt8]
  private var offsets: [Int: Int] = [:]

  /// The text of each page, without line ends.
  /// - Throws: if this program did not write the file.
  package static func pages(of bytes: [UInt8]) throws(NotReadable) -> [String] {
    var reader = PDFTextReader(bytes: bytes)
    let root = try reader.readCrossReferences()
    guard let catalog = reader.object(root), let kids = reader.resolve(catalog["Pages"])?["Kids"],
      case .array(let pages)? = reader.resolve(kids)
    else { throw NotReadable("it has no pages") }
    var texts: [String] = []
    for page in pages { texts.append(try reader.text(of: page)) }
    return texts
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  // MARK: Objects

  /// Reads the cross-reference table at the end of the file and returns the catalog's number.
  private mutating func readCrossReferences() throws(NotReadable) -> Int {
    guard bytes.starts(with: Array("%PDF-1.".utf8)) else { throw NotReadable("it is not a PDF") }
    let tail = String(decoding: bytes.suffix(64), as: UTF8.self)
    guard let digits = tail.split(whereSeparator: \.isWhitespace).dropLast().last, let start = Int(digits),
      start < bytes.count
    else { throw NotReadable("its end is missing") }
    var scanner = PDFScanner(bytes, at: start)
    guard case .word("xref")? = scanner.next(), let first = scanner.next()?.integer,
      let count = scanner.next()?.integer,
      count >= 0, count < bytes.count / 18
    else { throw NotReadable("it has no table of objects") }
    for number in first..<(first + count) {
      guard let offset = scanner.next()?.integer, scanner.next() != nil, case .word(let kind)? = scanner.next() else {
        break
      }
      if kind == "n" { offsets[number] = offset }
    }
    guard case .word("trailer")? = scanner.next(), case .reference(let root)? = scanner.next()?["Root"] else {
      throw NotReadable("it has no catalog")
    }
    return root
  }

  private func object(_ number: Int) -> PDFValue? {
    scannerInside(number).flatMap { scanner in
      var scanner = scanner
      return scanner.next()
    }
  }

  private func scannerInside(_ number: Int) -> PDFScanner? {
    guard let offset = offsets[number], offset < bytes.count else { return nil }
    var scanner = PDFScanner(bytes, at: offset)
    guard scanner.next()?.integer == number, scanner.next() != nil, case .word("obj")? = scanner.next() else {
      return nil
    }
    return scanner
  }

  private func resolve(_ value: PDFValue?) -> PDFValue? {
    if case .reference(let number)? = value { object(number) } else { value }
  }

  /// The bytes of a stream, inflated.
  private func stream(_ value: PDFValue?) throws(NotReadable) -> [UInt8] {
    guard case .reference(let number)? = value, var scanner = scannerInside(number), let entries = scanner.next(),
      let length = resolve(entries["Length"])?.integer, case .word("stream")? = scanner.next()
    else { throw NotReadable("a stream is missing") }
    if scanner.position < bytes.count, bytes[scanner.position] == 0x0D { scanner.position += 1 }
    let start = scanner.position + 1
    guard length >= 0, start + length <= bytes.count else { throw NotReadable("a stream is cut off") }
    let raw = Array(bytes[start..<start + length])
    guard entries["Filter"]?.name == "FlateDecode" else { return raw }
    guard let inflated = Inflate.bytes(of: raw) else { throw NotReadable("a stream is damaged") }
    return inflated
  }

  // MARK: Text

  private func text(of reference: PDFValue) throws(NotReadable) -> String {
    guard let page = resolve(reference), let fonts = resolve(resolve(page["Resources"])?["Font"]),
      case .dictionary(let entries) = fonts
    else { throw NotReadable("a page has no fonts") }
    var maps: [String: [UInt16: String]] = [:]
    for (name, font) in entries { maps[name] = Self.unicodeMap(try stream(resolve(font)?["ToUnicode"])) }
    return try Self.text(of: stream(page["Contents"]), maps)
  }

  /// The text that a content stream shows outside of artifacts.
  private static func text(of content: [UInt8], _ maps: [String: [UInt16: String]]) throws(NotReadable) -> String {
    var scanner = PDFScanner(content)
    var operands: [PDFValue] = []
    var font: [UInt16: String] = [:]
    var artifacts: [Bool] = []
    var text = ""
    while scanner.position < content.count {
      guard let value = scanner.next() else { continue }
      guard case .word(let name) = value else {
        operands.append(value)
        continue
      }
      switch name {
      case "BDC", "BMC": artifacts.append(operands.first?.name == "Artifact")
      case "EMC": _ = artifacts.popLast()
      case "Tf": font = operands.first?.name.flatMap { maps[$0] } ?? [:]
      case "Tj":
        guard !artifacts.contains(true), case .string(let codes)? = operands.last else { break }
        for code in Self.codes(codes) {
          guard let character = font[code] else { throw NotReadable("a character has no Unicode value") }
          text += character
        }
      default: break
      }
      operands.removeAll()
    }
    return text
  }

  /// The codes in a string; see ``CharacterCodes``.
  private static func codes(_ bytes: [UInt8]) -> [UInt16] {
    var codes: [UInt16] = []
    var lead: UInt16?
    for byte in bytes {
      if let first = lead {
        codes.append(first << 8 | UInt16(byte))
        lead = nil
      } else if byte < 0x80 {
        codes.append(UInt16(byte))
      } else {
        lead = UInt16(byte)
      }
    }
    return codes
  }

  /// The entries of a ToUnicode map (§9.10.3).
  private static func unicodeMap(_ bytes: [UInt8]) -> [UInt16: String] {
    var scanner = PDFScanner(bytes)
    var map: [UInt16: String] = [:]
    var strings: [[UInt8]] = []
    while scanner.position < bytes.count {
      switch scanner.next() {
      case .string(let bytes)?: strings.append(bytes)
      case .word("beginbfrange")?: strings = []
      case .word("endbfrange")?:
        for index in stride(from: 0, to: strings.count - 2, by: 3) {
          addRange(strings[index], strings[index + 1], strings[index + 2], to: &map)
        }
      default: break
      }
    }
    return map
  }

  private static func addRange(
    _ first: [UInt8], _ last: [UInt8], _ text: [UInt8], to map: inout [UInt16: String]
  ) {
    func number(_ bytes: [UInt8]) -> UInt16 { bytes.suffix(2).reduce(0) { $0 << 8 | UInt16($1) } }
    guard (1...2).contains(first.count), number(last) >= number(first), number(last) - number(first) < 0x100 else {
      return
    }
    var units = stride(from: 0, to: text.count - 1, by: 2).map { UInt16(text[$0]) << 8 | UInt16(text[$0 + 1]) }
    for code in number(first)...number(last) {
      map[code] = String(decoding: units, as: UTF16.self)
      if let unit = units.popLast() { units.append(unit &+ 1) }
    }
  }
}

/// Undoes zlib (RFC 1950).
enum Inflate {
  /// The maximum size of an inflated stream.
  private static let limit = 256 << 20

  /// The inflated bytes; nil if the stream is damaged or larger than any stream of a letter.
  static func bytes(of compressed: [UInt8]) -> [UInt8]? {
    guard let decompressor = libdeflate_alloc_decompressor() else { return nil }
    defer { libdeflate_free_decompressor(decompressor) }
    var capacity = max(4_096, compressed.count * 8)
    while capacity <= limit {
      var status = LIBDEFLATE_BAD_DATA
      let result = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        status = libdeflate_zlib_decompress(
          decompressor, compressed, compressed.count, buffer.baseAddress, capacity, &count)
        if status != LIBDEFLATE_SUCCESS { count = 0 }
      }
      if status == LIBDEFLATE_SUCCESS { return result }
      guard status == LIBDEFLATE_INSUFFICIENT_SPACE else { return nil }
      capacity *= 4
    }
    return nil
  }
}
