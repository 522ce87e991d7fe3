/// What is allowed at a place: a small content model, as in HTML.
enum ContentModel {
  /// What a body, a section or a division holds.
  case blocks
  /// What a list item or a cell holds if it does not hold text.
  case innerBlocks
  /// Text and the elements in it. Links do not nest.
  case inlines, linkedInlines
  case items, tableParts, rows, cells
  /// Text without elements.
  case words

  var elements: Set<ElementName> {
    switch self {
    case .blocks: [.section, .div, .h1, .h2, .h3, .h4, .h5, .h6, .p, .ul, .ol, .table, .img, .hr]
    case .innerBlocks: [.p, .ul, .ol, .div, .img]
    case .inlines: [.strong, .em, .span, .a, .br]
    case .linkedInlines: [.strong, .em, .span, .br]
    case .items: [.li]
    case .tableParts: [.caption, .thead, .tbody, .tr]
    case .rows: [.tr]
    case .cells: [.th, .td]
    case .words: []
    }
  }

  func allows(_ name: ElementName) -> Bool { elements.contains(name) }

  var holdsText: Bool { self == .inlines || self == .linkedInlines || self == .words }

  var phrase: String {
    let names = ElementName.allCases.filter(elements.contains).map(\.rawValue)
    let all = (holdsText ? ["text"] : []) + names
    return all.count < 2 ? all.joined() : all.dropLast().joined(separator: ", ") + " and " + all[all.count - 1]
  }
}
