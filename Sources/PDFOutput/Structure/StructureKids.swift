import Typesetting

/// What each structure element holds, in reading order: other elements, and marked content on pages (PDF 32000-1 §14.7.4).
/// Collected while the content streams are written, because only then do contents get their numbers.
struct StructureKids {
  enum Kid {
    case element(StructureElement.ID)
    case content(page: Int, mcid: Int)

    /// The page that content is on.
    var page: Int? { if case .content(let page, _) = self { page } else { nil } }
  }

  private(set) var kids: [[Kid]]
  /// Whose content each MCID of each page is: the parent tree.
  private(set) var owners: [[StructureElement.ID]]
  private let elements: [StructureElement]
  private var nextUnattached = 0

  init(elements: [StructureElement], pageCount: Int) {
    self.elements = elements
    kids = [[Kid]](repeating: [], count: elements.count)
    owners = [[StructureElement.ID]](repeating: [], count: pageCount)
  }

  /// The MCID for content of an element that starts on a page.
  mutating func addContent(of element: StructureElement.ID, on page: Int) -> Int {
    attach(through: element)
    let mcid = owners[page].count
    owners[page].append(element)
    kids[element].append(.content(page: page, mcid: mcid))
    return mcid
  }

  /// Attaches all elements that stand before or at `element` to their parents: elements are numbered in reading order, so
  /// those passed over are the ones without content, such as empty cells.
  mutating func attach(through element: StructureElement.ID) {
    while nextUnattached <= element {
      if let parent = elements[nextUnattached].parent { kids[parent].append(.element(nextUnattached)) }
      nextUnattached += 1
    }
  }

  /// Attaches what is left.
  mutating func finish() { attach(through: elements.count - 1) }
}
