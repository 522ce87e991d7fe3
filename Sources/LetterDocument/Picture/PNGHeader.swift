/// The header of a PNG file (ISO/IEC 15948 §11.2.2).
struct PNGHeader {
  enum Kind: UInt8 {
    case grey = 0
    case rgb = 2
    case palette = 3
    case greyAlpha = 4
    case rgbAlpha = 6

    /// How many bits a sample may have (table 11.1).
    var depths: [Int] {
      switch self {
      case .grey: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      case .rgb, .greyAlpha, .rgbAlpha: [8, 16]
      }
    }

    /// How many samples a pixel has, with alpha.
    var channels: Int {
      switch self {
      case .grey, .palette: 1
      case .greyAlpha: 2
      case .rgb: 3
      case .rgbAlpha: 4
      }
    }

    var hasAlpha: Bool { self == .greyAlpha || self == .rgbAlpha }
  }

  /// A part of the pixels that is stored as a picture of its own (§8.2): all of them, or one of the seven passes of Adam7.
  struct Pass {
    var firstColumn, firstRow, columnStep, rowStep: Int
  }

  let width, height, bitsPerSample: Int
  let kind: Kind
  let isInterlaced: Bool

  init(_ bytes: [UInt8]) throws(PNGImage.Problem) {
    guard bytes.count == 13, let kind = Kind(rawValue: bytes[9]), kind.depths.contains(Int(bytes[8])),
      bytes[10] == 0, bytes[11] == 0, bytes[12] <= 1
    else { throw .notPNG }
    (width, height) = (BigEndian.number(bytes[0..<4]), BigEndian.number(bytes[4..<8]))
    (self.kind, bitsPerSample, isInterlaced) = (kind, Int(bytes[8]), bytes[12] == 1)
    guard width > 0, height > 0 else { throw .notPNG }
    let largest = PNGImage.largestSize
    guard width <= largest, height <= largest, (bytesPerRow(width) + 1) * height <= largest else {
      throw .unsupported("more than \(largest >> 20) MiB of pixels; make it smaller")
    }
  }

  /// The bytes of a row of pixels, without its filter byte.
  func bytesPerRow(_ pixels: Int) -> Int { (pixels * kind.channels * bitsPerSample + 7) / 8 }

  /// The passes that have pixels.
  var passes: [Pass] {
    guard isInterlaced else { return [Pass(firstColumn: 0, firstRow: 0, columnStep: 1, rowStep: 1)] }
    let adam7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    return adam7.filter { $0.0 < width && $0.1 < height }.map {
      Pass(firstColumn: $0.0, firstRow: $0.1, columnStep: $0.2, rowStep: $0.3)
    }
  }

  /// The size of a pass in pixels.
  func size(of pass: Pass) -> (width: Int, height: Int) {
    (
      (width - pass.firstColumn + pass.columnStep - 1) / pass.columnStep,
      (height - pass.firstRow + pass.rowStep - 1) / pass.rowStep
    )
  }
}
