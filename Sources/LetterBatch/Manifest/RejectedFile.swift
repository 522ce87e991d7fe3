import Glibc
import DeterminationLetters
import Digests
import FileSystem
import JSONText

/// `rejected.ndjson`: the records without a letter, each unchanged and with its findings. It can be corrected and given to a batch again.
/// The file appears whole, at the end. An earlier file with other contents is kept with a new name.
struct RejectedFile {
  private let path: String
  private var open: (file: TemporaryFile, descriptor: Int32)?
  private var buffer: [UInt8] = []

  init(folder: String) { path = BatchFile.rejected.path(in: folder) }

  /// Adds a record.
  mutating func append(_ source: SourceText?, id: String, findings: Findings) throws(Findings) {
    if open == nil { open = try TemporaryFile.create(for: path) }
    buffer += Self.line(source, id: id, findings: findings)
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Gives the file its name. If no record was rejected, there is no file.
  mutating func close() throws(Findings) {
    guard let (file, descriptor) = open else {
      try KeptFile.keep(path)
      return
    }
    defer {
      Glibc.close(descriptor)
      open = nil
    }
    do throws(Findings) {
      try flush()
      guard fsync(descriptor) == 0 else { throw Findings.cannotWrite(path) }
      if Folders.exists(path), try SHA256(ofFile: file.temporaryPath) != SHA256(ofFile: path) {
        try KeptFile.keep(path)
      }
      try file.commit()
    } catch {
      file.discard()
      throw error
    }
  }

  private mutating func flush() throws(Findings) {
    guard let (_, descriptor) = open else { return }
    try AtomicFile.write(buffer, to: descriptor, name: path)
    buffer = []
  }

  /// Findings first and the record last: ``RejectedRecord`` recognizes such a line by that.
  private static func line(_ source: SourceText?, id: String, findings: Findings) -> [UInt8] {
    var line = Array("{\"findings\":[".utf8)
    line += Array(findings.all.map { $0.json() }.joined(separator: ",").utf8)
    line += Array("],\"id\":\(JSONLine.quoted(id)),\"record\":".utf8)
    // A record that makes the program crash must not be parsed here.
    line += source.map { findings.concernCrash ? text($0) : json($0) } ?? Array("null".utf8)
    return line + Array("}\n".utf8)
  }

  private static func text(_ source: SourceText) -> [UInt8] {
    Array(JSONLine.quoted(String(decoding: source.bytes, as: UTF8.self)).utf8)
  }

  /// The record itself on one line; as a text if it is not JSON.
  private static func json(_ source: SourceText) -> [UInt8] {
    let isJSON = (try? JSONDocument(parsing: source)) != nil
    guard isJSON else { return text(source) }
    let bytes = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? source.bytes.dropFirst(3) : source.bytes[...]
    // Line ends are only between tokens: JSON has none inside strings.
    return bytes.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
  }
}
