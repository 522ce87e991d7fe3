import Testing

@testable import PDFOutput
@testable import PDFReading

@Suite("Compressing content streams")
struct ContentCompressorTests {
  struct Content: CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]

    init(_ description: String, _ bytes: [UInt8]) { (testDescription, self.bytes) = (description, bytes) }
  }

  /// Content of many kinds, as letters and as nobody would write it.
  static let contents = [
    Content("nothing", []),
    Content("one byte", [0x51]),
    Content("all bytes", Array(0...255)),
    Content("the sample", sample),
    Content("a line of a letter", Array("BT /F0 12 Tf 72 700 Td (Médecine physique) Tj ET".utf8)),
    Content("the same byte 300,000 times", Array(repeating: 0x20, count: 300_000)),
    Content(
      "the sample until it is longer than the window of the format", Array(repeatElement(sample, count: 40).joined())),
    Content("bytes without order, more than one block holds", noise(200_000)),
    Content("order, then noise, then order", sample + noise(70_000) + sample),
  ]

  private static var sample: [UInt8] {
    let text = ContentCompressor.sample
    return Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private static func noise(_ count: Int) -> [UInt8] {
    var state: UInt64 = 88_172_645_463_325_252
    return (0..<count).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state >> 32)
    }
  }

  private static func compressed(_ bytes: [UInt8], with compressor: ContentCompressor) throws -> [UInt8] {
    var content = ByteBuffer()
    content.append(bytes)
    return try compressor.compress(content)
  }

  @Test("Any content comes back from its stream", arguments: contents)
  func roundTrip(content: Content) throws {
    var budget = 1 << 20
    let stream = try Self.compressed(content.bytes, with: ContentCompressor())
    #expect(try Inflate.bytes(of: stream, &budget) == content.bytes)
  }

  @Test("The same content gives the same bytes, also after other content and on several threads")
  func sameBytes() async throws {
    let compressor = ContentCompressor()
    let expected = try Self.contents.map { try Self.compressed($0.bytes, with: ContentCompressor()) }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<4 {
        group.addTask {
          for round in 0..<20 {
            let index = (task + round) % Self.contents.count
            guard try Self.compressed(Self.contents[index].bytes, with: compressor) == expected[index] else {
              return false
            }
          }
          return true
        }
      }
      for try await isSame in group { #expect(isSame) }
    }
  }

  @Test("A page takes at most a tenth more than with codes of its own, and noise hardly more than itself")
  func size() throws {
    let page = try Self.compressed(Self.sample, with: ContentCompressor())
    #expect(try page.count * 10 <= Deflate(level: 1).compress(Self.sample).count * 11)
    let noise = Self.noise(200_000)
    #expect(try Self.compressed(noise, with: ContentCompressor()).count < noise.count + 64)
  }
}
