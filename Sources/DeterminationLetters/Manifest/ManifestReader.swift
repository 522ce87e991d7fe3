import JSONText

/// Reads a manifest line by line. A last line without its end was cut off by a crash and is no line.
struct ManifestReader {
  private var stream: ByteStream
  private(set) var number = 0

  /// A line as it stands, and what it says; nil where that is none of a manifest's lines.
  typealias Entry = (text: [UInt8], line: ManifestLine?)

  init(_ path: String) throws(Findings) {
    stream = try ByteStream(path)
  }

  /// The next line.
  mutating func next() throws(Findings) -> Entry? {
    var searched = 0
    while true {
      if let end = stream.buffer[searched...].firstIndex(of: 0x0A) {
        let text = Array(stream.buffer[..<end])
        stream.drop(end + 1)
        number += 1
        return (text, ManifestLine(text, name: stream.name))
      }
      searched = stream.buffer.count
      guard try stream.fill() else { return nil }
    }
  }
}
