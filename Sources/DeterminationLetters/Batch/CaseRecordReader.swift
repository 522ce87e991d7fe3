import Glibc
import JSONText

/// Reads the records of a batch one after the other: folders of case files, JSON files, NDJSON files, `-` for NDJSON on
/// standard input. Never holds more than one record and a buffer.
struct CaseRecordReader {
  private var pending: [String]
  private var records: Records?
  private let limits = JSONLimits()

  /// The records of the input that is being read.
  private enum Records {
    case lines(LineReader)
    case array(ArrayReader)
  }

  /// - Throws: inputs that are missing, before the first record is read.
  init(inputs: [String]) throws(Findings) {
    var missing: [Finding] = []
    var files: [String] = []
    for input in inputs {
      if Files.isFolder(input) {
        let found = (Files.list(input) ?? []).filter { name in Self.suffixes.contains { name.hasSuffix($0) } }
        if found.isEmpty {
          missing.append(Finding(.inputMissing, "there is no .json, .ndjson or .jsonl file in “\(input)”"))
        }
        files += found.map { input.hasSuffix("/") ? input + $0 : input + "/" + $0 }
      } else if input == "-" || access(input, F_OK) == 0 {
        files.append(input)
      } else {
        missing.append(Finding(.inputMissing, "there is no file or folder “\(input)”"))
      }
    }
    guard missing.isEmpty else { throw Findings(missing) }
    pending = files.reversed()
  }

  private static let suffixes = [".json", ".ndjson", ".jsonl"]

  /// The next record, nil after the last. A record that cannot be read is a failure; the ones after it follow.
  mutating func next() -> Result<CaseRecord, Findings>? {
    while true {
      do throws(Findings) {
        if let record = try nextOfRecords() { return .success(record) }
        records = nil
        guard let file = pending.popLast() else { return nil }
        if let record = try open(file) { return .success(record) }
      } catch {
        return .failure(error)
      }
    }
  }

  private mutating func nextOfRecords() throws(Findings) -> CaseRecord? {
    // Taken out while it is read from: two owners of a buffer would copy it for every record.
    let current = records.take()
    switch current {
    case .lines(var reader):
      defer { records = .lines(reader) }
      guard let line = try reader.next(limit: limits.bytes) else { return nil }
      let source = SourceText(name: reader.stream.name, bytes: line.bytes, firstLine: line.number)
      return CaseRecord(source: source, fallbackName: "\(reader.stream.stem)-\(line.number)")
    case .array(var reader):
      defer { records = .array(reader) }
      guard let (source, number) = try reader.next(limit: limits.bytes) else { return nil }
      return CaseRecord(source: source, fallbackName: "\(reader.stream.stem)-\(number)")
    case nil: return nil
    }
  }

  /// Starts to read a file: lines, an array, or the one record that it is.
  private mutating func open(_ file: String) throws(Findings) -> CaseRecord? {
    var stream = try ByteStream(file)
    if file.hasSuffix(".ndjson") || file.hasSuffix(".jsonl") {
      records = .lines(LineReader(stream))
    } else if try stream.peek() == UInt8(ascii: "[") {
      records = .array(ArrayReader(stream))
    } else if file == "-", try !Self.isOneRecord(&stream) {
      records = .lines(LineReader(stream))
    } else {
      let source = SourceText(name: stream.name, bytes: try stream.rest(limit: limits.bytes))
      return CaseRecord(source: source, fallbackName: stream.stem)
    }
    return nil
  }

  /// Standard input has no suffix to tell one record on many lines from many records on a line each. It is one record if its
  /// first line is no whole object and its second does not start one.
  private static func isOneRecord(_ stream: inout ByteStream) throws(Findings) -> Bool {
    let limit = JSONLimits().bytes
    while stream.buffer.count <= limit, stream.buffer.count(where: { $0 == 0x0A }) < 2, try stream.fill() {}
    let lines = stream.buffer.split(separator: 0x0A, maxSplits: 2)
    guard let first = lines.first else { return true }
    if (try? JSONDocument(parsing: SourceText(name: stream.name, bytes: Array(first)))) != nil { return false }
    return lines.count < 2 || lines[1].first { $0 > 0x20 } != UInt8(ascii: "{")
  }
}
