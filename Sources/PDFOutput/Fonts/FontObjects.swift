import Typesetting

/// The objects that make a font of a subset: a Type 0 font with a TrueType descendant (PDF 32000-1 §9.7).
struct FontObjects {
  let document: HaruDocument
  /// Faces with as many characters have the same map from codes to places.
  private var encodings: [(bytes: [UInt8], map: PDFDictionary)] = []

  init(document: HaruDocument) { self.document = document }

  mutating func font(_ subset: FontSubset) throws(PDFError) -> PDFDictionary {
    let font = try document.dictionary()
    try font.set("Type", name: "Font")
    try font.set("Subtype", name: "Type0")
    try font.set("BaseFont", madeName: subset.name)
    try font.set("Encoding", encoding(subset))
    let descendants = try document.array()
    try font.set("DescendantFonts", descendants)
    try descendants.append(descendant(subset))
    try font.set("ToUnicode", compressed(subset.toUnicode))
    return font
  }

  /// The registry and ordering must be those of the descendant (ISO 19005-2 §6.2.11.3.1).
  private mutating func encoding(_ subset: FontSubset) throws(PDFError) -> PDFDictionary {
    if let known = encodings.first(where: { $0.bytes == subset.encoding.bytes }) { return known.map }
    let map = try compressed(subset.encoding)
    encodings.append((subset.encoding.bytes, map))
    try map.set("Type", name: "CMap")
    try map.set("CMapName", name: "Imr-Letters-H")
    try map.set("CIDSystemInfo", systemInfo())
    try map.set("WMode", 0)
    return map
  }

  private func systemInfo() throws(PDFError) -> PDFDictionary {
    let system = try document.dictionary(indirect: false)
    try system.set("Registry", text: "Adobe")
    try system.set("Ordering", text: "Identity")
    try system.set("Supplement", 0)
    return system
  }

  private func descendant(_ subset: FontSubset) throws(PDFError) -> PDFDictionary {
    let font = try document.dictionary()
    try font.set("Type", name: "Font")
    try font.set("Subtype", name: "CIDFontType2")
    try font.set("BaseFont", madeName: subset.name)
    try font.set("CIDSystemInfo", systemInfo())
    try font.set("FontDescriptor", descriptor(subset))
    try font.set("CIDToGIDMap", compressed(subset.glyphMap))
    document.addEntries(subset.widthsEntry, to: font)
    return font
  }

  private func descriptor(_ subset: FontSubset) throws(PDFError) -> PDFDictionary {
    let descriptor = try document.dictionary()
    try descriptor.set("Type", name: "FontDescriptor")
    try descriptor.set("FontName", madeName: subset.name)
    // §9.8.2: bit 2 serif, bit 6 nonsymbolic.
    try descriptor.set("Flags", 32 + (subset.isSerif ? 2 : 0))
    try descriptor.set("ItalicAngle", 0)
    try descriptor.set("Ascent", subset.ascent)
    try descriptor.set("Descent", subset.descent)
    try descriptor.set("CapHeight", subset.capHeight)
    // TrueType files do not say how thick stems are; viewers use the value only where they replace the font.
    try descriptor.set("StemV", subset.isBold ? 140 : 80)
    let box = try document.array()
    try descriptor.set("FontBBox", box)
    for number in subset.boundingBox { try box.append(number) }
    try descriptor.set("FontFile2", compressed(subset.file, entries: "/Length1 \(subset.file.length)\n"))
    return descriptor
  }

  private func compressed(
    _ stream: FontSubset.CompressedStream, entries: String = ""
  ) throws(PDFError) -> PDFDictionary {
    try document.stream(stream.bytes, entries: Array("/Filter /FlateDecode\n\(entries)".utf8))
  }
}
