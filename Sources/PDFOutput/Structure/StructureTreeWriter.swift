import Typesetting

/// Writes the structure tree (PDF 32000-1 §14.7) and the parent tree that leads back from marked content.
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
    for _ in letter.elements { objects.append(try document.dictionary()) }
    for index in letter.elements.indices { try writeElement(index, objects, root) }
    if let first = objects.first { try root.set("K", first) }
    try root.set("ParentTree", parentTree(objects))
    try root.set("ParentTreeNextKey", pages.count)
    try document.catalog.set("StructTreeRoot", root)
  }

  private func writeElement(_ id: StructureElement.ID, _ objects: [PDFDictionary], _ root: PDFDictionary)
    throws(PDFError)
  {
    let element = letter.elements[id]
    let object = objects[id]
    try object.set("S", name: element.kind.structureType)
    try object.set("P", element.parent.map { objects[$0] } ?? root)
    try writeAttributes(of: element.kind, id, to: object)
    let own = kids.kids[id]
    let home = own.lazy.compactMap { kid in if case .content(let page, _) = kid { page } else { nil as Int? } }.first
    if let home { try object.set("Pg", pages[home]) }
    if own.count == 1, case .content(_, let mcid) = own[0] { return try object.set("K", mcid) }
    if own.isEmpty { return }
    let array = try document.array()
    try object.set("K", array)
    for kid in own {
      switch kid {
      case .element(let child): try array.append(objects[child])
      case .content(home, let mcid): try array.append(mcid)
      case .content(let page, let mcid): try array.append(contentReference(page, mcid))
      }
    }
  }

  /// Content on another page than the element's `/Pg` (§14.7.4.2).
  private func contentReference(_ page: Int, _ mcid: Int) throws(PDFError) -> PDFDictionary {
    let reference = try document.dictionary(indirect: false)
    try reference.set("Type", name: "MCR")
    try reference.set("Pg", pages[page])
    try reference.set("MCID", mcid)
    return reference
  }

  private func writeAttributes(
    of kind: StructureElement.Kind, _ id: StructureElement.ID, to object: PDFDictionary
  ) throws(PDFError) {
    switch kind {
    case .headerCell(let span):
      let attributes = try tableAttributes(span)
      // A header cell says what the cells right of it in its row are.
      try attributes.set("Scope", name: "Row")
      try object.set("A", attributes)
    case .dataCell(let span) where span > 1: try object.set("A", tableAttributes(span))
    case .figure(let alternateText):
      try object.set("Alt", text: alternateText)
      try object.set("A", figureAttributes(id))
    default: break
    }
  }

  private func tableAttributes(_ span: Int) throws(PDFError) -> PDFDictionary {
    let attributes = try document.dictionary(indirect: false)
    try attributes.set("O", name: "Table")
    if span > 1 { try attributes.set("ColSpan", span) }
    return attributes
  }

  /// The box of a figure (§14.8.5.4.3), which readers need to show where it is.
  private func figureAttributes(_ id: StructureElement.ID) throws(PDFError) -> PDFDictionary {
    let attributes = try document.dictionary(indirect: false)
    try attributes.set("O", name: "Layout")
    try attributes.set("Placement", name: "Block")
    for page in letter.pages {
      guard let picture = page.pictures.first(where: { $0.element == id }) else { continue }
      let box = try document.array()
      try attributes.set("BBox", box)
      let bottom = page.height - picture.y - picture.height
      for number in [picture.x, bottom, picture.x + picture.width, bottom + picture.height] { try box.append(number) }
    }
    return attributes
  }

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
