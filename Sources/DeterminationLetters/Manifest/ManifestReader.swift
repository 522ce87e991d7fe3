import JSONText

/// Reads a manifest line by line. A last line without its end was cut off by a crash and is no line.
struct ManifestReader {
  private var stream: ByteStream
  private var number = 0

  /// A line as it stands, and what it says.
  typealias Entry = (text: [UInt8], line: ManifestLine)

  init(_ path: String) throws(Findings) {
    stream = try ByteStream(path)
  }

  /// The next line.
  /// - Throws: a finding if it is none of a manifest's.
  mutating func next() throws(Findings) -> Entry? {
    var searched = 0
    while true {
      if let end = stream.buffer[searched...].firstIndex(of: 0x0A) {
        let text = Array(stream.buffer[..<end])
        stream.drop(end + 1)
        number += 1
        guard let line = ManifestLine(text, name: stream.name) else {
          throw Findings(
            Finding(
              .badManifest, "line \(number) of “\(stream.name)” is no line of a manifest",
              fix: "move the file away and start anew"))
        }
        return (text, line)
      }
      searched = stream.buffer.count
      guard try stream.fill() else { return nil }
    }
  }
}
