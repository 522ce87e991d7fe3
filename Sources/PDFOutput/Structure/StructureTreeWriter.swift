import Typesetting

/// Writes the structure tree (PDF 32000-1 §14.7) and the parent tree that leads back from marked content.
///
/// The entries of elements are written as PDF text: a letter has more elements than all other objects, and libharu's dictionaries take
/// several times as long to build and to write.
struct StructureTreeWriter {
  let letter: TypesetLetter
  let kids: StructureKids
  let pages: [PDFDictionary]
  let document: HaruDocument

  /// Writes the tree and enters it in the catalog.
  func write() throws(PDFError) {
    let root = try document.dictionary()
    try root.set("Type", name: "StructTreeRoot")
    var objects: [PDFDictionary] = []
    objects.reserveCapacity(letter.elements.count)
    for _ in letter.elements { objects.append(try document.dictionary()) }
    var entries = ByteBuffer()
    for index in letter.elements.indices {
      entries.removeAll()
      appendEntries(of: index, objects, root, to: &entries)
      document.addEntries(entries.bytes, to: objects[index])
    }
    if let first = objects.first { try root.set("K", first) }
    try root.set("ParentTree", parentTree(objects))
    try root.set("ParentTreeNextKey", pages.count)
    try document.catalog.set("StructTreeRoot", root)
  }

  private func appendEntries(
    of id: StructureElement.ID, _ objects: [PDFDictionary], _ root: PDFDictionary, to entries: inout ByteBuffer
  ) {
    let element = letter.elements[id]
    entries.append("/S /")
    entries.append(element.kind.structureType)
    entries.append("\n/P ")
    entries.append(reference: element.parent.map { objects[$0] } ?? root)
    appendAttributes(of: element.kind, id, to: &entries)
    appendKids(kids.kids[id], objects, to: &entries)
    entries.append("\n")
  }

  private func appendKids(_ kids: [StructureKids.Kid], _ objects: [PDFDictionary], to entries: inout ByteBuffer) {
    guard !kids.isEmpty else { return }
    let home = kids.lazy.compactMap(\.page).first
    if let home {
      entries.append("\n/Pg ")
      entries.append(reference: pages[home])
    }
    entries.append("\n/K [")
    for kid in kids {
      entries.append(" ")
      switch kid {
      case .element(let child): entries.append(reference: objects[child])
      case .content(home, let mcid): entries.append(number: mcid)
      case .content(let page, let mcid):
        // Content on another page than the element's `/Pg` (§14.7.4.2).
        entries.append("<</Type /MCR /Pg ")
        entries.append(reference: pages[page])
        entries.append(" /MCID ")
        entries.append(number: mcid)
        entries.append(">>")
      }
    }
    entries.append(" ]")
  }

  // MARK: Attributes

  private func appendAttributes(
    of kind: StructureElement.Kind, _ id: StructureElement.ID, to entries: inout ByteBuffer
  ) {
    switch kind {
    case .headerCell(let span):
      // A header cell says what the cells right of it in its row are.
      entries.append("\n/A <</O /Table /Scope /Row")
      appendSpan(span, to: &entries)
      entries.append(">>")
    case .dataCell(let span) where span > 1:
      entries.append("\n/A <</O /Table")
      appendSpan(span, to: &entries)
      entries.append(">>")
    case .figure(let alternateText):
      entries.append("\n/Alt ")
      entries.append(text: alternateText)
      entries.append("\n/A <</O /Layout /Placement /Block")
      appendBox(of: id, to: &entries)
      entries.append(">>")
    default: break
    }
  }

  private func appendSpan(_ span: Int, to entries: inout ByteBuffer) {
    guard span > 1 else { return }
    entries.append(" /ColSpan ")
    entries.append(number: span)
  }

  /// The box of a figure (§14.8.5.4.3), which readers need to show where it is.
  private func appendBox(of id: StructureElement.ID, to entries: inout ByteBuffer) {
    for page in letter.pages {
      guard let picture = page.pictures.first(where: { $0.element == id }) else { continue }
      let bottom = page.height - picture.y - picture.height
      entries.append(" /BBox [")
      for number in [picture.x, bottom, picture.x + picture.width, bottom + picture.height] {
        entries.append(" ")
        entries.append(number: number)
      }
      entries.append(" ]")
    }
  }

  // MARK: Parent tree

  private func parentTree(_ objects: [PDFDictionary]) throws(PDFError) -> PDFDictionary {
    let tree = try document.dictionary()
    let numbers = try document.array()
    try tree.set("Nums", numbers)
    for (page, owners) in kids.owners.enumerated() {
      let array = try document.array(indirect: true)
      for owner in owners { try array.append(objects[owner]) }
      try numbers.append(page)
      try numbers.append(array)
    }
    return tree
  }
}
