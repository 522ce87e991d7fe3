import DeterminationLetters
import FileSystem
import JSONText

/// Reads the records of a batch one after the other: folders of case files, JSON files, arrays, NDJSON files, `-` for standard input.
/// Memory holds only one record and a buffer.
struct CaseRecordReader {
  private let files: CaseFiles
  private var nextFile = 0
  /// The input that is being read, if it has one record per line.
  private var lines: LineReader?
  /// The input that is being read, if it is an array.
  private var array: ArrayReader?
  private let limits = JSONLimits()
  /// Whether each line of standard input is a record, even if it does not look like one.
  private let isStream: Bool
  private let stop: StopRequest?

  /// Reads files from the first record on.
  /// - Parameters:
  ///   - isStream: whether standard input has one record per line. A worker must answer the first record before it can read the next one.
  ///   - stop: a request to stop. It also ends the wait for a pipe.
  init(_ files: CaseFiles, isStream: Bool = false, stop: StopRequest? = nil) {
    self.files = files
    self.isStream = isStream
    self.stop = stop
  }

  /// Whether the next record can be read without waiting for the program that writes it.
  mutating func isReady() -> Bool {
    if lines != nil { return lines?.isReady(limit: limits.bytes) ?? true }
    return array?.stream.isReady ?? true
  }

  /// The next record, nil after the last. A record that cannot be read is a failure; the ones after it follow.
  mutating func next() -> Result<CaseRecord, Findings>? {
    while true {
      do throws(Findings) {
        if let record = try nextOfInput() { return wasStopped ? nil : .success(record) }
        if wasStopped { return nil }
        closeInput()
        guard nextFile < files.count, stop?.isMade != true else { return nil }
        nextFile += 1
        if let record = try open(files[nextFile - 1]) { return .success(record) }
      } catch {
        let isStopped = wasStopped
        // A file that cannot be read now cannot be read the next time either, so the next file follows.
        closeInput()
        return isStopped ? nil : .failure(error)
      }
    }
  }

  /// Whether reading was stopped, so that the last bytes may be half a record.
  private var wasStopped: Bool { lines?.stream.wasStopped ?? array?.stream.wasStopped ?? false }

  private mutating func nextOfInput() throws(Findings) -> CaseRecord? {
    if let name = lines?.stream.name, let line = try lines?.next(limit: limits.bytes) {
      return record(
        SourceText(name: name, bytes: line.bytes, firstLine: line.number), number: line.number, at: line.offset)
    }
    guard let (source, number, offset) = try array?.next(limit: limits.bytes) else { return nil }
    return record(source, number: number, at: offset)
  }

  private mutating func closeInput() {
    lines = nil
    array = nil
  }

  private func record(_ source: SourceText, number: Int?, at offset: Int) -> CaseRecord {
    let place = CaseRecord.Place(
      file: UInt32(truncatingIfNeeded: nextFile - 1), offset: offset, count: source.bytes.count, number: number,
      line: source.firstLine, column: source.firstColumn)
    return CaseRecord(source, at: place, of: files[nextFile - 1])
  }

  /// Starts to read a file: lines, an array, or the one record that it is.
  private mutating func open(_ file: String) throws(Findings) -> CaseRecord? {
    var stream = try ByteStream(file, stop: stop)
    if !isStream { try Self.requireJSON(&stream) }
    if Paths.has(suffix: ".ndjson", file) || Paths.has(suffix: ".jsonl", file)
      || (file == "-" || !stream.isRegular) && isStream
    {
      lines = LineReader(stream)
    } else if try stream.peek() == UInt8(ascii: "[") {
      array = ArrayReader(stream)
    } else if !stream.isRegular || file == "-", try !Self.isOneRecord(&stream) {
      lines = LineReader(stream)
    } else {
      let source = SourceText(name: stream.name, bytes: try stream.rest(limit: limits.bytes))
      if stream.wasStopped { return nil }
      return record(source, number: nil, at: 0)
    }
    return nil
  }

  /// - Throws: a finding if the input is empty or clearly of another kind, such as a table or an archive.
  private static func requireJSON(_ stream: inout ByteStream) throws(Findings) {
    let isEmpty = try stream.peek() == nil && !stream.wasStopped
    if let finding = ForeignInput.finding(in: SourceText(name: stream.name, bytes: stream.buffer)) {
      throw Findings(finding)
    }
    guard !isEmpty else {
      throw Findings(
        Finding(
          .jsonSyntax, "“\(stream.name)” is empty", fix: "write at least one case, as a JSON object",
          in: SourceText(name: stream.name, bytes: []), at: 0, isCaseData: true))
    }
  }

  /// Standard input and pipes have no suffix that says whether there is one record on many lines or one record per line. The input is one
  /// record if its first line is not a whole object and its second line does not start one. Blank lines do not count.
  private static func isOneRecord(_ stream: inout ByteStream) throws(Findings) -> Bool {
    let limit = JSONLimits().bytes
    var lines = LeadingLines()
    // A program that writes record by record may wait for the first answer before it writes a second record.
    try read(&stream, &lines, upTo: 1, limit)
    guard let first = lines.line(0, of: stream.buffer) else { return true }
    // If it counted as a single record, it would be rejected as too long, with all records that follow.
    if first.count > limit { return false }
    if (try? JSONDocument(parsing: SourceText(name: stream.name, bytes: Array(first)))) != nil { return false }
    try read(&stream, &lines, upTo: 2, limit)
    return lines.line(1, of: stream.buffer)?.first { $0 > 0x20 } != UInt8(ascii: "{")
  }

  /// Reads until `count` lines have ended, or a line is longer than a record may be.
  private static func read(
    _ stream: inout ByteStream, _ lines: inout LeadingLines, upTo count: Int, _ limit: Int
  ) throws(Findings) {
    lines.look(at: stream.buffer)
    // Blank lines without end are no input.
    while lines.whole.count < count, stream.buffer.count - lines.start <= limit, stream.buffer.count <= 2 * limit,
      try stream.fill()
    {
      lines.look(at: stream.buffer)
    }
  }
}
