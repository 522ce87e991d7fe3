import Typesetting

/// Writes the annotations of pages (PDF 32000-1 §12.5) and the form of the document (§12.7.2). A field must exist before a letter is signed,
/// because a signer adds it without a tag.
struct AnnotationWriter {
  let letter: TypesetLetter
  let pages: [PDFDictionary]
  /// The objects of the letter's elements.
  let elements: [PDFDictionary]
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
        case .link(let target, let text): setLink(target, text, &entries)
        }
        document.addEntries(entries, to: object)
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

  /// A link annotation (§12.5.6.5) with what screen readers speak for it (ISO 14289-1 §7.18.5), printed and without a border.
  private func setLink(_ target: Annotation.LinkTarget, _ text: String, _ entries: inout PDFEntries) {
    entries.set("Subtype", name: "Link")
    entries.set("F", 4)
    entries.set("Border", [0, 0, 0])
    entries.set("Contents", text: PDFText.shortened(text))
    switch target {
    case .address(let address):
      entries.set("A") { output in
        output.append("<</S /URI /URI (")
        // An address has ASCII characters; those that end a string have a backslash before them.
        for byte in address.utf8 {
          if [UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\")].contains(byte) {
            output.append(UInt8(ascii: "\\"))
          }
          output.append(byte)
        }
        output.append(")>>")
      }
    case .place(let page, let y, let element):
      let top = (letter.pages[page].height - y).rounded()
      func append(_ target: PDFDictionary, _ output: inout ByteBuffer) {
        output.append("[")
        output.append(reference: target)
        output.append(" /XYZ 0 ")
        output.append(number: top)
        output.append(" null]")
      }
      guard standard.hasStructureDestinations else { return entries.set("Dest") { append(pages[page], &$0) } }
      entries.set("A") { output in
        output.append("<</S /GoTo /D ")
        append(pages[page], &output)
        output.append(" /SD ")
        append(elements[element], &output)
        output.append(">>")
      }
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
