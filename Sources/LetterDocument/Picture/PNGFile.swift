import CDeflate

/// The chunks of a PNG file that matter for its pixels (ISO/IEC 15948 §5). Their order, lengths and checksums have been checked.
struct PNGFile {
  let header: PNGHeader
  /// The colours of a palette, flattened onto white.
  let colors: PNGImage.Colors
  /// The colour that counts as transparent, one number for each channel (§11.3.2.1). `nil`: there is none.
  let transparentColor: [UInt16]?
  /// The zlib stream of all IDAT chunks.
  let compressedRows: [UInt8]

  var mustBeRecoded: Bool { header.isInterlaced || header.kind.hasAlpha || transparentColor != nil }

  init(_ bytes: [UInt8]) throws(PNGImage.Problem) {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { throw .notPNG }
    var chunks = Chunks()
    var offset = 8
    while !chunks.areComplete {
      let (kind, body) = try Self.chunk(of: bytes, at: offset)
      try chunks.add(kind, body)
      offset += 12 + body.count
    }
    guard let header = chunks.header, !chunks.rows.isEmpty else { throw .notPNG }
    (self.header, compressedRows) = (header, chunks.rows)
    (colors, transparentColor) = try Self.colors(header, chunks)
    guard !mustBeRecoded || header.width * header.height <= PNGImage.largestRecodedPixels else {
      throw .unsupported("more than 16 million pixels with transparency or interlacing; make it smaller")
    }
  }

  /// The kind and the contents of the chunk at an offset.
  private static func chunk(of bytes: [UInt8], at offset: Int) throws(PNGImage.Problem) -> (
    kind: String, body: ArraySlice<UInt8>
  ) {
    guard offset + 12 <= bytes.count else { throw .notPNG }
    let length = BigEndian.number(bytes[offset..<offset + 4])
    guard length <= bytes.count - offset - 12 else { throw .notPNG }
    let typed = bytes[(offset + 4)..<(offset + 8 + length)]
    let sum = typed.withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) }
    guard Int(sum) == BigEndian.number(bytes[(offset + 8 + length)..<(offset + 12 + length)]) else { throw .damaged }
    guard typed.prefix(4).allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else { throw .notPNG }
    return (String(decoding: typed.prefix(4), as: UTF8.self), typed.dropFirst(4))
  }

  /// What the samples mean, and the colour that counts as transparent.
  private static func colors(
    _ header: PNGHeader, _ chunks: Chunks
  ) throws(PNGImage.Problem) -> (PNGImage.Colors, transparent: [UInt16]?) {
    guard header.kind == .palette else {
      guard let transparency = chunks.transparency else { return (header.kind.channels < 3 ? .grey : .rgb, nil) }
      guard !header.kind.hasAlpha, transparency.count == header.kind.channels * 2 else { throw .notPNG }
      let color = stride(from: 0, to: transparency.count, by: 2).map {
        UInt16(transparency[$0]) << 8 | UInt16(transparency[$0 + 1])
      }
      return (header.kind == .grey ? .grey : .rgb, color)
    }
    guard var palette = chunks.palette, palette.count <= 3 << header.bitsPerSample else { throw .notPNG }
    let opacities = chunks.transparency ?? []
    guard opacities.count <= palette.count / 3 else { throw .notPNG }
    for (index, opacity) in opacities.enumerated() {
      for channel in index * 3..<index * 3 + 3 {
        palette[channel] = UInt8(PNGSamples.onWhite(Int(palette[channel]), opacity: Int(opacity), white: 255))
      }
    }
    return (.palette(palette), nil)
  }
}

extension PNGFile {
  /// The chunks read so far.
  private struct Chunks {
    var header: PNGHeader?
    var palette, transparency: [UInt8]?
    var rows: [UInt8] = []
    var areComplete = false
    private var rowsHaveEnded = false

    mutating func add(_ kind: String, _ body: ArraySlice<UInt8>) throws(PNGImage.Problem) {
      guard (header == nil) == (kind == "IHDR") else { throw .notPNG }
      if kind != "IDAT", !rows.isEmpty { rowsHaveEnded = true }
      switch kind {
      case "IHDR": header = try PNGHeader(Array(body))
      case "PLTE":
        // Before the pixels and their transparency (table 5.3), and not for grey pictures (§11.2.3).
        guard palette == nil, transparency == nil, rows.isEmpty, !body.isEmpty, body.count % 3 == 0,
          body.count <= 3 * 256, let header, header.kind != .grey, header.kind != .greyAlpha
        else { throw .notPNG }
        palette = Array(body)
      case "tRNS":
        guard transparency == nil, rows.isEmpty else { throw .notPNG }
        transparency = Array(body)
      case "IDAT":
        // The chunks of the pixels follow each other (§11.2.4).
        guard !rowsHaveEnded else { throw .notPNG }
        rows += body
      case "IEND": areComplete = true
      default:
        // A chunk whose name starts with a capital letter is needed to draw the picture (§5.4).
        if kind.utf8.first.map({ $0 & 0x20 == 0 }) ?? true { throw .unsupported("a chunk “\(kind)”; save it anew") }
      }
    }
  }
}
