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
    #expect((picture.width, picture.height, picture.bitsPerSample) == (2, 1, 8))
    #expect(picture.colors == .rgb)
    #expect(picture.compressedRows.count == 13)
  }

  @Test("of every kind give the pixels that are in them, on white")
  func readsEveryKind() throws {
    let all = try TestPicture.all()
    #expect(all.count == 156)
    let pictures = try all.map { try PNGImage(Array($0.png)) }
    let rows: [[String: Any]] = pictures.map { picture in
      var palette: [UInt8] = []
      if case .palette(let colors) = picture.colors { palette = colors }
      return [
        "colors": picture.colors == .rgb ? "rgb" : picture.colors == .grey ? "grey" : "palette",
        "palette": palette.map { Int($0) }, "bits": picture.bitsPerSample, "width": picture.width,
        "rows": Data(picture.compressedRows).base64EncodedString(),
      ]
    }
    let input = try JSONSerialization.data(withJSONObject: rows)
    let found = try JSONDecoder().decode([[[Int]]].self, from: TestPicture.script("read", input: input))
    #expect(found.count == all.count)
    for (picture, pixels) in zip(all, found) {
      // A picture without colour is grey.
      let isGrey = pixels.first?.count == 1 && picture.pixels.first?.count == 3
      #expect((isGrey ? pixels.map { [$0[0], $0[0], $0[0]] } : pixels) == picture.pixels, "\(picture.name)")
    }
  }

  @Test("keep their rows as they are, unless pixels are transparent or interlaced")
  func keepsRows() throws {
    for picture in try TestPicture.all() {
      let image = try PNGImage(Array(picture.png))
      let isKept = picture.png.range(of: Data(image.compressedRows)) != nil
      let mayBeKept =
        !picture.name.contains("interlaced") && !picture.name.contains("alpha")
        && (!picture.name.contains("transparent") || picture.name.contains("palette"))
      #expect(isKept == mayBeKept, "\(picture.name)")
    }
  }

  /// Made with Python's zlib: 2 × 1 pixels, dark and light grey.
  static let grey = [
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR42mPg4uI6ceIEAAVNAndRFunjAAAAAElFTkSuQmCC",
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEUlEQVR42mPg4uL6f+LEif8ADd0EdenxYx8AAAAASUVORK5CYII=",
  ]

  @Test("without colour are grey, with or without alpha", arguments: grey)
  func losesNoColor(file: String) throws {
    let picture = try PNGImage(Array(#require(Data(base64Encoded: file))))
    #expect(picture.colors == .grey && picture.bitsPerSample == 8)
    let row: [String: Any] = [
      "colors": "grey", "palette": [Int](), "bits": 8, "width": 2,
      "rows": Data(picture.compressedRows).base64EncodedString(),
    ]
    let input = try JSONSerialization.data(withJSONObject: [row])
    let found = try JSONDecoder().decode([[[Int]]].self, from: TestPicture.script("read", input: input))
    #expect(found.first?.flatMap { $0.prefix(1) } == [10, 200], "\(found)")
  }

  @Test("are refused when damaged or cut short")
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
    let wrong = [
      "4, 4, 16, 3, 0, 0, 0", "4, 4, 4, 2, 0, 0, 0", "4, 4, 8, 5, 0, 0, 0", "4, 4, 3, 0, 0, 0, 0",
      "4, 4, 8, 0, 0, 0, 2",
    ]
    for header in wrong { #expect(try png(header: "struct.pack('>IIBBBBB', \(header))") == .notPNG, "\(header)") }
    let large = [("1 << 31, 1 << 31, 8, 2, 0, 0, 0", "64 MiB"), ("5000, 5000, 1, 0, 0, 0, 1", "16 million")]
    for (header, word) in large {
      guard case .unsupported(let reason)? = try png(header: "struct.pack('>IIBBBBB', \(header))") else {
        Issue.record("\(header) was accepted")
        continue
      }
      #expect(reason.contains(word))
    }
    let critical = "c(b'IHDR', header) + c(b'CgBI', b'') + c(b'IDAT', stream) + c(b'IEND', b'')"
    #expect(try png(chunks: critical) == .unsupported("a chunk “CgBI”; save it anew"))
  }

  @Test("must have a palette with a colour for every index, in its place")
  func checksPalettes() throws {
    let header = "struct.pack('>IIBBBBB', 4, 4, 8, 3, 0, 0, 0)"
    func chunks(_ middle: String) -> String { "c(b'IHDR', header) + \(middle) + c(b'IEND', b'')" }
    let rows = "(b'\\0' + b'\\1' * 4) * 4"
    func result(_ middle: String) throws -> PNGImage.Problem? {
      try png(rows: rows, header: header, chunks: chunks(middle))
    }
    #expect(try result("c(b'PLTE', bytes(6)) + c(b'IDAT', stream)") == nil)
    #expect(try result("c(b'PLTE', bytes(3)) + c(b'IDAT', stream)") == .damaged)
    for wrong in [
      "c(b'IDAT', stream)", "c(b'PLTE', bytes(5)) + c(b'IDAT', stream)", "c(b'PLTE', b'') + c(b'IDAT', stream)",
      "c(b'IDAT', stream) + c(b'PLTE', bytes(6))", "c(b'PLTE', bytes(6)) * 2 + c(b'IDAT', stream)",
      "c(b'PLTE', bytes(771)) + c(b'IDAT', stream)", "c(b'PLTE', bytes(6)) + c(b'tRNS', bytes(3)) + c(b'IDAT', stream)",
      "c(b'tRNS', bytes(1)) + c(b'PLTE', bytes(6)) + c(b'IDAT', stream)",
      "c(b'PLTE', bytes(6)) + c(b'IDAT', stream) + c(b'tRNS', bytes(1))",
    ] { #expect(try result(wrong) == .notPNG, "\(wrong)") }
    let grey = "c(b'IHDR', header) + c(b'PLTE', bytes(6)) + c(b'IDAT', stream) + c(b'IEND', b'')"
    #expect(try png(chunks: grey) == .notPNG)
    let key = "c(b'IHDR', header) + c(b'tRNS', bytes(3)) + c(b'IDAT', stream) + c(b'IEND', b'')"
    #expect(try png(chunks: key) == .notPNG)
  }
}
