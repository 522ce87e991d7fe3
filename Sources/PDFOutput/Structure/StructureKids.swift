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

  /// A kid in the list of its element. All lists are in one array, because a letter has many elements with few kids each.
  private struct Node {
    let kid: Kid
    /// The indices of the kids before and after it; -1 if there are none.
    var previous: Int
    var next = -1
  }

  private var nodes: [Node] = []
  /// The first and the last kid of each element; -1 for an element without kids.
  private var ends: [(first: Int, last: Int)]
  /// The element that owns each MCID of each page: the parent tree.
  private(set) var owners: [[StructureElement.ID]]
  /// The element that owns each annotation; nil for an annotation that is no part of the structure.
  private(set) var objectOwners: [StructureElement.ID?] = []
  private let elements: [StructureElement]
  private var nextUnattached = 0
  private var states: [State]

  /// What is known of an element.
  private struct State {
    /// Its first glyph that has been drawn; -1 if it has not been drawn.
    var firstGlyph = -1
    /// Its kid in the list of its parent; -1 if it has not been attached.
    var node = -1
    /// The last of its kids that has been drawn; -1 if there is none.
    var lastDrawn = -1
  }

  init(elements: [StructureElement], pageCount: Int) {
    self.elements = elements
    ends = Array(repeating: (-1, -1), count: elements.count)
    // Each element hangs in its parent, and nearly each has one content.
    nodes.reserveCapacity(elements.count * 2 + 16)
    owners = [[StructureElement.ID]](repeating: [], count: pageCount)
    states = [State](repeating: State(), count: elements.count)
  }

  /// Gives the kids of an element to `body`, in order.
  func forEachKid(of element: StructureElement.ID, _ body: (Kid) -> Void) {
    var index = ends[element].first
    while index >= 0 {
      body(nodes[index].kid)
      index = nodes[index].next
    }
  }

  /// The page of an element's first content; nil if it has none.
  func page(of element: StructureElement.ID) -> Int? {
    var index = ends[element].first
    while index >= 0 {
      if let page = nodes[index].kid.page { return page }
      index = nodes[index].next
    }
    return nil
  }

  /// Whether an element has kids.
  func hasKids(_ element: StructureElement.ID) -> Bool { ends[element].first >= 0 }

  /// The MCID for content of an element that starts on a page.
  /// - Parameter glyph: the index of its first glyph.
  mutating func addContent(of element: StructureElement.ID, on page: Int, glyph: Int) -> Int {
    attach(through: element)
    if owners[page].isEmpty { owners[page].reserveCapacity(32) }
    let mcid = owners[page].count
    owners[page].append(element)
    // Where a page break divides a row, a cell goes on after the cells beside it. What comes later in its text may hang in it already, so
    // the content follows the last kid that was drawn.
    var place = states[element].lastDrawn
    while place >= 0, case .element(let child) = nodes[place].kid,
      states[child].firstGlyph < 0 || states[child].firstGlyph > glyph
    {
      place = nodes[place].previous
    }
    states[element].lastDrawn = insert(.content(page: page, mcid: mcid), in: element, after: place)
    var current = element
    while states[current].firstGlyph < 0 {
      states[current].firstGlyph = glyph
      guard let parent = elements[current].parent else { break }
      states[parent].lastDrawn = states[current].node
      current = parent
    }
    return mcid
  }

  /// Inserts a kid after another one of its element, or first if there is none.
  /// - Returns: its index.
  @discardableResult
  private mutating func insert(_ kid: Kid, in element: StructureElement.ID, after place: Int) -> Int {
    let index = nodes.count
    var node = Node(kid: kid, previous: place)
    node.next = place >= 0 ? nodes[place].next : ends[element].first
    nodes.append(node)
    if place >= 0 { nodes[place].next = index } else { ends[element].first = index }
    if node.next >= 0 { nodes[node.next].previous = index } else { ends[element].last = index }
    return index
  }

  /// Adds an annotation of an element, after the element's content.
  mutating func addObject(_ number: Int, of element: StructureElement.ID, on page: Int) {
    while objectOwners.count < number { objectOwners.append(nil) }
    objectOwners.append(element)
    insert(.object(page: page, number: number), in: element, after: ends[element].last)
  }

  /// Attaches all elements up to and including `element` to their parents. Elements are numbered in reading order, so elements that are
  /// skipped have no content, such as empty cells.
  mutating func attach(through element: StructureElement.ID) {
    while nextUnattached <= element {
      if let parent = elements[nextUnattached].parent {
        states[nextUnattached].node = insert(.element(nextUnattached), in: parent, after: ends[parent].last)
      }
      nextUnattached += 1
    }
  }

  /// Attaches the remaining elements.
  mutating func finish() { attach(through: elements.count - 1) }
}
