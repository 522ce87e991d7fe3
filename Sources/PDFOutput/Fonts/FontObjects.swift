import Typesetting

/// The objects that make a font of a subset: a Type 0 font with a TrueType descendant (PDF 32000-1 §9.7).
enum FontObjects {
  static func font(_ subset: FontSubset, in document: HaruDocument) throws(PDFError) -> PDFDictionary {
    let font = try document.dictionary()
    try font.set("Type", name: "Font")
    try font.set("Subtype", name: "Type0")
    try font.set("BaseFont", name: subset.name)
    try font.set("Encoding", name: "Identity-H")
    let descendants = try document.array()
    try font.set("DescendantFonts", descendants)
    try descendants.append(descendant(subset, in: document))
    try font.set("ToUnicode", compressed(subset.toUnicode, in: document))
    return font
  }

  private static func descendant(_ subset: FontSubset, in document: HaruDocument) throws(PDFError) -> PDFDictionary {
    let font = try document.dictionary()
    try font.set("Type", name: "Font")
    try font.set("Subtype", name: "CIDFontType2")
    try font.set("BaseFont", name: subset.name)
    let system = try document.dictionary(indirect: false)
    try system.set("Registry", text: "Adobe")
    try system.set("Ordering", text: "Identity")
    try system.set("Supplement", 0)
    try font.set("CIDSystemInfo", system)
    try font.set("FontDescriptor", descriptor(subset, in: document))
    try font.set("CIDToGIDMap", compressed(subset.glyphMap, in: document))
    document.addEntries(subset.widthsEntry, to: font)
    return font
  }

  private static func descriptor(_ subset: FontSubset, in document: HaruDocument) throws(PDFError) -> PDFDictionary {
    let descriptor = try document.dictionary()
    try descriptor.set("Type", name: "FontDescriptor")
    try descriptor.set("FontName", name: subset.name)
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
    try descriptor.set("FontFile2", compressed(subset.file, in: document, entries: "/Length1 \(subset.file.length)\n"))
    return descriptor
  }

  private static func compressed(
    _ stream: FontSubset.CompressedStream, in document: HaruDocument, entries: String = ""
  ) throws(PDFError) -> PDFDictionary {
    try document.stream(stream.bytes, entries: Array("/Filter /FlateDecode\n\(entries)".utf8))
  }
}
