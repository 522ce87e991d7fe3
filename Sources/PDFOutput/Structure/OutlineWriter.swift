import Typesetting

/// Writes the bookmarks (PDF 32000-1 §12.3.3): sections, with the disputed items below them. In a print stream the letters are above the
/// sections.
///
/// It does not use libharu's outlines, because libharu gives their items a wrong type, `/Type /Outlines`.
struct OutlineWriter {
  let pages: [PDFDictionary]
  /// The objects of the letter's elements.
  let elements: [PDFDictionary]
  let standard: PDFStandard
  let letter: TypesetLetter
  let document: HaruDocument

  private struct Item {
    let place: HeadingPlace
    var children: [Item] = []
  }

  func write() throws(PDFError) {
    var items: [Item] = []
    for heading in letter.headings { Self.add(Item(place: heading), to: &items, depth: 1) }
    guard !items.isEmpty else { return }
    let root = try document.dictionary()
    try root.set("Type", name: "Outlines")
    let count = try write(items, below: root)
    try root.set("Count", count)
    try document.catalog.set("Outlines", root)
    try document.catalog.set("PageMode", name: "UseOutlines")
  }

  /// Adds an item after the last one, as deep as its level says and as the existing items allow.
  private static func add(_ item: Item, to items: inout [Item], depth: Int) {
    if item.place.level > depth, !items.isEmpty {
      add(item, to: &items[items.count - 1].children, depth: depth + 1)
    } else {
      items.append(item)
    }
  }

  /// Writes items and returns their number, including all items below them.
  private func write(_ items: [Item], below parent: PDFDictionary) throws(PDFError) -> Int {
    var objects: [PDFDictionary] = []
    for _ in items { objects.append(try document.dictionary()) }
    var count = items.count
    for (index, item) in items.enumerated() {
      let object = objects[index]
      try object.set("Title", text: PDFText.shortened(item.place.text))
      try object.set("Parent", parent)
      if index > 0 { try object.set("Prev", objects[index - 1]) }
      if index + 1 < objects.count { try object.set("Next", objects[index + 1]) }
      try setDestination(of: item.place, in: object)
      if !item.children.isEmpty {
        let below = try write(item.children, below: object)
        try object.set("Count", below)
        count += below
      }
    }
    if let first = objects.first, let last = objects.last {
      try parent.set("First", first)
      try parent.set("Last", last)
    }
    return count
  }

  /// A destination on a page or, with the standard that asks for it, an action that names the element too (PDF 32000-2 §12.3.2.3). Readers
  /// that do not know structure destinations use the page.
  private func setDestination(of place: HeadingPlace, in item: PDFDictionary) throws(PDFError) {
    let page = try destination(at: pages[place.page], place)
    guard standard.hasStructureDestinations else { return try item.set("Dest", page) }
    let action = try document.dictionary(indirect: false)
    try item.set("A", action)
    try action.set("S", name: "GoTo")
    try action.set("D", page)
    try action.set("SD", destination(at: elements[place.element], place))
  }

  private func destination(at target: PDFDictionary, _ place: HeadingPlace) throws(PDFError) -> PDFArray {
    let destination = try document.array()
    try destination.append(target)
    try destination.append(name: "XYZ")
    try destination.append(0)
    try destination.append((letter.pages[place.page].height - place.y).rounded())
    try destination.appendNull()
    return destination
  }
}
