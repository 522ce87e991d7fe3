import CDeflate
import FoundationEssentials

extension PNGImage {
  /// The picture as a PNG file (ISO/IEC 15948 §5), without the metadata of the file that it came from.
  package var fileBytes: [UInt8] {
    let kind: UInt8 =
      switch colors {
      case .grey: 0
      case .rgb: 2
      case .palette: 3
      }
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    bytes += Self.chunk(
      "IHDR", BigEndian.bytes(width) + BigEndian.bytes(height) + [UInt8(bitsPerSample), kind, 0, 0, 0])
    if case .palette(let colors) = colors { bytes += Self.chunk("PLTE", colors) }
    bytes += Self.chunk("IDAT", compressedRows)
    bytes += Self.chunk("IEND", [])
    return bytes
  }

  /// The picture inside a page of HTML (RFC 2397).
  package var dataURL: String { "data:image/png;base64," + Data(fileBytes).base64EncodedString() }

  private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    let typed = Array(name.utf8) + body
    return BigEndian.bytes(body.count) + typed + BigEndian.bytes(Int(libdeflate_crc32(0, typed, typed.count)))
  }
}
