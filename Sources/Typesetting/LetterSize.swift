import LetterDocument

/// How large a letter is before it is set. A letter beyond these limits would fill the memory, and no reviewer writes one.
struct LetterSize {
  private var bytes = 0
  private var breaks = 0
  private var elements = 0
  private var pictures = 0

  /// The problem of a letter that is too large; nil if it can be set in about a gigabyte.
  static func problem(of letter: Letter) -> TypesettingProblem? {
    var size = LetterSize()
    size.add(letter.blocks)
    for element in letter.runningElements { size.add(element.blocks) }
    if size.bytes > PDFLimits.bytes { return .tooManyParts("characters") }
    if size.breaks > PDFLimits.lineBreaks { return .tooManyParts("lines") }
    if size.elements > PDFLimits.elements { return .tooManyParts("parts") }
    return size.pictures > PDFLimits.pictures ? .tooManyParts("pictures") : nil
  }

  private mutating func add(_ blocks: [Block]) {
    elements += blocks.count
    for block in blocks { add(block) }
  }

  private mutating func add(_ block: Block) {
    switch block {
    case .section(let container), .division(let container): add(container.blocks)
    case .heading(_, let paragraph), .paragraph(let paragraph): add(paragraph.inlines)
    case .list(let list):
      elements += 3 * list.items.count
      for item in list.items {
        switch item.content {
        case .inlines(let inlines): add(inlines)
        case .blocks(let blocks): add(blocks)
        }
      }
    case .table(let table):
      if let caption = table.caption { add(caption.content.inlines) }
      for row in table.rows {
        elements += 1 + row.cells.count
        for cell in row.cells {
          add(cell.content.inlines)
          if let blocks = cell.blocks { add(blocks) }
        }
      }
    case .image: pictures += 1
    case .rule: break
    case .marked(_, let block): add(block)
    }
  }

  private mutating func add(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .text(let text): bytes += text.string.utf8.count
      case .lineBreak: breaks += 1
      case .counter: break
      case .span(_, _, let inner):
        elements += 1
        add(inner)
      }
    }
  }
}
