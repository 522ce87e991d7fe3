/// Collects lines of UTF-8, filled up to a width.
struct TextBuffer {
  private(set) var bytes: [UInt8] = []
  /// The paragraph or row in progress.
  private var line: [UInt8] = []
  /// Markers of list items that stand before the next line.
  private var markers: [UInt8]?
  /// With how many spaces lines start, if they leave room for text.
  private var indent = 0
  /// With how many more spaces the lines of a block start after its first one.
  private var hanging = 0
  /// Whether the line in progress is the first one of its block.
  private var isFirstLine = true
  /// Whether the next block follows without an empty line.
  private var isTight = true
  private let width: Int

  init(width: Int) {
    self.width = width > 0 ? width : .max
    bytes.reserveCapacity(8_192)
  }

  /// Adds an empty line before the next block, unless it is the first one in its surroundings.
  mutating func startBlock() {
    if !isTight { bytes.append(0x0A) }
    isTight = false
  }

  /// The next block follows without an empty line.
  mutating func joinNext() { isTight = true }

  // MARK: Room

  /// Whether text has enough room beside a label of that width.
  func hasRoom(beside columns: Int) -> Bool { columns + 1 <= mostIndent - min(indent, mostIndent) }

  /// Whether a text of that width fits on a line.
  func fits(_ columns: Int) -> Bool { columns <= width - usedIndent }

  /// The widest indent: a line keeps room for a few words.
  private var mostIndent: Int { width - min(24, width - width / 2) }

  private var usedIndent: Int { min(indent, mostIndent) }

  // MARK: Lists

  /// Starts a list item: its marker stands before its first line, and its lines are indented by the width of the marker.
  /// - Returns: what ``endItem(_:)`` takes.
  mutating func startItem(_ marker: String) -> Int {
    let outer = indent
    if markers == nil { markers = Array(repeating: 0x20, count: indent) }
    if !marker.isEmpty {
      markers? += Array(marker.utf8) + [0x20]
      indent += Self.columns(marker.utf8) + 1
    }
    isTight = true
    return outer
  }

  /// Ends a list item. A marker without text stands on a line of its own.
  mutating func endItem(_ outer: Int) {
    if markers != nil { endLine() }
    indent = outer
    isTight = true
  }

  /// Ends a list: an empty line follows.
  mutating func endList() { isTight = false }

  /// Indents the lines of blocks.
  mutating func indent(by more: Int) { indent += more }

  /// Writes a block and ends its last line. Its lines after the first one, also those after line breaks, start with so many more spaces.
  mutating func writeHanging(by columns: Int, _ write: (inout TextBuffer) -> Void) {
    (hanging, isFirstLine) = (columns, true)
    write(&self)
    endLine()
    hanging = 0
  }

  /// Appends text to the line in progress.
  mutating func append(_ text: String) { line += text.utf8 }

  mutating func append(_ text: some Sequence<UInt8>) { line += text }

  /// Ends the line. If it is longer than the width, it is broken at spaces or inside long words.
  mutating func endLine() {
    let rest = min(indent + hanging, mostIndent)
    let start = writeStart(isFirstLine ? usedIndent : rest)
    isFirstLine = false
    line.withUnsafeBufferPointer { fill($0, from: start, indent: rest) }
    bytes.append(0x0A)
    line.removeAll(keepingCapacity: true)
  }

  /// Writes what stands before a line: markers or spaces.
  /// - Returns: the column at which the line starts.
  private mutating func writeStart(_ indent: Int) -> Int {
    guard let markers else {
      if !line.isEmpty { bytes.append(contentsOf: repeatElement(0x20, count: indent)) }
      return indent
    }
    self.markers = nil
    let columns = Self.columns(markers)
    if columns <= mostIndent, !line.isEmpty {
      bytes += markers
      return columns
    }
    // The markers stand on a line of their own.
    markers.dropLast().withUnsafeBufferPointer { fill($0, from: 0, indent: indent) }
    guard !line.isEmpty else { return 0 }
    breakLine(indent)
    return indent
  }

  /// Copies the text between two breaks at once, not word by word.
  private mutating func fill(_ line: UnsafeBufferPointer<UInt8>, from first: Int, indent: Int) {
    var (start, end, used, position) = (0, 0, first, 0)
    var isEmpty = true
    var asciiEnd = 0
    while position < line.count {
      if position >= asciiEnd { asciiEnd = Self.endOfASCII(in: line, from: position) }
      let fitting = Self.fittingWords(in: line, from: position, to: asciiEnd, room: width - used)
      if fitting > position {
        (used, end, position, isEmpty) = (used + fitting - position, fitting, fitting, false)
        if position == line.count { break }
      }
      let spaces = position
      while position < line.count, line[position] == 0x20 { position += 1 }
      let word = position
      var mayCombine = false
      while position < line.count, line[position] != 0x20 {
        if line[position] >= 0x80 { mayCombine = true }
        position += 1
      }
      if word == position { break }  // spaces at the end of a line are invisible
      let needed = mayCombine ? Self.columns(line[word..<position]) : position - word
      if !isEmpty, used + word - spaces + needed > width {
        bytes += line[start..<end]
        breakLine(indent)
        (start, used) = (word, indent + needed)
      } else {
        used += word - spaces + needed
      }
      end = position
      isEmpty = false
      if used > width { (start, used) = split(line, word..<position, from: start, at: used - needed, indent: indent) }
    }
    bytes += line[start..<end]
  }

  /// The end of the words of ASCII that fit into the room that a line has left; the start if there are none. Looking for the last space
  /// before the end of the line is faster than taking word after word.
  private static func fittingWords(
    in line: UnsafeBufferPointer<UInt8>, from start: Int, to asciiEnd: Int, room: Int
  ) -> Int {
    var end = room < asciiEnd - start ? start + max(room, 0) : asciiEnd
    if end < line.count { while end > start, line[end] != 0x20 { end -= 1 } }
    while end > start, line[end - 1] == 0x20 { end -= 1 }
    return end
  }

  /// The first byte, from an index on, that is no ASCII character; the count if there is none.
  private static func endOfASCII(in line: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = UnsafeRawPointer(line.baseAddress) else { return line.count }
    var index = start
    while index + 8 <= line.count,
      base.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      index += 8
    }
    while index < line.count, line[index] < 0x80 { index += 1 }
    return index
  }

  private mutating func breakLine(_ indent: Int) {
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: indent))
  }

  /// Splits a word that is wider than a line where the width ends, never between a letter and its accents.
  /// - Parameters:
  ///   - start: the start of the text that is not yet copied.
  ///   - column: the column at which the word begins.
  /// - Returns: the new start of the text that is not yet copied, and the column at which the word ends.
  private mutating func split(
    _ line: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, from start: Int, at column: Int, indent: Int
  ) -> (start: Int, used: Int) {
    var (start, column, index) = (start, column, word.lowerBound)
    while index < word.upperBound {
      var next = index + 1
      while next < word.upperBound, line[next] & 0xC0 == 0x80 { next += 1 }
      let columns = Self.columns(line[index..<next])
      if column + columns > width, index > start {
        bytes += line[start..<index]
        breakLine(indent)
        (start, column) = (index, indent)
      }
      column += columns
      index = next
    }
    return (start, column)
  }

  /// The width of UTF-8 text in character cells. Combining marks (U+0300–U+036F) have no width.
  static func columns(_ text: some Sequence<UInt8>) -> Int {
    var columns = 0
    var lead: UInt8 = 0
    for byte in text {
      if byte & 0xC0 != 0x80 {
        columns += 1
        lead = byte
      } else if lead == 0xCC || (lead == 0xCD && byte < 0xB0) {
        columns -= 1
        lead = 0
      }
    }
    return columns
  }
}
