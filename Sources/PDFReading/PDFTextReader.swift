import UnicodeText

/// Reads the text of a letter's PDF: the content of its pages without artifacts, in the order of the content streams, through the ToUnicode
/// maps of the fonts. It helps people to see where a file differs from its letter. It proves nothing, because a page can show other things
/// than its text.
package struct PDFTextReader {
  private let file: PDFFile
  /// How many bytes of text may still be collected, and how many codes of fonts.
  private var (textRoom, codeRoom) = (16 << 20, 1 << 20)
  /// The font objects that were read.
  private var fonts: [PDFValue: Font] = [:]

  /// The text of each page, without line ends.
  /// - Throws: if the file is not built as a letter is.
  package static func pages(of bytes: [UInt8]) throws(PDFUnreadable) -> [String] {
    var reader = PDFTextReader(file: try PDFFile(bytes))
    var texts: [String] = []
    for page in try reader.file.pages() { texts.append(try reader.text(of: page)) }
    return texts
  }

  /// The program that a file names as its creator; nil if it names none.
  package static func creator(of bytes: [UInt8]) -> String? {
    guard let file = try? PDFFile(bytes) else { return nil }
    if let info = try? file.resolve(file.trailer["Info"]) { return info["Creator"]?.text }
    guard let catalog = try? file.resolve(file.trailer["Root"]), let packet = try? file.stream(catalog["Metadata"])
    else { return nil }
    guard case .text(let tool, _)? = (try? XMPProperties.read(packet))?["http://ns.adobe.com/xap/1.0/|CreatorTool"]
    else { return nil }
    return tool
  }

  private init(file: PDFFile) {
    self.file = file
  }

  /// How the strings of a font are read.
  private enum Font {
    /// One byte per character, WinAnsiEncoding.
    case simple
    /// Codes of two bytes with a map to Unicode. In letters of version 0.1 (`isMixed`), a first byte below 0x80 is a whole code.
    case composite([UInt16: String], isMixed: Bool)
  }

  private mutating func text(of reference: PDFValue) throws(PDFUnreadable) -> String {
    guard let page = try file.resolve(reference), let resources = try file.resolve(page["Resources"]),
      let fonts = try file.resolve(resources["Font"])?.dictionary
    else { throw PDFUnreadable("a page has no fonts") }
    var named: [String: Font] = [:]
    for (name, font) in fonts { named[name] = try self.font(font) }
    return try text(of: file.stream(page["Contents"]), named)
  }

  private mutating func font(_ reference: PDFValue) throws(PDFUnreadable) -> Font {
    if let known = fonts[reference] { return known }
    guard let font = try file.resolve(reference) else { throw PDFUnreadable("a font is missing") }
    let read: Font
    if font["Subtype"]?.name == "Type0" {
      let map = try unicodeMap(try file.stream(font["ToUnicode"]))
      read = .composite(map, isMixed: font["Encoding"]?.name == nil)
    } else if font["Encoding"]?.name == "WinAnsiEncoding" {
      read = .simple
    } else {
      throw PDFUnreadable("a font has an encoding that letters do not have")
    }
    fonts[reference] = read
    return read
  }

  /// The text that a content stream shows outside of artifacts.
  private mutating func text(of content: [UInt8], _ fonts: [String: Font]) throws(PDFUnreadable) -> String {
    var parser = PDFParser(content)
    var operands: [PDFValue] = []
    var font = Font.simple
    var artifacts: [Bool] = []
    var text = ""
    while let token = try parser.next() {
      guard case .keyword(let name) = token else {
        guard operands.count < Self.mostOperands else { throw PDFUnreadable("an operator is missing") }
        if case .value(let value) = token { operands.append(value) }
        continue
      }
      switch name {
      case "BDC", "BMC": artifacts.append(operands.first?.name == "Artifact")
      case "EMC": _ = artifacts.popLast()
      case "Tf": font = operands.first?.name.flatMap { fonts[$0] } ?? .simple
      case "Tj", "TJ", "'", "\"":
        guard !artifacts.contains(true), let shown = operands.last else { break }
        for part in shown.array ?? [shown] { try add(part.string ?? [], font, to: &text) }
      default: break
      }
      operands.removeAll(keepingCapacity: true)
    }
    return text
  }

  /// Operators have few operands.
  private static let mostOperands = 1_000

  /// Adds the characters of a string in a font.
  private mutating func add(
    _ codes: [UInt8], _ font: Font, to text: inout String
  ) throws(PDFUnreadable) {
    switch font {
    case .simple:
      for code in codes {
        guard let character = WinAnsiEncoding.character(of: code) else {
          throw PDFUnreadable("a character has no Unicode value")
        }
        try takeText(1)
        text.unicodeScalars.append(character)
      }
    case .composite(let map, let isMixed):
      var index = 0
      while index < codes.count {
        let isShort = isMixed && codes[index] < 0x80
        guard isShort || index + 1 < codes.count else { throw PDFUnreadable("a character is cut off") }
        let code = isShort ? UInt16(codes[index]) : UInt16(codes[index]) << 8 | UInt16(codes[index + 1])
        guard let characters = map[code] else { throw PDFUnreadable("a character has no Unicode value") }
        try takeText(characters.utf8.count)
        // `UnicodeScalarView.append(contentsOf:)` copies all that is there already.
        text += characters
        index += isShort ? 1 : 2
      }
    }
  }

  /// A few bytes of a page can stand for much text.
  private mutating func takeText(_ count: Int) throws(PDFUnreadable) {
    textRoom -= count
    guard textRoom >= 0 else { throw PDFUnreadable("it has more text than any letter") }
  }

  // MARK: ToUnicode maps

  /// A ligature stands for three characters, so this is more than any glyph needs.
  private static let mostUnits = 16

  /// The entries of a ToUnicode map (§9.10.3).
  private mutating func unicodeMap(_ bytes: [UInt8]) throws(PDFUnreadable) -> [UInt16: String] {
    var parser = PDFParser(bytes)
    var map: [UInt16: String] = [:]
    var strings: [[UInt8]] = []
    while let token = (try? parser.next()).flatMap({ $0 }) {
      switch token {
      case .value(.string(let bytes)):
        // Three for each code.
        guard strings.count < 3 << 16 else { throw PDFUnreadable("a font has more codes than any of a letter") }
        strings.append(bytes)
      case .keyword("beginbfrange"), .keyword("beginbfchar"): strings = []
      case .keyword("endbfchar"):
        for index in stride(from: 0, to: strings.count - 1, by: 2) {
          try addRange(strings[index], strings[index], strings[index + 1], to: &map)
        }
      case .keyword("endbfrange"):
        for index in stride(from: 0, to: strings.count - 2, by: 3) {
          try addRange(strings[index], strings[index + 1], strings[index + 2], to: &map)
        }
      default: break
      }
    }
    return map
  }

  private mutating func addRange(
    _ first: [UInt8], _ last: [UInt8], _ text: [UInt8], to map: inout [UInt16: String]
  ) throws(PDFUnreadable) {
    func number(_ bytes: [UInt8]) -> UInt16 { bytes.suffix(2).reduce(0) { $0 << 8 | UInt16($1) } }
    guard (1...2).contains(first.count), number(last) >= number(first), number(last) - number(first) < 0x100 else {
      return
    }
    // Each code of the range gets its own copy of the text.
    guard text.count <= 2 * Self.mostUnits else { throw PDFUnreadable("a code of a font stands for too much text") }
    codeRoom -= Int(number(last) - number(first)) + 1
    guard codeRoom >= 0 else { throw PDFUnreadable("its fonts have more codes than those of any letter") }
    var units = stride(from: 0, to: text.count - 1, by: 2).map { UInt16(text[$0]) << 8 | UInt16(text[$0 + 1]) }
    for code in number(first)...number(last) {
      map[code] = String(decoding: units, as: UTF16.self)
      if let unit = units.popLast() { units.append(unit &+ 1) }
    }
  }
}
