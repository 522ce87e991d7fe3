import CDeflate

/// The decompressed rows of a PNG file, each after its filter byte. There are exactly as many as the header says, each with one of the five
/// filters (ISO/IEC 15948 §9).
struct PNGRows {
  private let header: PNGHeader
  private let colors: PNGImage.Colors
  private var bytes: [UInt8]

  init(_ file: PNGFile) throws(PNGImage.Problem) {
    (header, colors) = (file.header, file.colors)
    let header = file.header
    let size = header.passes.reduce(0) { sum, pass in
      let size = header.size(of: pass)
      return sum + (header.bytesPerRow(size.width) + 1) * size.height
    }
    bytes = try Self.inflate(file.compressedRows, to: size)
    var start = 0
    for pass in header.passes {
      let size = header.size(of: pass)
      for _ in 0..<size.height {
        guard bytes[start] <= 4 else { throw .damaged }
        start += header.bytesPerRow(size.width) + 1
      }
    }
  }

  private static func inflate(_ compressed: [UInt8], to size: Int) throws(PNGImage.Problem) -> [UInt8] {
    guard let decompressor = libdeflate_alloc_decompressor() else { throw .damaged }
    defer { libdeflate_free_decompressor(decompressor) }
    var (used, written) = (0, 0)
    var status = LIBDEFLATE_BAD_DATA
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      status = libdeflate_zlib_decompress_ex(
        decompressor, compressed, compressed.count, buffer.baseAddress, size, &used, &written)
      count = status == LIBDEFLATE_SUCCESS ? written : 0
    }
    guard status == LIBDEFLATE_SUCCESS, used == compressed.count, bytes.count == size else { throw .damaged }
    return bytes
  }

  /// The samples of all pixels, row by row, without filters and interlacing. Each index into a palette has its colour.
  func samples() throws(PNGImage.Problem) -> PNGSamples {
    let channels = header.kind.channels
    var samples = PNGSamples(
      width: header.width, channels: channels, bitsPerSample: header.bitsPerSample,
      values: [UInt16](repeating: 0, count: header.width * header.height * channels))
    var start = 0
    for pass in header.passes {
      let size = header.size(of: pass)
      let length = header.bytesPerRow(size.width)
      var above = [UInt8](repeating: 0, count: length)
      for row in 0..<size.height {
        above = unfiltered(start, length, above: above)
        start += length + 1
        let target = (pass.firstRow + row * pass.rowStep) * header.width + pass.firstColumn
        for pixel in 0..<size.width {
          for channel in 0..<channels {
            samples.values[(target + pixel * pass.columnStep) * channels + channel] = sample(
              pixel * channels + channel, of: above)
          }
        }
      }
    }
    if case .palette(let palette) = colors, samples.values.contains(where: { Int($0) >= palette.count / 3 }) {
      throw .damaged
    }
    return samples
  }

  /// The row at an offset, its filter undone (§9.2).
  private func unfiltered(_ start: Int, _ length: Int, above: [UInt8]) -> [UInt8] {
    let filter = bytes[start]
    var row = Array(bytes[start + 1..<start + 1 + length])
    let step = max(1, header.kind.channels * header.bitsPerSample / 8)
    for index in 0..<length {
      let left = index < step ? 0 : row[index - step]
      switch filter {
      case 1: row[index] &+= left
      case 2: row[index] &+= above[index]
      case 3: row[index] &+= UInt8((Int(left) + Int(above[index])) / 2)
      case 4: row[index] &+= Self.paeth(left, above[index], index < step ? 0 : above[index - step])
      default: break
      }
    }
    return row
  }

  /// Whichever of three neighbours is nearest to left + above − corner (§9.4).
  private static func paeth(_ left: UInt8, _ above: UInt8, _ corner: UInt8) -> UInt8 {
    let estimate = Int(left) + Int(above) - Int(corner)
    let distances = (abs(estimate - Int(left)), abs(estimate - Int(above)), abs(estimate - Int(corner)))
    if distances.0 <= distances.1, distances.0 <= distances.2 { return left }
    return distances.1 <= distances.2 ? above : corner
  }

  /// A sample of a row. Samples of less than a byte are packed, the first one in the highest bits (§7.2).
  private func sample(_ index: Int, of row: [UInt8]) -> UInt16 {
    switch header.bitsPerSample {
    case 16: return UInt16(row[index * 2]) << 8 | UInt16(row[index * 2 + 1])
    case 8: return UInt16(row[index])
    case let bits:
      let position = index * bits
      return UInt16(row[position / 8] >> (8 - bits - position % 8)) & (1 << bits - 1)
    }
  }
}
