/// A PNG file (ISO/IEC 15948) whose compressed pixels can be put into a PDF unchanged: 8 bits per channel, grey or RGB, not interlaced, not
/// transparent.
package struct PNGImage: Sendable, Hashable {
  /// The size in pixels.
  package let width, height: Int
  /// Colour channels: 1 (grey) or 3 (RGB).
  package let channels: Int
  /// The zlib stream of all IDAT chunks: the rows, each after its PNG filter byte.
  package let compressedRows: [UInt8]

  /// Why a file cannot be used, and what to do.
  package enum Problem: Error, Sendable, Hashable {
    /// The file has no PNG signature or is cut short.
    case notPNG
    /// The checksum of a chunk does not match its bytes.
    case damaged
    /// A kind of PNG that would have to be recoded first.
    case unsupported(String)
  }

  /// Reads the bytes of a PNG file.
  package init(_ bytes: [UInt8]) throws(Problem) {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { throw .notPNG }
    var rows: [UInt8] = []
    var header: ArraySlice<UInt8>?
    var offset = 8
    var ended = false
    while !ended, offset + 12 <= bytes.count {
      let length = Self.number(bytes[offset..<offset + 4])
      guard length <= bytes.count - offset - 12 else { throw .notPNG }
      let body = bytes[(offset + 8)..<(offset + 8 + length)]
      let typed = bytes[(offset + 4)..<(offset + 8 + length)]
      guard Self.checksum(typed) == Self.number(bytes[(offset + 8 + length)..<(offset + 12 + length)]) else {
        throw .damaged
      }
      switch String(decoding: typed.prefix(4), as: UTF8.self) {
      case "IHDR": header = body
      case "IDAT": rows += body
      case "tRNS": throw .unsupported("transparent pixels; flatten the picture onto white")
      case "IEND": ended = true
      default: break
      }
      offset += 12 + length
    }
    guard ended, let header, header.count == 13, !rows.isEmpty else { throw .notPNG }
    let fields = Array(header)
    width = Self.number(fields[0..<4])
    height = Self.number(fields[4..<8])
    guard width > 0, height > 0 else { throw .notPNG }
    guard fields[8] == 8 else { throw .unsupported("\(fields[8]) bits per channel; save it with 8") }
    guard fields[12] == 0 else { throw .unsupported("interlacing; save it without interlacing") }
    switch fields[9] {
    case 0: channels = 1
    case 2: channels = 3
    case 3: throw .unsupported("a palette; save it as RGB")
    default: throw .unsupported("transparency; flatten the picture onto white")
    }
    compressedRows = rows
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

  /// CRC-32 as PNG §5.5 defines it.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> Int {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return Int(~sum)
  }
}
