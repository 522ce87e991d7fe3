import Typesetting

/// The objects that form the font of a subset: a Type 0 font with a TrueType descendant (PDF 32000-1 §9.7).
struct FontObjects {
  let document: HaruDocument
  /// Faces with the same number of characters have the same map from codes to places.
  private var encodings: [(bytes: [UInt8], map: PDFDictionary)] = []

  init(document: HaruDocument) { self.document = document }

  mutating func font(_ subset: FontSubset) throws(PDFError) -> PDFDictionary {
    var entries = PDFEntries()
    entries.set("Type", name: "Font")
    entries.set("Subtype", name: "Type0")
    entries.set("BaseFont", madeName: subset.name)
    entries.set("Encoding", try encoding(subset))
    let descendant = try descendant(subset)
    entries.set("DescendantFonts") { output in
      output.append("[ ")
      output.append(reference: descendant)
      output.append(" ]")
    }
    entries.set("ToUnicode", try document.stream(subset.toUnicode))
    return try document.dictionary(entries)
  }

  /// The registry and ordering must be the same as in the descendant (ISO 19005-2 §6.2.11.3.1).
  private mutating func encoding(_ subset: FontSubset) throws(PDFError) -> PDFDictionary {
    if let known = encodings.first(where: { $0.bytes == subset.encoding.bytes }) { return known.map }
    var entries = PDFEntries()
    entries.set("Type", name: "CMap")
    entries.set("CMapName", name: "Imr-Letters-H")
    Self.setSystemInfo(&entries)
    entries.set("WMode", 0)
    let map = try document.stream(subset.encoding, entries)
    encodings.append((subset.encoding.bytes, map))
    return map
  }

  private static func setSystemInfo(_ entries: inout PDFEntries) {
    entries.set("CIDSystemInfo") { $0.append("<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>") }
  }

  private func descendant(_ subset: FontSubset) throws(PDFError) -> PDFDictionary {
    var entries = PDFEntries()
    entries.set("Type", name: "Font")
    entries.set("Subtype", name: "CIDFontType2")
    entries.set("BaseFont", madeName: subset.name)
    Self.setSystemInfo(&entries)
    entries.set("FontDescriptor", try descriptor(subset))
    entries.set("CIDToGIDMap", try document.stream(subset.glyphMap))
    entries.set("W") { output in
      output.append("[0 ")
      output.append(subset.widths)
      output.append("]")
    }
    return try document.dictionary(entries)
  }

  private func descriptor(_ subset: FontSubset) throws(PDFError) -> PDFDictionary {
    var entries = PDFEntries()
    entries.set("Type", name: "FontDescriptor")
    entries.set("FontName", madeName: subset.name)
    // §9.8.2: bit 2 serif, bit 6 nonsymbolic.
    entries.set("Flags", 32 + (subset.isSerif ? 2 : 0))
    entries.set("ItalicAngle", 0)
    entries.set("Ascent", subset.ascent)
    entries.set("Descent", subset.descent)
    entries.set("CapHeight", subset.capHeight)
    // TrueType files do not give the thickness of stems. Viewers use this value only if they replace the font.
    entries.set("StemV", subset.isBold ? 140 : 80)
    entries.set("FontBBox", subset.boundingBox)
    var length = PDFEntries()
    length.set("Length1", subset.file.length)
    entries.set("FontFile2", try document.stream(subset.file, length))
    return try document.dictionary(entries)
  }
}

extension HaruDocument {
  fileprivate func dictionary(_ entries: borrowing PDFEntries) throws(PDFError) -> PDFDictionary {
    let dictionary = try dictionary()
    addEntries(entries.bytes, to: dictionary)
    return dictionary
  }

  fileprivate func stream(_ stream: FontSubset.CompressedStream) throws(PDFError) -> PDFDictionary {
    try self.stream(stream.bytes, entries: Self.deflated)
  }

  fileprivate func stream(
    _ stream: FontSubset.CompressedStream, _ entries: borrowing PDFEntries
  ) throws(PDFError) -> PDFDictionary {
    try self.stream(stream.bytes, entries: Self.deflated + entries.bytes)
  }
}
