import DeterminationLetters
import FileSystem

/// Reads a manifest line by line. A last line without its end was cut off by a crash and does not count.
struct ManifestReader {
  private var lines: LineReader

  /// A line as it is written, and what it says.
  typealias Entry = (text: [UInt8], line: ManifestLine)

  /// The longest line that a manifest can have. Names and paths are short.
  private static let mostBytes = 1 << 20

  init(_ path: String) throws(Findings) {
    lines = LineReader(try ByteStream(path))
  }

  /// The next line.
  /// - Throws: a finding if it is not a line of a manifest.
  mutating func next() throws(Findings) -> Entry? {
    guard let text = try lines.next(limit: Self.mostBytes), text.isTerminated else { return nil }
    guard let line = ManifestLine(text.bytes, name: lines.stream.name) else {
      throw Findings(
        Finding(
          .badManifest, "line \(text.number) of “\(lines.stream.name)” is not a line of a manifest",
          fix: "move the file to another folder and start from the beginning"))
    }
    return (text.bytes, line)
  }
}
