import Glibc
import JSONText

/// An input that is read piece by piece, so that memory does not grow with it.
struct ByteStream {
  /// The name that findings show.
  let name: String
  /// What was read and not yet taken.
  private(set) var buffer: [UInt8] = []
  /// Whether the end was reached.
  private(set) var isAtEnd = false
  /// Whether the end is that of the program's patience: what was read last may be half a record.
  private(set) var wasInterrupted = false
  /// The place in the file of the buffer's first byte.
  private(set) var offset = 0
  /// Whether it is a plain file, which can be read again.
  let isRegular: Bool
  private let descriptor: Descriptor

  /// Closes the file when the last copy of the stream is gone.
  private final class Descriptor {
    let value: Int32

    init(_ value: Int32) { self.value = value }

    deinit { if value > STDIN_FILENO { close(value) } }
  }

  /// Opens a file; `-` is standard input.
  init(_ path: String) throws(Findings) {
    let value = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard value >= 0 else { throw Findings(Finding(.inputUnreadable, "“\(path)” cannot be opened: \(Files.reason())")) }
    descriptor = Descriptor(value)
    var status = stat()
    isRegular = fstat(value, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    name = path == "-" ? "<stdin>" : path
  }

  /// Reads the next piece into the buffer; false at the end.
  mutating func fill() throws(Findings) -> Bool {
    guard !isAtEnd else { return false }
    // A pipe may stay silent for ever; an interrupted batch must not wait for it.
    if !isRegular, !Interruption.waitForInput(descriptor.value) {
      (isAtEnd, wasInterrupted) = (true, true)
      return false
    }
    let chunk = try Files.read(descriptor.value, name: name, count: 1 << 18)
    isAtEnd = chunk.isEmpty
    buffer += chunk
    return !isAtEnd
  }

  /// Whether the next piece can be read without waiting for it.
  var isReady: Bool {
    var request = pollfd(fd: descriptor.value, events: Int16(POLLIN), revents: 0)
    return isAtEnd || isRegular || poll(&request, 1, 0) > 0
  }

  /// Takes bytes off the front.
  mutating func drop(_ count: Int) {
    buffer.removeFirst(count)
    offset += count
  }

  /// Where the next line feed is in the buffer.
  func firstLineFeed(from start: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, start < bytes.count,
        let found = memchr(base + start, 0x0A, bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  /// Keeps the first bytes of the buffer alone: of something too long, what is kept is enough to refuse it.
  mutating func truncate(to count: Int) {
    guard buffer.count > count else { return }
    offset += buffer.count - count
    buffer.removeSubrange(count...)
  }

  /// The first byte that is not white space, without taking it; nil if there is none.
  mutating func peek() throws(Findings) -> UInt8? {
    while true {
      if let byte = buffer.first(where: { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }) { return byte }
      guard try fill() else { return nil }
    }
  }

  /// Everything up to the end, but not much more than `limit` bytes.
  mutating func rest(limit: Int) throws(Findings) -> [UInt8] {
    while buffer.count <= limit, try fill() {}
    return buffer
  }
}
