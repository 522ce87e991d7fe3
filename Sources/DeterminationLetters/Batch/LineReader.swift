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

  /// Whether a line, or the end, can be had without waiting.
  var isReady: Bool { stream.buffer[start...].contains(0x0A) || stream.isReady }

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
