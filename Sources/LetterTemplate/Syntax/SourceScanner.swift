import Diagnostics
import JSONText

/// Reads a template source byte by byte and collects what is wrong with it. The readers of markup, tags and stylesheets share it. All
/// syntax is ASCII, so bytes are enough; the text between is copied as UTF-8.
struct SourceScanner {
  let source: SourceText
  let bytes: [UInt8]
  var position: Int
  let end: Int
  private(set) var findings: [Finding] = []
  /// How many problems were reported, with those for which there was no room.
  private(set) var reported = 0
  /// How many more findings are kept. Each takes a pass over the source, so their number is bounded.
  private(set) var room: Int

  init(_ source: SourceText, range: Range<Int>? = nil, room: Int = Finding.mostInADocument) {
    self.room = room
    self.source = source
    bytes = source.bytes
    position = range?.lowerBound ?? 0
    end = range?.upperBound ?? source.bytes.count
  }

  var isAtEnd: Bool { position >= end }

  var peek: Unicode.Scalar? { position < end ? Unicode.Scalar(bytes[position]) : nil }

  func looksAt(_ text: StaticString) -> Bool {
    guard position + text.utf8CodeUnitCount <= end else { return false }
    return text.withUTF8Buffer { bytes[position..<position + $0.count].elementsEqual($0) }
  }

  /// Whether a tag of markup starts here, such as `</p>` or `<br>`.
  var isAtMarkup: Bool {
    guard peek == "<", position + 1 < end else { return false }
    let next = bytes[position + 1]
    return next == UInt8(ascii: "/") || (0x61...0x7A).contains(next | 0x20)
  }

  mutating func take(_ text: StaticString) -> Bool {
    guard looksAt(text) else { return false }
    position += text.utf8CodeUnitCount
    return true
  }

  mutating func skip(while condition: (Unicode.Scalar) -> Bool) {
    while let scalar = peek, condition(scalar) { position += 1 }
  }

  mutating func skipSpace() { skip(while: \.isMarkupSpace) }

  /// Reads while `condition` is true and returns the text that was read.
  mutating func read(while condition: (Unicode.Scalar) -> Bool) -> String {
    let start = position
    skip(while: condition)
    return text(start..<position)
  }

  /// Moves past the next `terminator` and returns the offset at which it starts; nil if there is none.
  mutating func skip(past terminator: StaticString) -> Int? {
    while position < end {
      if looksAt(terminator) {
        let start = position
        position += terminator.utf8CodeUnitCount
        return start
      }
      position += 1
    }
    return nil
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  mutating func report(_ code: FindingCode, _ message: String, at offset: Int, length: Int = 1, fix: String? = nil) {
    reported += 1
    guard room > 0 else { return }
    room -= 1
    findings.append(Finding(code, message, fix: fix, in: source, at: offset, length: length))
  }

  /// Takes over what the scanner of a part or of another file has found. It was made with the ``room`` of this one.
  mutating func add(_ other: SourceScanner) {
    findings += other.findings
    reported += other.reported
    room = other.room
  }
}

extension Unicode.Scalar {
  /// White space as HTML defines it.
  var isMarkupSpace: Bool { self == " " || self == "\n" || self == "\t" || self == "\r" || self == "\u{C}" }

  /// A character in the names of elements, paths, helpers and properties.
  var isNameCharacter: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }
}
