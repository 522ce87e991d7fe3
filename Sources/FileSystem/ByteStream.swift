import Diagnostics
import Digests
import Glibc

/// An input that is read piece by piece, so that memory does not grow with it.
package struct ByteStream {
  /// The name that findings show.
  package let name: String
  /// What was read and not yet taken.
  package private(set) var buffer: [UInt8] = []
  /// Whether the end was reached.
  package private(set) var isAtEnd = false
  /// Whether reading ended because the program was asked to stop. The last bytes may be half a record.
  package private(set) var wasStopped = false
  /// `offset + buffer.count` is always the place of the next byte to read. `offset` is also the place of the buffer's first byte, until
  /// ``truncate(to:)`` drops bytes from the end.
  package private(set) var offset = 0
  /// Whether it is a regular file, which can be read again.
  package let isRegular: Bool
  private let descriptor: Descriptor
  private let stop: StopRequest?

  /// Closes the file when the last copy of the stream is gone.
  private final class Descriptor: Sendable {
    let value: Int32

    init(_ value: Int32) { self.value = value }

    deinit { if value > STDIN_FILENO { close(value) } }
  }

  /// Opens a file; `-` is standard input.
  /// - Parameter stop: a request to stop. It also ends the wait for a pipe.
  package init(_ path: String, stop: StopRequest? = nil) throws(Findings) {
    // Without O_NONBLOCK, `open` waits until somebody writes to a pipe, and a request to stop does not end that wait.
    var status = stat()
    let isPipe = path != "-" && stop != nil && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    let value = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | (isPipe ? O_NONBLOCK : 0))
    guard value >= 0 else { throw Findings.cannotRead(path) }
    descriptor = Descriptor(value)
    name = path == "-" ? "<stdin>" : path
    guard fstat(value, &status) == 0 else { throw Findings.cannotRead(name) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw Findings.isFolder(name) }
    // A device such as /dev/zero never ends. Standard input may be a terminal.
    if path != "-", [S_IFCHR, S_IFBLK].contains(status.st_mode & S_IFMT), isatty(value) == 0 {
      throw Findings(Finding(.inputUnreadable, "“\(path)” is a device", fix: "give a file or a pipe"))
    }
    isRegular = status.st_mode & S_IFMT == S_IFREG
    if isPipe { _ = fcntl(value, F_SETFL, fcntl(value, F_GETFL) & ~O_NONBLOCK) }
    self.stop = stop
  }

  /// Opens a plain file that others may have put there. A pipe may never start, and a device may never end.
  package init(plain path: String) throws(Findings) {
    let value = open(path, Files.plainFlags)
    guard value >= 0 else { throw Findings.cannotRead(path) }
    descriptor = Descriptor(value)
    try Files.requirePlain(value, path)
    (name, isRegular, stop) = (path, true, nil)
  }

  /// Reads the next piece into the buffer; false at the end.
  package mutating func fill() throws(Findings) -> Bool {
    guard !isAtEnd else { return false }
    // A pipe may stay silent for ever. A batch that was asked to stop must not wait for it.
    if !isRegular, let stop, !stop.waitForInput(descriptor.value) {
      (isAtEnd, wasStopped) = (true, true)
      return false
    }
    let chunk = try Files.read(descriptor.value, name: name, count: 1 << 18)
    isAtEnd = chunk.isEmpty
    buffer += chunk
    return !isAtEnd
  }

  /// Whether the next piece can be read without waiting for it.
  package var isReady: Bool {
    var request = pollfd(fd: descriptor.value, events: Int16(POLLIN), revents: 0)
    return isAtEnd || isRegular || poll(&request, 1, 0) > 0
  }

  /// Takes bytes off the front.
  package mutating func drop(_ count: Int) {
    buffer.removeFirst(count)
    offset += count
  }

  /// The index in the buffer of the next line feed.
  func firstLineFeed(from start: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, start < bytes.count,
        let found = memchr(base + start, 0x0A, bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  /// Keeps only the first bytes of the buffer. They are enough to reject something that is too long.
  mutating func truncate(to count: Int) {
    guard buffer.count > count else { return }
    offset += buffer.count - count
    buffer.removeSubrange(count...)
  }

  /// White space that is longer is no longer looked through, because it would be kept in memory.
  private static let longestBlank = 16 << 20
  /// The byte-order mark of UTF-8.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Whether the input starts with a byte-order mark, which was read and not yet taken.
  package var startsWithByteOrderMark: Bool { offset == 0 && buffer.starts(with: Self.byteOrderMark) }

  /// The first byte that is not white space or part of a byte-order mark at the start, without taking it; nil if there is none. After very
  /// long white space, it is the last space.
  package mutating func peek() throws(Findings) -> UInt8? {
    while offset == 0, buffer.count < Self.byteOrderMark.count,
      buffer.elementsEqual(Self.byteOrderMark.prefix(buffer.count)),
      try fill()
    {}
    var looked = startsWithByteOrderMark ? Self.byteOrderMark.count : 0
    while true {
      if let byte = buffer[looked...].first(where: { $0 > 0x20 }) { return byte }
      looked = buffer.count
      if looked > Self.longestBlank { return buffer.last }
      guard try fill() else { return nil }
    }
  }

  /// Everything up to the end, but not much more than `limit` bytes.
  package mutating func rest(limit: Int) throws(Findings) -> [UInt8] {
    while buffer.count <= limit, try fill() {}
    return buffer
  }
}

extension SHA256 {
  /// The digest of a plain file, which is read piece by piece.
  package init(ofFile path: String) throws(Findings) {
    var stream = try ByteStream(plain: path)
    var hasher = Hasher()
    while try stream.fill() {
      hasher.add(stream.buffer)
      stream.drop(stream.buffer.count)
    }
    self.init(hasher)
  }
}
