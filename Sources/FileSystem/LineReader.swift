import Diagnostics

/// Reads a file line by line, such as the records of NDJSON or the lines of a manifest. Blank lines are skipped.
package struct LineReader {
  /// A line that is not blank.
  package struct Line {
    /// Its bytes without the line feed. An overlong line is cut just past the limit, so that the JSON reader rejects it.
    package let bytes: [UInt8]
    /// The number of the line, from 1.
    package let number: Int
    /// The place in the file of its first byte.
    package let offset: Int
    /// Whether a line feed follows. A last line without one may have been cut off.
    package let isTerminated: Bool
  }

  /// What the lines are read from.
  package private(set) var stream: ByteStream
  /// The index in the buffer of the next line.
  private var start = 0
  /// The bytes from there to here have no line feed. They are not looked at again, because a pipe can give a long line in small pieces.
  private var searched = 0
  private var number = 0

  /// Reads lines from the place where the stream is.
  package init(_ stream: ByteStream) {
    self.stream = stream
  }

  /// The next line that is not blank; nil at the end.
  /// - Parameter limit: how many bytes a line may have. The rest of a longer line is skipped.
  package mutating func next(limit: Int) throws(Findings) -> Line? {
    while true {
      let offset = stream.offset + start
      guard let (bytes, isTerminated) = try nextLine(limit: limit) else { return nil }
      number += 1
      if bytes.contains(where: { !Self.isBlank($0) }) {
        return Line(bytes: bytes, number: number, offset: offset, isTerminated: isTerminated)
      }
    }
  }

  /// Whether a line, or the end, can be read without waiting. Reads what has arrived, until there is a line, or more than a line may have.
  /// - Parameter limit: how many bytes a line may have.
  package mutating func isReady(limit: Int) -> Bool {
    if stream.isRegular { return true }
    while !hasWholeLine() {
      if stream.isAtEnd || stream.buffer.count - start > limit { return true }
      dropTaken()
      // An error is ignored here: reading the line fails again and reports it.
      guard stream.isReady, (try? stream.fill()) != nil else { return stream.isAtEnd }
    }
    return true
  }

  /// Whether a line that is not blank is in the buffer, up to its end. Blank lines before it are taken.
  private mutating func hasWholeLine() -> Bool {
    while let end = stream.firstLineFeed(from: searched) {
      searched = end
      if stream.buffer[start..<end].contains(where: { !Self.isBlank($0) }) { return true }
      take(upTo: end + 1)
      number += 1
    }
    searched = stream.buffer.count
    return false
  }

  /// Takes bytes of the buffer. They are dropped when more are read.
  private mutating func take(upTo end: Int) { (start, searched) = (end, end) }

  private mutating func dropTaken() {
    guard start > 0 else { return }
    stream.drop(start)
    (start, searched) = (0, searched - start)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  private mutating func nextLine(limit: Int) throws(Findings) -> (bytes: [UInt8], isTerminated: Bool)? {
    while true {
      if let end = stream.firstLineFeed(from: searched) {
        defer { take(upTo: end + 1) }
        return (Array(stream.buffer[start..<min(end, start + limit + 1)]), true)
      }
      let end = stream.buffer.count
      searched = end
      if stream.isAtEnd {
        guard start < end else { return nil }
        defer { take(upTo: end) }
        return (Array(stream.buffer[start..<min(end, start + limit + 1)]), false)
      }
      dropTaken()
      stream.truncate(to: limit + 1)
      searched = stream.buffer.count
      _ = try stream.fill()
    }
  }
}
