import Glibc
import JSONText

/// `rejected.ndjson`: the records of which no letter was made, each as it was with what was found in it, ready to be mended and
/// fed back. It appears whole, at the end. One that is there already and says something else is kept under a name that is free.
struct RejectedFile {
  private let path: String
  private let temporary: String
  private var descriptor: Int32 = -1
  private var buffer: [UInt8] = []

  init(folder: String) {
    path = folder + "/rejected.ndjson"
    temporary = TemporaryName.of(path)
  }

  /// Adds a record.
  mutating func append(_ source: SourceText?, id: String, findings: Findings) throws(Findings) {
    if descriptor < 0 {
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else {
        throw Findings(Finding(.cannotWrite, "“\(path)” cannot be written: \(Files.reason())"))
      }
    }
    buffer += Self.line(source, id: id, findings: findings)
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Gives the file its name; where nothing was rejected, there is none.
  mutating func close() throws(Findings) {
    guard descriptor >= 0 else {
      _ = try KeptFile.keep(path)
      return
    }
    do throws(Findings) {
      try flush()
      let synced = fsync(descriptor)
      if Files.exists(path), try SHA256(ofFile: temporary) != SHA256(ofFile: path) { _ = try KeptFile.keep(path) }
      guard synced == 0, rename(temporary, path) == 0 else {
        throw Findings(Finding(.cannotWrite, "“\(path)” cannot be written: \(Files.reason())"))
      }
    } catch {
      discard()
      throw error
    }
    Glibc.close(descriptor)
    descriptor = -1
  }

  /// Removes what was written.
  private mutating func discard() {
    Glibc.close(descriptor)
    descriptor = -1
    unlink(temporary)
  }

  private mutating func flush() throws(Findings) {
    try AtomicFile.write(buffer, to: descriptor, name: path)
    buffer = []
  }

  /// Findings first and the record last: that is how ``RejectedRecord`` knows such a line.
  private static func line(_ source: SourceText?, id: String, findings: Findings) -> [UInt8] {
    var line = Array("{\"findings\":[".utf8)
    line += Array(findings.all.map { $0.json() }.joined(separator: ",").utf8)
    line += Array("],\"id\":\(JSONValue.quoted(id)),\"record\":".utf8)
    // Over a record that makes the program crash it must not be parsed here.
    line += source.map { findings.concernCrash ? text($0) : json($0) } ?? Array("null".utf8)
    return line + Array("}\n".utf8)
  }

  private static func text(_ source: SourceText) -> [UInt8] {
    Array(JSONValue.quoted(String(decoding: source.bytes, as: UTF8.self)).utf8)
  }

  /// The record itself on one line; as a text where it is no JSON.
  private static func json(_ source: SourceText) -> [UInt8] {
    let isJSON = (try? JSONDocument(parsing: source)) != nil
    guard isJSON else { return text(source) }
    let bytes = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? source.bytes.dropFirst(3) : source.bytes[...]
    // Line ends stand between tokens alone: JSON has none inside strings.
    return bytes.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
  }
}
