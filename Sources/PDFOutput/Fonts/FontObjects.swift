import Typesetting

/// The objects that form a font.
struct FontObjects {
  let document: HaruDocument

  /// A TrueType font with one byte per character (PDF 32000-1 §9.6.3).
  func font(_ font: SimpleFont) throws(PDFError) -> PDFDictionary {
    var entries = PDFEntries()
    entries.append(font.entries)
    entries.set("FontDescriptor", try descriptor(font.program))
    return try document.dictionary(entries)
  }

  /// A Type 0 font with a TrueType descendant (§9.7).
  func font(_ font: CompositeFont) throws(PDFError) -> PDFDictionary {
    var entries = PDFEntries()
    entries.set("Type", name: "Font")
    entries.set("Subtype", name: "Type0")
    entries.set("BaseFont", madeName: font.program.name)
    entries.set("Encoding", name: "Identity-H")
    let descendant = try descendant(font)
    entries.set("DescendantFonts") { output in
      output.append("[ ")
      output.append(reference: descendant)
      output.append(" ]")
    }
    entries.set("ToUnicode", try document.stream(font.toUnicode))
    return try document.dictionary(entries)
  }

  private func descendant(_ font: CompositeFont) throws(PDFError) -> PDFDictionary {
    var entries = PDFEntries()
    entries.set("Type", name: "Font")
    entries.set("Subtype", name: "CIDFontType2")
    entries.set("BaseFont", madeName: font.program.name)
    entries.set("CIDSystemInfo") { $0.append("<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>") }
    entries.set("FontDescriptor", try descriptor(font.program))
    entries.set("CIDToGIDMap", try document.stream(font.glyphMap))
    entries.set("W") { output in
      output.append("[1 ")
      output.append(font.widths)
      output.append("]")
    }
    return try document.dictionary(entries)
  }

  private func descriptor(_ subset: FontProgram) throws(PDFError) -> PDFDictionary {
    var entries = PDFEntries()
    entries.append(subset.descriptor)
    entries.set("FontFile2", try document.stream(subset.file.bytes, entries: subset.fileEntries))
    return try document.dictionary(entries)
  }
}

extension HaruDocument {
  fileprivate func dictionary(_ entries: borrowing PDFEntries) throws(PDFError) -> PDFDictionary {
    let dictionary = try dictionary()
    addEntries(entries, to: dictionary)
    return dictionary
  }

  fileprivate func stream(_ stream: CompressedStream) throws(PDFError) -> PDFDictionary {
    try self.stream(stream.bytes, entries: Self.deflated)
  }
}
