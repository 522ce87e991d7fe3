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
    var entries = PDFEntries()
    entries.set("Type", name: "Outlines")
    try write(items, below: root, to: &entries)
    document.addEntries(entries, to: root)
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

  /// Writes items, and what their parent says of them: the first, the last, and how many there are, including all items below them.
  @discardableResult
  private func write(
    _ items: [Item], below parent: PDFDictionary, to parentEntries: inout PDFEntries
  ) throws(PDFError) -> Int {
    var objects: [PDFDictionary] = []
    for _ in items { objects.append(try document.dictionary()) }
    var count = items.count
    for (index, item) in items.enumerated() {
      var entries = PDFEntries()
      entries.set("Title", text: PDFText.shortened(item.place.text))
      entries.set("Parent", parent)
      if index > 0 { entries.set("Prev", objects[index - 1]) }
      if index + 1 < objects.count { entries.set("Next", objects[index + 1]) }
      setDestination(of: item.place, in: &entries)
      if !item.children.isEmpty { count += try write(item.children, below: objects[index], to: &entries) }
      document.addEntries(entries, to: objects[index])
    }
    if let first = objects.first, let last = objects.last {
      parentEntries.set("First", first)
      parentEntries.set("Last", last)
      parentEntries.set("Count", count)
    }
    return count
  }

  /// A destination on a page or, with the standard that asks for it, an action that names the element too (PDF 32000-2 §12.3.2.3). Readers
  /// that do not know structure destinations use the page.
  private func setDestination(of place: HeadingPlace, in item: inout PDFEntries) {
    guard standard.hasStructureDestinations else {
      return item.set("Dest") { append(destination: place, at: pages[place.page], to: &$0) }
    }
    item.set("A") { output in
      output.append("<</S /GoTo /D ")
      append(destination: place, at: pages[place.page], to: &output)
      output.append(" /SD ")
      append(destination: place, at: elements[place.element], to: &output)
      output.append(">>")
    }
  }

  private func append(destination place: HeadingPlace, at target: PDFDictionary, to output: inout ByteBuffer) {
    output.append("[")
    output.append(reference: target)
    output.append(" /XYZ 0 ")
    output.append(number: (letter.pages[place.page].height - place.y).rounded())
    output.append(" null]")
  }
}
