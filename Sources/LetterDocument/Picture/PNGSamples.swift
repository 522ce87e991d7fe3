import CDeflate

/// The samples of all pixels of a picture, row by row.
struct PNGSamples {
  var width, channels, bitsPerSample: Int
  var values: [UInt16]

  /// The same picture on white, without transparency.
  func flattened(_ file: PNGFile) -> PNGSamples {
    let white = 1 << bitsPerSample - 1
    if file.header.kind.hasAlpha {
      var result = PNGSamples(width: width, channels: channels - 1, bitsPerSample: bitsPerSample, values: [])
      result.values.reserveCapacity(values.count / channels * (channels - 1))
      for pixel in stride(from: 0, to: values.count, by: channels) {
        let opacity = Int(values[pixel + channels - 1])
        for channel in 0..<channels - 1 {
          result.values.append(UInt16(Self.onWhite(Int(values[pixel + channel]), opacity: opacity, white: white)))
        }
      }
      return result
    }
    guard let transparent = file.transparentColor else { return self }
    var result = self
    for pixel in stride(from: 0, to: values.count, by: channels)
    where (0..<channels).allSatisfy({ values[pixel + $0] == transparent[$0] }) {
      for channel in 0..<channels { result.values[pixel + channel] = UInt16(white) }
    }
    return result
  }

  /// The same picture with one sample for each pixel; nil if a pixel has a colour.
  var withoutColor: PNGSamples? {
    guard channels == 3 else { return nil }
    var result = PNGSamples(width: width, channels: 1, bitsPerSample: bitsPerSample, values: [])
    result.values.reserveCapacity(values.count / 3)
    for pixel in stride(from: 0, to: values.count, by: 3) {
      guard values[pixel] == values[pixel + 1], values[pixel] == values[pixel + 2] else { return nil }
      result.values.append(values[pixel])
    }
    return result
  }

  /// A sample blended with white, rounded (ISO/IEC 15948 §13.16).
  static func onWhite(_ sample: Int, opacity: Int, white: Int) -> Int {
    (sample * opacity + white * (white - opacity) + white / 2) / white
  }

  /// A zlib stream of the rows, with the filter “Up” where samples have whole bytes, because neighbours are alike there.
  func compressedRows() throws(PNGImage.Problem) -> [UInt8] {
    let length = (width * channels * bitsPerSample + 7) / 8
    var rows: [UInt8] = []
    rows.reserveCapacity((length + 1) * (values.count / (width * channels)))
    var above = [UInt8](repeating: 0, count: length)
    for start in stride(from: 0, to: values.count, by: width * channels) {
      let row = packed(values[start..<start + width * channels], length)
      if bitsPerSample < 8 {
        rows.append(0)
        rows += row
      } else {
        rows.append(2)
        for (byte, before) in zip(row, above) { rows.append(byte &- before) }
      }
      above = row
    }
    return try Self.deflate(rows)
  }

  /// The bytes of a row (§7.2).
  private func packed(_ samples: ArraySlice<UInt16>, _ length: Int) -> [UInt8] {
    var row = [UInt8](repeating: 0, count: length)
    for (index, sample) in samples.enumerated() {
      switch bitsPerSample {
      case 16:
        row[index * 2] = UInt8(sample >> 8)
        row[index * 2 + 1] = UInt8(sample & 0xFF)
      case 8: row[index] = UInt8(sample)
      case let bits:
        let position = index * bits
        row[position / 8] |= UInt8(sample) << (8 - bits - position % 8)
      }
    }
    return row
  }

  private static func deflate(_ bytes: [UInt8]) throws(PNGImage.Problem) -> [UInt8] {
    guard let compressor = libdeflate_alloc_compressor(9) else { throw .damaged }
    defer { libdeflate_free_compressor(compressor) }
    let bound = libdeflate_zlib_compress_bound(compressor, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      count = libdeflate_zlib_compress(compressor, bytes, bytes.count, buffer.baseAddress, bound)
    }
  }
}
