import LetterDocument

extension PNGImage {
  /// The image XObject of this picture (PDF 32000-1 §8.9.5). PDF has PNG's filters as predictors (§7.4.4.4), so the rows are written
  /// unchanged.
  func object(in document: HaruDocument) throws(PDFError) -> PDFDictionary {
    let object = try document.stream(
      compressedRows,
      entries: Array(
        """
        /Filter /FlateDecode
        /DecodeParms <</Predictor 15 /Colors \(colors.channels) /BitsPerComponent \(bitsPerSample) /Columns \(width)>>

        """.utf8))
    try object.set("Type", name: "XObject")
    try object.set("Subtype", name: "Image")
    try object.set("Width", width)
    try object.set("Height", height)
    try object.set("BitsPerComponent", bitsPerSample)
    switch colors {
    case .grey: try object.set("ColorSpace", name: "DeviceGray")
    case .rgb: try object.set("ColorSpace", name: "DeviceRGB")
    case .palette(let colors): try object.set("ColorSpace", Self.colorSpace(ofPalette: colors, in: document))
    }
    return object
  }

  /// An Indexed colour space (§8.6.6.3).
  private static func colorSpace(
    ofPalette colors: [UInt8], in document: HaruDocument
  ) throws(PDFError) -> PDFArray {
    let space = try document.array()
    try space.append(name: "Indexed")
    // A palette without colour needs no ink but black.
    let grey = stride(from: 0, to: colors.count - 2, by: 3).map { colors[$0..<$0 + 3] }
    let isGrey = grey.allSatisfy { Set($0).count == 1 }
    try space.append(name: isGrey ? "DeviceGray" : "DeviceRGB")
    try space.append(colors.count / 3 - 1)
    try space.append(bytes: isGrey ? grey.compactMap(\.first) : colors)
    return space
  }
}
