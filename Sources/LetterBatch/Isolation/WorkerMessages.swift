import DeterminationLetters
import Digests
import FoundationEssentials
import Glibc
import FileSystem

/// What a batch asks a worker process to do with a record.
struct WorkerRequest: Codable, Sendable {
  enum Task: Codable, Sendable {
    case identify, check
    case render(number: Int, planned: Fingerprint?, isChecked: Bool)

    var isIdentification: Bool { if case .identify = self { true } else { false } }
  }

  let task: Task
  /// The path of the record's file.
  let file: String
  let place: CaseRecord.Place
  let bytes: Data
  let firstLine: Int
  let firstColumn: Int

  init(_ task: Task, _ record: CaseRecord) {
    self.task = task
    file = record.file
    place = record.place
    bytes = Data(record.source.bytes)
    firstLine = record.source.firstLine
    firstColumn = record.source.firstColumn
  }

  /// The record, as the batch has it.
  var record: CaseRecord {
    let name = file == "-" ? "<stdin>" : file
    return CaseRecord(
      SourceText(name: name, bytes: Array(bytes), firstLine: firstLine, firstColumn: firstColumn), at: place, of: file)
  }
}

/// What a worker process answers.
enum WorkerAnswer: Codable, Sendable {
  /// The first answer, before any task: what the process makes letters with.
  case ready(ManifestLine.Maker)
  /// The first answer of a process that cannot start, and ends.
  case refused(Findings)
  /// The answer to `identify`. It also comes before the answers to other tasks, in case the record is the end of the worker.
  case identified(RecordIdentity)
  case checked(CheckedRecord)
  case rendered(RecordResult)
}

/// Messages on a socket: eight bytes with the length, then JSON.
enum WorkerChannel {
  /// Sends a message; false if the other side has gone.
  static func send(_ message: some Encodable, to socket: Int32) -> Bool {
    guard let body = try? JSONEncoder().encode(message) else { return false }
    var bytes = withUnsafeBytes(of: UInt64(body.count).littleEndian) { Array($0) } + Array(body)
    while !bytes.isEmpty {
      // If a worker has died, SIGPIPE must not end the batch.
      let sent = bytes.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if sent < 0, errno == EINTR { continue }
      guard sent > 0 else { return false }
      bytes.removeFirst(sent)
    }
    return true
  }

  /// Waits for a message; nil if the other side has gone.
  static func receive<Message: Decodable>(_ type: Message.Type, from socket: Int32) -> Message? {
    guard let header = bytes(8, from: socket) else { return nil }
    let count = header.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    guard count <= 1 << 32, let body = bytes(Int(count), from: socket) else { return nil }
    return try? JSONDecoder().decode(type, from: Data(body))
  }

  private static func bytes(_ count: Int, from socket: Int32) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count {
      guard let chunk = try? Files.read(socket, name: "worker", count: min(count - bytes.count, 1 << 20)),
        !chunk.isEmpty
      else { return nil }
      bytes += chunk
    }
    return bytes
  }
}
