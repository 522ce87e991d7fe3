import DeterminationLetters
import FileSystem

/// Reads a manifest line by line.
struct ManifestReader {
  private var lines: LineReader
  /// Whether a last line that was cut off counts as missing. A crash leaves such a line, and a batch that goes on makes its letter again.
  private let resumes: Bool

  /// A line as it is written, and what it says.
  typealias Entry = (text: [UInt8], line: ManifestLine)

  /// The longest line that a manifest can have. Names and paths are short.
  private static let mostBytes = 1 << 20

  /// Opens a manifest. It must be a plain file, because everybody who can write to a folder of letters can put a pipe there.
  init(_ path: String, resumes: Bool = false) throws(Findings) {
    self.resumes = resumes
    lines = LineReader(try ByteStream(plain: path))
  }

  /// The next line.
  /// - Throws: a finding if it is not a line of a manifest.
  mutating func next() throws(Findings) -> Entry? {
    guard let text = try lines.next(limit: Self.mostBytes), text.isTerminated || !resumes else { return nil }
    if let line = ManifestLine(text.bytes, name: lines.stream.name) { return (text.bytes, line) }
    let place = "line \(text.number) of “\(lines.stream.name)” is "
    throw Findings(
      Finding(
        .badManifest, place + (text.isTerminated ? "not a line of a manifest" : "cut off, or not a line of a manifest"),
        fix: resumes
          ? "move the file to another folder and start from the beginning"
          : "name the manifest.ndjson of a batch; if the batch was interrupted, run it again with --resume"))
  }
}
