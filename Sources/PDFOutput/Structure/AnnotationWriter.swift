import Typesetting

/// Writes the annotations of pages (PDF 32000-1 §12.5) and the form of the document (§12.7.2). A field must exist before a letter is signed,
/// because a signer adds it without a tag.
struct AnnotationWriter {
  let letter: TypesetLetter
  let pages: [PDFDictionary]
  let standard: PDFStandard
  let document: HaruDocument

  /// The name of the field. Only signers see it.
  private static let fieldName = "Signature"

  /// Writes all annotations.
  /// - Returns: each with its object. The element of annotation `n` is at `pages.count + n` in the tree of parents.
  func write(_ kids: inout StructureKids) throws(PDFError) -> [PDFDictionary] {
    var written: [PDFDictionary] = []
    var fields: [PDFDictionary] = []
    for (index, page) in letter.pages.enumerated() where !page.annotations.isEmpty {
      let list = try document.array()
      try pages[index].set("Annots", list)
      for annotation in page.annotations {
        let object = try document.dictionary()
        var entries = PDFEntries()
        entries.set("Type", name: "Annot")
        entries.set("P", pages[index])
        setArea(of: annotation, on: page, &entries)
        if let element = annotation.element {
          entries.set("StructParent", pages.count + written.count)
          kids.addObject(written.count, of: element, on: index)
        }
        switch annotation.kind {
        case .signatureField(let label):
          try setField(label, annotation.area, &entries)
          fields.append(object)
        }
        document.addEntries(entries.bytes, to: object)
        try list.append(object)
        written.append(object)
      }
    }
    try writeForm(fields)
    return written
  }

  private func setArea(of annotation: Annotation, on page: Page, _ entries: inout PDFEntries) {
    let area = annotation.area
    guard area.width > 0 else { return entries.set("Rect", [0, 0, 0, 0]) }
    let top = page.height - area.y
    entries.set("Rect") { $0.append(array: [area.x, top - area.height, area.x + area.width, top]) }
  }

  /// The widget of a signature field (§12.7.4.5), which is also the field. Flags: print, locked.
  private func setField(_ label: String, _ area: Area, _ entries: inout PDFEntries) throws(PDFError) {
    entries.set("Subtype", name: "Widget")
    entries.set("FT", name: "Sig")
    entries.set("F", 132)
    entries.set("T", text: Self.fieldName)
    entries.set("TU", text: label)
    // A widget without a label needs a description (ISO 14289-2 §8.10.2.3).
    if standard == .ua2 { entries.set("Contents", text: label) }
    guard area.width > 0 else { return }
    // A visible widget needs an appearance (ISO 19005-2 §6.3.3), and nothing is shown before the letter is signed.
    let appearance = try document.stream([])
    try appearance.set("Type", name: "XObject")
    try appearance.set("Subtype", name: "Form")
    let box = try document.array()
    try appearance.set("BBox", box)
    for number in [0, 0, area.width, area.height] { try box.append(number) }
    entries.set("AP") { output in
      output.append("<</N ")
      output.append(reference: appearance)
      output.append(">>")
    }
  }

  private func writeForm(_ fields: [PDFDictionary]) throws(PDFError) {
    guard !fields.isEmpty else { return }
    let form = try document.dictionary()
    let list = try document.array()
    try form.set("Fields", list)
    for field in fields { try list.append(field) }
    try document.catalog.set("AcroForm", form)
  }
}
