import Glibc
import JSONText

/// Reads the records of a batch one after the other: folders of case files, JSON files, NDJSON files, `-` for NDJSON on
/// standard input. Never holds more than one record and a buffer.
struct CaseRecordReader {
  private var pending: [String]
  private var lines: LineReader?
  private let limits = JSONLimits()

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
      if lines != nil {
        if let record = nextLine() { return record }
        lines = nil
      }
      guard let file = pending.popLast() else { return nil }
      do throws(Findings) {
        if file == "-" || file.hasSuffix(".ndjson") || file.hasSuffix(".jsonl") {
          lines = try LineReader(file)
        } else {
          let bytes = try Files.requiredContents(file, limit: limits.bytes)
          let name = Files.name(of: file)
          let stem = name.hasSuffix(".json") ? String(name.dropLast(5)) : name
          return .success(CaseRecord(source: SourceText(name: file, bytes: bytes), fallbackName: stem))
        }
      } catch {
        return .failure(error)
      }
    }
  }

  private mutating func nextLine() -> Result<CaseRecord, Findings>? {
    do throws(Findings) {
      guard let line = try lines?.next(limit: limits.bytes), let reader = lines else { return nil }
      let source = SourceText(name: reader.name, bytes: line.bytes, firstLine: line.number)
      return .success(CaseRecord(source: source, fallbackName: "\(reader.stem)-\(line.number)"))
    } catch {
      lines = nil
      return .failure(error)
    }
  }
}

/// Reads a file line by line; blank lines are passed over.
struct LineReader {
  let name: String
  let stem: String
  private let descriptor: Descriptor
  private var buffer: [UInt8] = []
  private var start = 0
  private var number = 0
  private var isAtEnd = false

  /// Closes the file when the last copy of the reader is gone.
  private final class Descriptor {
    let value: Int32

    init(_ value: Int32) { self.value = value }

    deinit { if value > STDIN_FILENO { close(value) } }
  }

  init(_ path: String) throws(Findings) {
    let value = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard value >= 0 else { throw Findings(Finding(.inputUnreadable, "“\(path)” cannot be opened: \(Files.reason())")) }
    descriptor = Descriptor(value)
    name = path == "-" ? "<stdin>" : path
    let last = path == "-" ? "stdin" : Files.name(of: path)
    stem = last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last
  }

  /// The next line that is not blank. A line longer than `limit` is given up to a little more than that, for the JSON reader
  /// to refuse; the rest of it is passed over.
  mutating func next(limit: Int) throws(Findings) -> (bytes: [UInt8], number: Int)? {
    while true {
      guard let line = try nextLine(limit: limit) else { return nil }
      number += 1
      if line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) { return (line, number) }
    }
  }

  private mutating func nextLine(limit: Int) throws(Findings) -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        return Array(buffer[start..<min(end, start + limit + 1)])
      }
      searched = buffer.count
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return Array(buffer[start..<min(buffer.count, start + limit + 1)])
      }
      if start > 0 {
        buffer.removeFirst(start)
        searched -= start
        start = 0
      }
      let chunk = try Files.read(descriptor.value, name: name, count: 1 << 18)
      isAtEnd = chunk.isEmpty
      // Of a line that is too long, what has been kept is enough to refuse it.
      if buffer.count > limit + 1 {
        buffer.removeSubrange((limit + 1)...)
        searched = buffer.count
      }
      buffer += chunk
    }
  }
}
