extension Block {
  /// The inlines of the block and of all blocks in it.
  package var allInlines: [[Inline]] {
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
  package var hasCounter: Bool { allInlines.contains { $0.contains(where: \.hasCounter) } }

  /// The block with other inlines everywhere.
  func mappingInlines(_ change: ([Inline]) -> [Inline]) -> Block {
    switch self {
    case .section(var container):
      container.blocks = container.blocks.map { $0.mappingInlines(change) }
      return .section(container)
    case .division(var container):
      container.blocks = container.blocks.map { $0.mappingInlines(change) }
      return .division(container)
    case .heading(let level, var paragraph):
      paragraph.inlines = change(paragraph.inlines)
      return .heading(level: level, paragraph)
    case .paragraph(var paragraph):
      paragraph.inlines = change(paragraph.inlines)
      return .paragraph(paragraph)
    case .list(var list):
      for index in list.items.indices { list.items[index].content = list.items[index].content.mappingInlines(change) }
      return .list(list)
    case .table(let table): return .table(table.mappingInlines(change))
    case .image, .rule: return self
    case .marked(let marks, let block): return .marked(marks, block.mappingInlines(change))
    }
  }
}

extension Content {
  fileprivate var allInlines: [[Inline]] {
    switch self {
    case .inlines(let inlines): [inlines]
    case .blocks(let blocks): blocks.flatMap(\.allInlines)
    }
  }

  fileprivate func mappingInlines(_ change: ([Inline]) -> [Inline]) -> Content {
    switch self {
    case .inlines(let inlines): .inlines(change(inlines))
    case .blocks(let blocks): .blocks(blocks.map { $0.mappingInlines(change) })
    }
  }
}

extension Table {
  fileprivate func mappingInlines(_ change: ([Inline]) -> [Inline]) -> Table {
    var table = self
    if let caption { table.caption?.content.inlines = change(caption.content.inlines) }
    for row in rows.indices {
      for (index, cell) in rows[row].cells.enumerated() {
        table.rows[row].cells[index].content.inlines = change(cell.content.inlines)
        table.rows[row].cells[index].blocks = cell.blocks?.map { $0.mappingInlines(change) }
      }
    }
    return table
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

  /// A number in place of a counter.
  fileprivate func numbered(_ number: (PageCounter) -> Int) -> Inline {
    switch self {
    case .counter(let counter): .text(Text(String(number(counter)), origin: .template(source: 0, offset: 0)))
    case .span(let kind, let style, let inner): .span(kind, style, inner.map { $0.numbered(number) })
    case .text, .lineBreak: self
    }
  }
}

extension Letter {
  /// Whether what the first page alone shows, which is part of the text, has numbers of pages.
  package var textHasCounters: Bool {
    !runningElements.isEmpty && firstPageElements.contains { $0.element.blocks.contains(where: \.hasCounter) }
  }

  /// The letter with numbers in place of the counters that are part of its text, for formats without pages.
  /// - Parameter pageCount: how many pages it has.
  package func numbered(pageCount: Int) -> Letter {
    var letter = self
    let names = Set(firstPageElements.map(\.element.name))
    for (index, element) in runningElements.enumerated() where names.contains(element.name) {
      letter.runningElements[index].blocks = element.blocks.map { block in
        block.mappingInlines { inlines in inlines.map { $0.numbered { $0 == .page ? 1 : pageCount } } }
      }
    }
    return letter
  }
}
