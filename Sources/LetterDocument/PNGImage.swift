import CDeflate

/// A PNG file (ISO/IEC 15948) whose compressed pixels can be put into a PDF unchanged: 8 bits per channel, grey or RGB, not interlaced, not
/// transparent. All its pixels have been decompressed and counted, so every reader can draw it.
package struct PNGImage: Sendable, Hashable {
  /// The size in pixels.
  package let width, height: Int
  /// Colour channels: 1 (grey) or 3 (RGB).
  package let channels: Int
  /// The zlib stream of all IDAT chunks: the rows, each after its PNG filter byte.
  package let compressedRows: [UInt8]

  /// Why a file cannot be used, and what to do.
  package enum Problem: Error, Sendable, Hashable {
    /// The file has no PNG signature, is cut short, or its chunks are in the wrong order.
    case notPNG
    /// A checksum does not match, or the pixels cannot be decompressed or are not as many as the header says.
    case damaged
    /// A kind of PNG that would have to be recoded first, or that is too large.
    case unsupported(String)
  }

  /// How many bytes the pixels may have: 67 million grey ones or 22 million coloured ones. A letter needs a hundredth.
  package static let largestSize = 64 << 20

  /// Reads the bytes of a PNG file.
  package init(_ bytes: [UInt8]) throws(Problem) {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { throw .notPNG }
    var rows: [UInt8] = []
    var header: [UInt8]?
    var rowsHaveEnded = false
    var offset = 8
    var isWhole = false
    while !isWhole {
      let (kind, body) = try Self.chunk(of: bytes, at: offset)
      if header == nil, kind != "IHDR" { throw .notPNG }
      switch kind {
      case "IHDR":
        guard header == nil else { throw .notPNG }
        header = Array(body)
      case "IDAT":
        // The chunks of the pixels follow each other (§11.2.4).
        guard !rowsHaveEnded else { throw .notPNG }
        rows += body
      case "tRNS": throw .unsupported("transparent pixels; flatten the picture onto white")
      case "IEND": isWhole = true
      case "PLTE": break
      default:
        // A chunk whose name starts with a capital letter is needed to draw the picture (§5.4).
        if kind.utf8.first.map({ $0 & 0x20 == 0 }) ?? true { throw .unsupported("a chunk “\(kind)”; save it anew") }
      }
      if kind != "IDAT", !rows.isEmpty { rowsHaveEnded = true }
      offset += 12 + body.count
    }
    guard let header, header.count == 13, !rows.isEmpty else { throw .notPNG }
    (width, height, channels) = try Self.size(header)
    compressedRows = rows
    try checkRows()
  }

  /// The kind and the contents of the chunk at an offset.
  private static func chunk(of bytes: [UInt8], at offset: Int) throws(Problem) -> (
    kind: String, body: ArraySlice<UInt8>
  ) {
    guard offset + 12 <= bytes.count else { throw .notPNG }
    let length = number(bytes[offset..<offset + 4])
    guard length <= bytes.count - offset - 12 else { throw .notPNG }
    let typed = bytes[(offset + 4)..<(offset + 8 + length)]
    let sum = typed.withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) }
    guard Int(sum) == number(bytes[(offset + 8 + length)..<(offset + 12 + length)]) else { throw .damaged }
    guard typed.prefix(4).allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else { throw .notPNG }
    return (String(decoding: typed.prefix(4), as: UTF8.self), typed.dropFirst(4))
  }

  /// What the header says: width, height and channels (§11.2.2).
  private static func size(_ header: [UInt8]) throws(Problem) -> (width: Int, height: Int, channels: Int) {
    let (width, height) = (number(header[0..<4]), number(header[4..<8]))
    guard width > 0, height > 0, header[10] == 0, header[11] == 0 else { throw .notPNG }
    guard header[8] == 8 else { throw .unsupported("\(header[8]) bits per channel; save it with 8") }
    guard header[12] == 0 else { throw .unsupported("interlacing; save it without interlacing") }
    let channels: Int
    switch header[9] {
    case 0: channels = 1
    case 2: channels = 3
    case 3: throw .unsupported("a palette; save it as RGB")
    default: throw .unsupported("transparency; flatten the picture onto white")
    }
    guard width <= largestSize, height <= largestSize, (width * channels + 1) * height <= largestSize else {
      throw .unsupported("more than \(largestSize >> 20) MiB of pixels; make it smaller")
    }
    return (width, height, channels)
  }

  /// Decompresses all rows. There must be exactly as many as the header says, each with one of the five filters.
  private func checkRows() throws(Problem) {
    guard let decompressor = libdeflate_alloc_decompressor() else { throw .damaged }
    defer { libdeflate_free_decompressor(decompressor) }
    let row = width * channels + 1
    var (used, written) = (0, 0)
    var status = LIBDEFLATE_BAD_DATA
    let pixels = [UInt8](unsafeUninitializedCapacity: row * height) { buffer, count in
      status = libdeflate_zlib_decompress_ex(
        decompressor, compressedRows, compressedRows.count, buffer.baseAddress, row * height, &used, &written)
      count = status == LIBDEFLATE_SUCCESS ? written : 0
    }
    guard status == LIBDEFLATE_SUCCESS, used == compressedRows.count, pixels.count == row * height,
      stride(from: 0, to: pixels.count, by: row).allSatisfy({ pixels[$0] <= 4 })
    else { throw .damaged }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}
