import Typesetting

/// Writes the structure tree (PDF 32000-1 §14.7) and the parent tree, which leads from marked content back to its element.
///
/// The entries of elements are written as PDF text, because a letter has more elements than all other objects together, and libharu's
/// dictionaries take several times as long to build and to write.
struct StructureTreeWriter {
  let letter: TypesetLetter
  let kids: StructureKids
  let pages: [PDFDictionary]
  let objects: [PDFDictionary]
  let annotations: [PDFDictionary]
  let standard: PDFStandard
  let document: HaruDocument
  /// The header cells that data cells name, in ascending order.
  let headers: [StructureElement.ID]
  /// The picture of each figure, and the height of its page.
  private let pictures: [StructureElement.ID: (picture: Picture, pageHeight: Double)]

  /// - Parameter objects: an object for each element.
  init(
    letter: TypesetLetter, kids: StructureKids, pages: [PDFDictionary], objects: [PDFDictionary],
    annotations: [PDFDictionary], standard: PDFStandard, document: HaruDocument
  ) {
    self.objects = objects
    self.letter = letter
    self.kids = kids
    self.pages = pages
    self.annotations = annotations
    self.standard = standard
    self.document = document
    var headers: Set<StructureElement.ID> = []
    for element in letter.elements {
      if case .dataCell(_, let named) = element.kind, !named.isEmpty { headers.formUnion(named) }
    }
    self.headers = headers.sorted()
    var pictures: [StructureElement.ID: (picture: Picture, pageHeight: Double)] = [:]
    for page in letter.pages where !page.pictures.isEmpty {
      for picture in page.pictures {
        if let element = picture.element { pictures[element] = (picture, page.height) }
      }
    }
    self.pictures = pictures
  }

  /// Writes the tree and adds it to the catalog.
  /// - Parameter root: the object of its root.
  func write(to root: PDFDictionary) throws(PDFError) {
    try root.set("Type", name: "StructTreeRoot")
    let namespace = try writeNamespace(root)
    var entries = PDFEntries()
    for index in letter.elements.indices {
      entries.removeAll()
      if let namespace { entries.set("NS", namespace) }
      setEntries(of: index, objects, root, &entries)
      document.addEntries(entries, to: objects[index])
    }
    if let first = objects.first { try root.set("K", first) }
    try root.set("ParentTree", parentTree(objects))
    if !headers.isEmpty { try root.set("IDTree", identifierTree(objects)) }
    try root.set("ParentTreeNextKey", pages.count + annotations.count)
    try document.catalog.set("StructTreeRoot", root)
  }

  /// The namespace of the elements (PDF 32000-2 §14.7.4), where the standard asks for one.
  private func writeNamespace(_ root: PDFDictionary) throws(PDFError) -> PDFDictionary? {
    guard let name = standard.namespace else { return nil }
    let namespace = try document.spareDictionary()
    try namespace.set("Type", name: "Namespace")
    try namespace.set("NS", text: name)
    let list = try document.array()
    try root.set("Namespaces", list)
    try list.append(namespace)
    return namespace
  }

  private func setEntries(
    of id: StructureElement.ID, _ objects: [PDFDictionary], _ root: PDFDictionary, _ entries: inout PDFEntries
  ) {
    let element = letter.elements[id]
    entries.set("S", name: element.kind.structureType(standard))
    entries.set("P", element.parent.map { objects[$0] } ?? root)
    if let language = element.marks?.language { entries.set("Lang", text: language) }
    setAttributes(of: element.kind, id, &entries)
    guard kids.hasKids(id) else { return }
    let home = kids.page(of: id)
    if let home { entries.set("Pg", pages[home]) }
    entries.set("K") { output in
      output.append("[")
      kids.forEachKid(of: id) { kid in
        output.append(" ")
        switch kid {
        case .element(let child): output.append(reference: objects[child])
        case .content(home, let mcid): output.append(number: mcid)
        case .content(let page, let mcid):
          // Content on a page other than the element's `/Pg` (§14.7.4.2).
          output.append("<</Type /MCR /Pg ")
          output.append(reference: pages[page])
          output.append(" /MCID ")
          output.append(number: mcid)
          output.append(">>")
        case .object(let page, let number):
          output.append("<</Type /OBJR /Pg ")
          output.append(reference: pages[page])
          output.append(" /Obj ")
          output.append(reference: annotations[number])
          output.append(">>")
        }
      }
      output.append(" ]")
    }
  }

  // MARK: Attributes

  private func setAttributes(
    of kind: StructureElement.Kind, _ id: StructureElement.ID, _ entries: inout PDFEntries
  ) {
    switch kind {
    case .headerCell(let span, let scope):
      if isNamed(id) { entries.set("ID") { Self.append(identifier: id, to: &$0) } }
      entries.set("A") { output in
        output.append(scope == .row ? "<</O /Table /Scope /Row" : "<</O /Table /Scope /Column")
        Self.appendEnd(span: span, to: &output)
      }
    case .dataCell(let span, let headers):
      if span == StructureElement.Span(), headers.isEmpty { break }
      entries.set("A") { output in
        output.append("<</O /Table")
        if !headers.isEmpty {
          output.append(" /Headers [")
          for header in headers { Self.append(identifier: header, to: &output) }
          output.append("]")
        }
        Self.appendEnd(span: span, to: &output)
      }
    case .list(let style):
      entries.set("A") { output in
        output.append("<</O /List /ListNumbering /")
        output.append(style.structureName(standard))
        output.append(">>")
      }
    case .part(let title): entries.set("T", text: PDFText.shortened(title))
    case .figure(let alternateText):
      entries.set("Alt", text: alternateText)
      entries.set("A") { appendFigureAttributes(id, to: &$0) }
    default: break
    }
  }

  /// Whether a data cell names the header cell: a binary search in an ascending list.
  private func isNamed(_ id: StructureElement.ID) -> Bool {
    var (low, high) = (0, headers.count)
    while low < high {
      let middle = (low + high) / 2
      if headers[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < headers.count && headers[low] == id
  }

  private static func appendEnd(span: StructureElement.Span, to output: inout ByteBuffer) {
    if span.columns > 1 {
      output.append(" /ColSpan ")
      output.append(number: span.columns)
    }
    if span.rows > 1 {
      output.append(" /RowSpan ")
      output.append(number: span.rows)
    }
    output.append(">>")
  }

  /// The identifier of an element: six hexadecimal digits, so that the order of identifiers is that of the elements.
  static func append(identifier id: StructureElement.ID, to output: inout ByteBuffer) {
    output.append("(")
    output.append(hex: UInt8(truncatingIfNeeded: id >> 16))
    output.append(hex: UInt16(truncatingIfNeeded: id))
    output.append(")")
  }

  /// The bounding box of a figure (§14.8.5.4.3), which readers need to show its place.
  private func appendFigureAttributes(_ id: StructureElement.ID, to output: inout ByteBuffer) {
    output.append("<</O /Layout /Placement /Block")
    if let (picture, height) = pictures[id] {
      let bottom = height - picture.y - picture.height
      output.append(" /BBox ")
      output.append(array: [picture.x, bottom, picture.x + picture.width, bottom + picture.height])
    }
    output.append(">>")
  }
}
