import JSONText

/// Reads records that stand one a line (NDJSON); blank lines are passed over.
struct LineReader {
  private(set) var stream: ByteStream
  private var start = 0
  private var number = 0

  init(_ stream: ByteStream) {
    self.stream = stream
  }

  /// The next line that is not blank, with its number. A line longer than `limit` is given up to a little more than that, for
  /// the JSON reader to refuse; the rest of it is passed over.
  mutating func next(limit: Int) throws(Findings) -> (bytes: [UInt8], number: Int, offset: Int)? {
    while true {
      let offset = stream.offset + start
      guard let line = try nextLine(limit: limit) else { return nil }
      number += 1
      if line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) { return (line, number, offset) }
    }
  }

  /// Whether a record, or the end, can be had without waiting: what has come is read until there is one.
  mutating func isReady() -> Bool {
    if stream.isRegular { return true }
    while !hasWholeLine() {
      if stream.isAtEnd { return true }
      // A failure is met again, and told, by whoever reads on.
      guard stream.isReady, (try? stream.fill()) != nil else { return stream.isAtEnd }
    }
    return true
  }

  /// Whether a line that is not blank is in the buffer, up to its end.
  private func hasWholeLine() -> Bool {
    var from = start
    while let end = stream.firstLineFeed(from: from) {
      if stream.buffer[from..<end].contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) { return true }
      from = end + 1
    }
    return false
  }

  private mutating func nextLine(limit: Int) throws(Findings) -> [UInt8]? {
    var searched = start
    while true {
      if let end = stream.firstLineFeed(from: searched) {
        defer { start = end + 1 }
        return Array(stream.buffer[start..<min(end, start + limit + 1)])
      }
      searched = stream.buffer.count
      if stream.isAtEnd {
        guard start < stream.buffer.count else { return nil }
        defer { start = stream.buffer.count }
        return Array(stream.buffer[start..<min(stream.buffer.count, start + limit + 1)])
      }
      if start > 0 {
        stream.drop(start)
        searched -= start
        start = 0
      }
      stream.truncate(to: limit + 1)
      searched = min(searched, stream.buffer.count)
      _ = try stream.fill()
    }
  }
}
