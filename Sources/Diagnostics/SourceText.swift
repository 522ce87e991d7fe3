import Glibc

/// The bytes of one input (a case file, a record of an NDJSON file, a template, a stylesheet) and the name that people know it by, so
/// that findings can name file, line and column.
public struct SourceText: Sendable {
  /// The name that messages show: the path as the user gave it, or `<stdin>`.
  public let name: String
  /// The bytes as read, byte-order mark included.
  public let bytes: [UInt8]
  /// The line number of the first byte; above 1 where the text is a record inside a larger file.
  package let firstLine: Int

  /// The column number of the first byte; above 1 where the text is a record inside a line.
  package let firstColumn: Int

  /// Whether findings get an excerpt of this text. A batch that shows no values does without: an excerpt takes as long as the rest of a finding.
  package var hasExcerpts = true

  /// Wraps bytes, such as those of a request or of a database.
  public init(name: String, bytes: [UInt8]) {
    self.init(name: name, bytes: bytes, firstLine: 1)
  }

  /// Wraps the bytes of a record inside a larger file.
  package init(name: String, bytes: [UInt8], firstLine: Int, firstColumn: Int = 1) {
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
    self.firstColumn = firstColumn
  }

  /// Wraps a string.
  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The place of the byte at `offset` (an offset past the end is the end).
  package func location(at offset: Int) -> SourceLocation {
    let line = line(before: min(max(offset, 0), bytes.count))
    let before = Self.scalarCount(bytes[line.start..<max(line.start, min(offset, bytes.count))])
    let column = before + (line.start == 0 ? firstColumn : 1)
    return SourceLocation(file: name, line: firstLine + line.number, column: column, offset: offset)
  }

  /// The line that holds the byte at `offset`, cut to a window around it, for printing with a caret underneath.
  package func excerpt(at offset: Int, length: Int = 1) -> SourceExcerpt {
    let line = lineBounds(at: offset)
    let offset = min(max(offset, line.lowerBound), line.upperBound)
    let from = scalarStart(atOrAfter: max(line.lowerBound, offset - 60), limit: offset)
    let to = scalarStart(atOrAfter: min(line.upperBound, offset + 60), limit: line.upperBound)
    var text = String(decoding: bytes[from..<to], as: UTF8.self)
    if !bytes[from..<to].allSatisfy({ (0x20...0x7E).contains($0) }) { text.unicodeScalars.replaceControls() }
    let lead = from > line.lowerBound ? "…" : ""
    let column = Self.scalarCount(bytes[from..<offset]) + lead.unicodeScalars.count
    let marked = Self.scalarCount(bytes[offset..<min(max(offset, offset + length), to)])
    return SourceExcerpt(line: lead + text + (to < line.upperBound ? "…" : ""), caret: column, length: max(1, marked))
  }

  /// The offset of the first byte in a range that is not valid UTF-8; nil if the whole range is valid.
  package func firstInvalidByte(in range: Range<Int>? = nil) -> Int? {
    let range = range ?? bytes.indices
    if String(validating: bytes[range], as: UTF8.self) != nil { return nil }
    var decoder = UTF8()
    var iterator = bytes[range].makeIterator()
    var offset = range.lowerBound
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
    return offset
  }

  /// The line that holds the byte at `offset`, without its end.
  private func lineBounds(at offset: Int) -> Range<Int> {
    let offset = min(max(offset, 0), bytes.count)
    let start = line(before: offset).start
    var end = Self.newline(in: bytes, from: offset) ?? bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }

  /// How many lines end before `offset`, and where the line that holds it starts.
  private func line(before offset: Int) -> (number: Int, start: Int) {
    var (number, start) = (0, 0)
    while let newline = Self.newline(in: bytes, from: start), newline < offset {
      number += 1
      start = newline + 1
    }
    return (number, start)
  }

  /// The first line feed from an offset on. Records of a batch are long lines, and the C library compares many bytes at once.
  static func newline(in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, start < bytes.count,
        let found = memchr(base + start, 0x0A, bytes.count - start)
      else { return nil }
      return base.distance(to: UnsafeRawPointer(found))
    }
  }

  private func scalarStart(atOrAfter offset: Int, limit: Int) -> Int {
    var offset = offset
    while offset < limit, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }

  static func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBytes { bytes in
      var (index, count) = (0, 0)
      while index < bytes.count {
        let end = ASCIIText.end(in: bytes, from: index)
        count += end - index
        index = end
        while index < bytes.count, bytes[index] >= 0x80 {
          if bytes[index] & 0xC0 != 0x80 { count += 1 }
          index += 1
        }
      }
      return count
    }
  }
}

/// A place in an input: 1-based line and column; columns count Unicode scalars.
public struct SourceLocation: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The input's name, as in ``SourceText/name``.
  public let file: String
  /// 1-based line.
  public let line: Int
  /// 1-based column, in Unicode scalars.
  public let column: Int
  /// 0-based byte offset in the input.
  public let offset: Int

  /// Makes a place from its parts.
  package init(file: String, line: Int, column: Int, offset: Int) {
    self.file = file
    self.line = line
    self.column = column
    self.offset = offset
  }

  /// `file:line:column`
  public var description: String { "\(file):\(line):\(column)" }
}

/// A line of an input and the part of it that a caret should mark.
public struct SourceExcerpt: Sendable, Hashable, Codable {
  /// The line, cut to what fits a terminal, control characters replaced.
  public let line: String
  /// How many scalars of `line` stand before the caret.
  public let caret: Int
  /// How many scalars the mark covers, at least 1.
  public let length: Int
}

extension String.UnicodeScalarView {
  /// A message must not be able to control a terminal.
  fileprivate mutating func replaceControls() {
    // Most lines with characters outside of ASCII have none of these.
    guard contains(where: { $0 == "\t" || PrintableText.isUnsafe($0) }) else { return }
    self = Self(map { $0 == "\t" ? " " : PrintableText.isUnsafe($0) ? "\u{FFFD}" : $0 })
  }
}
