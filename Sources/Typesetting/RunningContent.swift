import LetterDocument

extension Block {
  /// The inlines of the block and of all blocks in it.
  fileprivate var allInlines: [[Inline]] {
    switch self {
    case .section(let container), .division(let container): container.blocks.flatMap(\.allInlines)
    case .heading(_, let paragraph), .paragraph(let paragraph): [paragraph.inlines]
    case .list(let list): list.items.flatMap { $0.content.allInlines }
    case .table(let table):
      [table.caption?.content.inlines ?? []]
        + table.rows.flatMap(\.cells).flatMap { cell in
          cell.blocks.map { $0.flatMap(\.allInlines) } ?? [cell.content.inlines]
        }
    case .image, .rule: []
    case .marked(_, let block): block.allInlines
    }
  }

  /// Whether it shows the number of the page, or how many pages there are.
  var hasCounter: Bool { allInlines.contains { $0.contains(where: \.hasCounter) } }

  /// The place of its first text from the case file.
  var firstDataOrigin: Origin? {
    allInlines.lazy.compactMap(\.firstOrigin).first { if case .data = $0 { true } else { false } }
  }
}

extension Content {
  fileprivate var allInlines: [[Inline]] {
    switch self {
    case .inlines(let inlines): [inlines]
    case .blocks(let blocks): blocks.flatMap { $0.allInlines }
    }
  }
}

extension Inline {
  fileprivate var hasCounter: Bool {
    switch self {
    case .counter: true
    case .span(_, _, let inner): inner.contains(where: \.hasCounter)
    case .text, .lineBreak: false
    }
  }
}
