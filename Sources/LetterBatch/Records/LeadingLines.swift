/// The first lines of an input that are not blank, while it is being read.
struct LeadingLines {
  /// Those that have ended, without their line feeds.
  private(set) var whole: [Range<Int>] = []
  /// Where the line in progress starts.
  private(set) var start = 0
  /// How far the buffer was looked at.
  private var position = 0

  /// Looks at what the buffer has got since the last time.
  mutating func look(at buffer: [UInt8]) {
    while position < buffer.count {
      if buffer[position] == 0x0A {
        if !Self.isBlank(buffer[start..<position]) { whole.append(start..<position) }
        start = position + 1
      }
      position += 1
    }
  }

  /// A line by its number, from 0. It may be the line in progress.
  func line(_ number: Int, of buffer: [UInt8]) -> ArraySlice<UInt8>? {
    if number < whole.count { return buffer[whole[number]] }
    return number == whole.count && !Self.isBlank(buffer[start...]) ? buffer[start...] : nil
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool { line.allSatisfy { $0 <= 0x20 } }
}
