import Typesetting

/// The content of each structure element in reading order: other elements, and marked content on pages (PDF 32000-1 §14.7.4). It is
/// collected while the content streams are written, because contents get their numbers only then.
struct StructureKids {
  enum Kid {
    case element(StructureElement.ID)
    case content(page: Int, mcid: Int)
    /// The annotation of that number (§14.7.4.3).
    case object(page: Int, number: Int)

    /// The page of a content.
    var page: Int? { if case .content(let page, _) = self { page } else { nil } }
  }

  private(set) var kids: [[Kid]]
  /// The element that owns each MCID of each page: the parent tree.
  private(set) var owners: [[StructureElement.ID]]
  /// The element that owns each annotation; nil for an annotation that is no part of the structure.
  private(set) var objectOwners: [StructureElement.ID?] = []
  private let elements: [StructureElement]
  private var nextUnattached = 0
  /// The first glyph of each element that has been drawn; -1 for one that has not.
  private var firstGlyphs: [Int]

  init(elements: [StructureElement], pageCount: Int) {
    self.elements = elements
    kids = [[Kid]](repeating: [], count: elements.count)
    owners = [[StructureElement.ID]](repeating: [], count: pageCount)
    firstGlyphs = [Int](repeating: -1, count: elements.count)
  }

  /// The MCID for content of an element that starts on a page.
  /// - Parameter glyph: the index of its first glyph.
  mutating func addContent(of element: StructureElement.ID, on page: Int, glyph: Int) -> Int {
    attach(through: element)
    let mcid = owners[page].count
    owners[page].append(element)
    // Where a page break divides a row, a cell goes on after the cells beside it. What comes later in its text may hang in it already.
    let content = Kid.content(page: page, mcid: mcid)
    var place = kids[element].count
    while place > 0, case .element(let child) = kids[element][place - 1],
      firstGlyphs[child] < 0 || firstGlyphs[child] > glyph
    {
      place -= 1
    }
    if place == kids[element].count { kids[element].append(content) } else { kids[element].insert(content, at: place) }
    var current = element
    while firstGlyphs[current] < 0 {
      firstGlyphs[current] = glyph
      guard let parent = elements[current].parent else { break }
      current = parent
    }
    return mcid
  }

  /// Adds an annotation of an element, after the element's content.
  mutating func addObject(_ number: Int, of element: StructureElement.ID, on page: Int) {
    while objectOwners.count < number { objectOwners.append(nil) }
    objectOwners.append(element)
    kids[element].append(.object(page: page, number: number))
  }

  /// Attaches all elements up to and including `element` to their parents. Elements are numbered in reading order, so elements that are
  /// skipped have no content, such as empty cells.
  mutating func attach(through element: StructureElement.ID) {
    while nextUnattached <= element {
      if let parent = elements[nextUnattached].parent { kids[parent].append(.element(nextUnattached)) }
      nextUnattached += 1
    }
  }

  /// Attaches the remaining elements.
  mutating func finish() { attach(through: elements.count - 1) }
}
