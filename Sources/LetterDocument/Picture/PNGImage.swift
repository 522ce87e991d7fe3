/// A picture from a PNG file (ISO/IEC 15948), in a form that a PDF can hold.
///
/// Grey, RGB and palette pictures keep their compressed rows, because PDF has PNG's filters as predictors (PDF 32000-1 §7.4.4.4). Pictures
/// with transparent pixels are flattened onto white, and interlacing is undone, once, when the file is read. An RGB picture without colour
/// becomes a grey one, so that a printer does not count its page as a page in colour. All pixels have been decompressed and counted, so every
/// reader can draw the picture. Its colours are taken as sRGB.
package struct PNGImage: Sendable, Hashable {
  /// What the samples of a pixel mean.
  package enum Colors: Sendable, Hashable {
    case grey
    case rgb
    /// Each pixel is an index into these colours, three bytes each.
    case palette([UInt8])

    /// How many samples a pixel has.
    package var channels: Int { self == .rgb ? 3 : 1 }
  }

  /// The size in pixels.
  package let width, height: Int
  package let colors: Colors
  /// How many bits a sample has: 1, 2, 4, 8 or 16.
  package let bitsPerSample: Int
  /// A zlib stream of the rows, each after its PNG filter byte.
  package let compressedRows: [UInt8]

  /// Why a file cannot be used, and what to do.
  package enum Problem: Error, Sendable, Hashable {
    /// The file has no PNG signature, is cut short, or its chunks are not as the standard says.
    case notPNG
    /// A checksum does not match, the pixels cannot be decompressed, or they are not those that the header says.
    case damaged
    /// Something that this program cannot read, or a picture that is too large.
    case unsupported(String)
  }

  /// How many bytes the pixels may have: 67 million grey ones or 22 million coloured ones. A letter needs a hundredth.
  package static let largestSize = 64 << 20
  /// How many pixels a picture may have that must be flattened, or whose interlacing must be undone. Each sample takes two bytes of memory
  /// while that is done.
  package static let largestRecodedPixels = 16 << 20

  /// Reads the bytes of a PNG file.
  package init(_ bytes: [UInt8]) throws(Problem) {
    let file = try PNGFile(bytes)
    let header = file.header
    (width, height, bitsPerSample) = (header.width, header.height, header.bitsPerSample)
    let rows = try PNGRows(file)
    let mayBeGrey = file.colors == .rgb && width * height <= Self.largestRecodedPixels
    let samples = file.mustBeRecoded || mayBeGrey ? try rows.samples().flattened(file) : nil
    let grey = samples?.withoutColor
    colors = grey == nil ? file.colors : .grey
    if let samples = grey ?? (file.mustBeRecoded ? samples : nil) {
      compressedRows = try samples.compressedRows()
    } else {
      // A palette that has a colour for every index needs no look at the pixels.
      if case .palette(let palette) = colors, palette.count < 3 << bitsPerSample { _ = try rows.samples() }
      compressedRows = file.compressedRows
    }
  }
}
