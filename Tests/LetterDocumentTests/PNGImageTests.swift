import Foundation
import LetterDocument
import TestSupport
import Testing

@Suite("PNG pictures")
struct PNGImageTests {
  /// Made with Python's zlib: 2 × 1 pixels, RGB, red and blue.
  static let red = Data(
    base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg==")

  @Test("give their size and their rows as they are")
  func readsSize() throws {
    let picture = try PNGImage(Array(#require(Self.red)))
    #expect((picture.width, picture.height, picture.channels) == (2, 1, 3))
    #expect(picture.compressedRows.count == 13)
  }

  @Test("are refused when damaged, cut short, or of a kind that would have to be recoded")
  func refusesOthers() throws {
    let bytes = Array(try #require(Self.red))
    func problem(_ bytes: [UInt8]) -> PNGImage.Problem? {
      do throws(PNGImage.Problem) {
        _ = try PNGImage(bytes)
        return nil
      } catch {
        return error
      }
    }
    #expect(problem(Array("GIF89a".utf8)) == .notPNG)
    #expect(problem(Array(bytes.dropLast(5))) == .notPNG)
    var damaged = bytes
    damaged[45] ^= 1
    #expect(problem(damaged) == .damaged)
  }

  /// A grey PNG of 4 × 4 pixels, made with Python's zlib.
  /// - Parameters:
  ///   - rows: Python for the bytes of the rows, each after its filter.
  ///   - stream: Python for the zlib stream of `rows`.
  ///   - header: Python for the thirteen bytes of the header.
  ///   - chunks: Python for the chunks; `c(name, bytes)` makes one.
  private func png(
    rows: String = "(b'\\0' + b'\\x40' * 4) * 4", stream: String = "zlib.compress(rows)",
    header: String = "struct.pack('>IIBBBBB', 4, 4, 8, 0, 0, 0, 0)",
    chunks: String = "c(b'IHDR', header) + c(b'IDAT', stream) + c(b'IEND', b'')"
  ) throws -> PNGImage.Problem? {
    let script = """
      import struct, sys, zlib
      c = lambda t, b: struct.pack('>I', len(b)) + t + b + struct.pack('>I', zlib.crc32(t + b))
      rows = \(rows); stream = \(stream); header = \(header)
      sys.stdout.buffer.write(b'\\x89PNG\\r\\n\\x1a\\n' + \(chunks))
      """
    let bytes = try Subprocess.run("/usr/bin/python3", ["-c", script]).output
    do throws(PNGImage.Problem) {
      _ = try PNGImage(Array(bytes))
      return nil
    } catch {
      return error
    }
  }

  @Test("must have all their pixels, whole")
  func countsPixels() throws {
    #expect(try png() == nil)
    let split = "c(b'IHDR', header) + c(b'IDAT', stream[:5]) + c(b'IDAT', stream[5:]) + c(b'IEND', b'')"
    #expect(try png(chunks: split) == nil)
    #expect(try png(stream: "b'\\0\\0' + zlib.compress(rows)[2:]") == .damaged)
    #expect(try png(stream: "zlib.compress(rows)[:-4] + b'abcd'") == .damaged)
    #expect(try png(stream: "zlib.compress(rows)[:-1]") == .damaged)
    #expect(try png(stream: "zlib.compress(rows) + b'x'") == .damaged)
    #expect(try png(rows: "(b'\\0' + b'\\x40' * 4) * 3") == .damaged)
    #expect(try png(rows: "(b'\\0' + b'\\x40' * 4) * 5") == .damaged)
    #expect(try png(rows: "(b'\\5' + b'\\x40' * 4) * 4") == .damaged)
  }

  @Test("must be built as the standard says, and not be larger than a letter needs")
  func checksChunks() throws {
    #expect(try png(chunks: "c(b'IDAT', stream) + c(b'IHDR', header) + c(b'IEND', b'')") == .notPNG)
    #expect(try png(chunks: "c(b'IHDR', header) * 2 + c(b'IDAT', stream) + c(b'IEND', b'')") == .notPNG)
    let parted =
      "c(b'IHDR', header) + c(b'IDAT', stream[:5]) + c(b'teXt', b'') + c(b'IDAT', stream[5:]) + c(b'IEND', b'')"
    #expect(try png(chunks: parted) == .notPNG)
    #expect(try png(header: "struct.pack('>IIBBBBB', 4, 4, 8, 0, 0, 1, 0)") == .notPNG)
    #expect(try png(header: "struct.pack('>IIBBBBB', 0, 4, 8, 0, 0, 0, 0)") == .notPNG)
    let cases: [(String, String)] = [
      ("struct.pack('>IIBBBBB', 1 << 31, 1 << 31, 8, 2, 0, 0, 0)", "MiB"),
      ("struct.pack('>IIBBBBB', 4, 4, 16, 0, 0, 0, 0)", "16 bits"),
      ("struct.pack('>IIBBBBB', 4, 4, 8, 3, 0, 0, 0)", "palette"),
      ("struct.pack('>IIBBBBB', 4, 4, 8, 0, 0, 0, 1)", "interlacing"),
    ]
    for (header, word) in cases {
      guard case .unsupported(let reason)? = try png(header: header) else {
        Issue.record("\(word) was accepted")
        continue
      }
      #expect(reason.contains(word))
    }
    let critical = "c(b'IHDR', header) + c(b'CgBI', b'') + c(b'IDAT', stream) + c(b'IEND', b'')"
    #expect(try png(chunks: critical) == .unsupported("a chunk “CgBI”; save it anew"))
  }
}
