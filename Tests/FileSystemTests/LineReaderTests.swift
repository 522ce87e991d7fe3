import FileSystem
import Foundation
import TestSupport
import Testing

/// A program that writes to a pipe decides what arrives and when. A batch asks whether a line is there while it has other work.
@Suite("Lines of a pipe", .timeLimit(.hang))
struct LineReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A reader of what a script writes.
  private func reader(of script: String) throws -> LineReader {
    let pipe = folder.file("pipe").path
    mkfifo(pipe, 0o600)
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    writer.arguments = ["-c", "(\(script)) > \(pipe)"]
    try writer.run()
    return LineReader(try ByteStream(pipe))
  }

  /// Asks until a line is ready, as a batch does between its letters.
  /// - Returns: the most bytes that were in memory, and the seconds of work.
  private func wait(for reader: inout LineReader, limit: Int) -> (most: Int, seconds: Double) {
    var (most, seconds) = (0, 0.0)
    while true {
      let (isReady, time) = WorkTime.measure { reader.isReady(limit: limit) }
      seconds += time
      most = max(most, reader.stream.buffer.count)
      if isReady { return (most, seconds) }
      usleep(100)
    }
  }

  @Test("that are longer than a line may be do not fill the memory before they are read")
  func long() throws {
    var reader = try reader(of: "head -c 20000000 /dev/zero | tr '\\0' a; printf '\\nb\\n'")
    #expect(wait(for: &reader, limit: 1_000).most < 1 << 20)
    #expect(try reader.next(limit: 1_000)?.bytes.count == 1_001)
    _ = wait(for: &reader, limit: 1_000)
    let second = try reader.next(limit: 1_000)
    #expect(second?.bytes == Array("b".utf8) && second?.number == 2 && second?.offset == 20_000_001)
    #expect(try reader.next(limit: 1_000) == nil)
  }

  @Test("that are blank are counted and not kept")
  func blank() throws {
    var reader = try reader(of: "yes '' | head -n 2000000; echo a")
    #expect(wait(for: &reader, limit: 1 << 24).most < 1 << 20)
    let line = try reader.next(limit: 1 << 24)
    #expect(line?.bytes == Array("a".utf8) && line?.number == 2_000_001 && line?.offset == 2_000_000)
  }

  @Test("are looked through once, however small the pieces are in which they arrive")
  func pieces() throws {
    var reader = try reader(of: "head -c 100000000 /dev/zero | tr '\\0' a; echo")
    #expect(wait(for: &reader, limit: 1 << 27).seconds < 2)
    #expect(try reader.next(limit: 1 << 27)?.bytes.count == 100_000_000)
  }
}
