import Foundation
import TestSupport
import Testing
import Typesetting

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
    Content("zeros", Array(repeating: 0, count: 5_000)),
    Content("noise, a block that is full", noise(65_535)),
    Content("noise, a byte more than a block holds", noise(65_536)),
    Content("noise of four blocks", noise(4 * 65_535)),
    Content("order, then noise, then order", sample + noise(70_000) + sample),
  ]

  private static var sample: [UInt8] {
    let text = ContentCompressor.sample
    return Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private static func noise(_ count: Int) -> [UInt8] {
    var numbers = SplitMix(seed: 1)
    return (0..<count).map { _ in UInt8(numbers.next(below: 256)) }
  }

  private static func compressed(_ bytes: [UInt8], with compressor: ContentCompressor) throws -> [UInt8] {
    var content = ByteBuffer()
    content.append(bytes)
    return try compressor.compress(content)
  }

  @Test("Any content comes back from its stream, which ends with the checksum of the content", arguments: contents)
  func roundTrip(content: Content) throws {
    var budget = 1 << 20
    let stream = try Self.compressed(content.bytes, with: ContentCompressor())
    #expect(try Inflate.bytes(of: stream, &budget) == content.bytes)
    // Adler-32 (RFC 1950 §9). Programs that inflate ignore what follows it.
    var (sum, sums): (UInt32, UInt32) = (1, 0)
    for byte in content.bytes {
      sum = (sum + UInt32(byte)) % 65_521
      sums = (sums + sum) % 65_521
    }
    #expect(stream.suffix(4).reduce(0) { $0 << 8 | UInt32($1) } == sums << 16 | sum)
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

  @Test("A page takes at most a sixth more than with codes of its own, and noise hardly more than itself")
  func size() throws {
    let compressor = ContentCompressor()
    let page = try Self.page(
      of: """
        El revisor externo leyó la historia clínica, los informes de imagen y la carta de la demora. La paciente, de 58 años, \
        tuvo una lesión del hombro derecho el 4 de abril. Hizo diez sesiones de terapia y tomó ibuprofeno con alimentos. La \
        resonancia no mostró una rotura completa. El plan negó la artroscopia porque faltaban seis semanas de tratamiento \
        conservador. Las normas citadas piden doce semanas, salvo si hay pérdida de fuerza; aquí no la hubo.
        """)
    #expect(try compressor.compress(page).count * 6 <= Deflate(level: 1).compress(page.bytes).count * 7)
    let noise = Self.noise(200_000)
    #expect(try Self.compressed(noise, with: compressor).count < noise.count + 64)
  }

  /// The content of a page with a paragraph five times.
  private static func page(of text: String) throws -> ByteBuffer {
    var letter = TestLetter()
    for _ in 0..<5 { letter.addParagraph(text) }
    let pages = try letter.typeset()
    var kids = StructureKids(elements: pages.elements, pageCount: pages.pages.count)
    return PageContentWriter.content(
      of: 0, in: pages, places: pages.faces.map { _ in nil }, standard: PDFOptions().standard, kids: &kids)
  }

  private static var hasSSE42: Bool {
    (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.contains(" sse4_2 ") ?? false
  }

  // The checksum is the same on the processors that docs/decisions/compression.md lists.
  @Test(
    "Version 2.30.0 of ISA-L makes the same bytes on all processors with SSE 4.2",
    .enabled(
      if: hasSSE42 && (LibraryVersions.all["isa-l"]?.hasPrefix("2.30.0+") ?? false), "another ISA-L or processor"))
  func processors() { #expect(LibraryVersions.all["isa-l"] == "2.30.0+47b4f0b0") }
}
