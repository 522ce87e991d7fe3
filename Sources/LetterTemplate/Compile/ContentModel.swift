/// What is allowed at a place: a small content model, as in HTML.
enum ContentModel {
  case blocks, inlines, strongInlines, rows, cells, words

  func allows(_ name: ElementName) -> Bool {
    switch self {
    case .blocks: [.section, .h1, .h2, .p, .table, .img].contains(name)
    case .inlines: name == .strong || name == .br
    case .strongInlines: name == .br
    case .rows: name == .tr
    case .cells: name == .th || name == .td
    case .words: false
    }
  }

  var holdsText: Bool { self == .inlines || self == .strongInlines || self == .words }

  var phrase: String {
    switch self {
    case .blocks: "section, h1, h2, p, table and img"
    case .inlines: "text, strong and br"
    case .strongInlines: "text and br"
    case .rows: "tr"
    case .cells: "th and td"
    case .words: "text"
    }
  }
}
