import Diagnostics
import JSONText
import LetterDocument

/// Merges instructions into blocks.
extension Merger {
  /// The most characters (UTF-16) of the alternate text of a picture. A string of a PDF/A has at most 32,767 bytes, and a character takes two or
  /// four of them (ISO 19005-2 §6.1.13).
  static let longestAlternateText = 10_000

  /// - Throws: a finding if an attribute with values is longer than a PDF can hold.
  static func require(_ count: Int, atMost most: Int, _ what: String, _ unit: String) throws(Findings) {
    guard count > most else { return }
    throw Findings(Finding(.outOfRange, "\(what) \(count) \(unit), and \(most) are allowed", fix: "shorten it"))
  }

  mutating func blocks(_ instructions: [Instruction], into blocks: inout [Block]) throws(Findings) {
    try spend(instructions.count)
    for instruction in instructions {
      switch instruction {
      case .element(.p, let style, let children):
        let paragraph = try paragraph(style, children)
        // A paragraph without words has no lines (CSS 2 §9.4.2), and neither has a heading.
        if !paragraph.inlines.isEmpty { blocks.append(.paragraph(paragraph)) }
      case .heading(let level, let style, let children, _):
        let paragraph = try paragraph(style, children)
        if !paragraph.inlines.isEmpty { blocks.append(.heading(level: level, paragraph)) }
      case .element(let name, let style, let children):
        var inner: [Block] = []
        inner.reserveCapacity(children.count)
        try self.blocks(children, into: &inner)
        if inner.isEmpty { continue }
        let container = Container(style: style, blocks: inner)
        blocks.append(name == .section ? .section(container) : .division(container))
      case .list(let list, let children):
        if let list = try self.list(list, children) { blocks.append(.list(list)) }
      case .table(let style, let columns, let children):
        if let table = try table(style, columns, children) { blocks.append(.table(table)) }
      case .image(var image, let alternateText):
        let text = try text(of: alternateText)
        try Self.require(
          text.utf16.count, atMost: Self.longestAlternateText, "the alt text of a picture has", "characters")
        image.alternateText = text
        blocks.append(.image(image))
      case .marked(let marks, let inner):
        let start = blocks.count
        try self.blocks([inner], into: &blocks)
        if blocks.count > start { blocks.append(.marked(marks, blocks.removeLast())) }
      case .running(let name, let children, _):
        var inner: [Block] = []
        inner.reserveCapacity(children.count)
        try self.blocks(children, into: &inner)
        runningElements.append(RunningElement(name: name, blocks: inner))
      case .constant(let block, let weight):
        try spend(weight)
        blocks.append(block)
      default:
        try expand(instruction) { merger, inner throws(Findings) in try merger.blocks(inner, into: &blocks) }
      }
    }
  }

  mutating func paragraph(_ style: StyleID, _ children: [Instruction]) throws(Findings) -> Paragraph {
    var builder = InlineBuilder(room: children.count)
    try inlines(children, into: &builder)
    let paragraph = Paragraph(style: style, inlines: builder.finish())
    setNamedString(style, paragraph.inlines.namedText)
    return paragraph
  }

  // MARK: Lists

  private mutating func list(_ list: ListElement, _ children: [Instruction]) throws(Findings) -> List? {
    let outer = itemNumber
    if list.resets {
      itemNumber = list.start - 1
    } else if !list.countsThroughLetter {
      itemNumber = lastNumber
    }
    var items: [List.Item] = []
    items.reserveCapacity(children.count)
    try self.items(children, into: &items)
    lastNumber = itemNumber
    // The list around it goes on with its own numbers.
    if list.resets || !list.countsThroughLetter { itemNumber = outer }
    guard !items.isEmpty else { return nil }
    return List(style: list.style, numbering: list.numbering, isOrdered: list.isOrdered, items: items)
  }

  private mutating func items(_ instructions: [Instruction], into items: inout [List.Item]) throws(Findings) {
    try spend(instructions.count)
    for instruction in instructions {
      guard case .item(let item, let children) = instruction else {
        try expand(instruction) { merger, inner throws(Findings) in try merger.items(inner, into: &items) }
        continue
      }
      itemNumber += 1
      let (number, before) = (itemNumber, lastNumber)
      lastNumber = 0
      items.append(
        List.Item(
          style: item.style, number: number, marker: item.numbering.marker(number),
          content: try content(children, holdsBlocks: item.holdsBlocks), marks: item.marks))
      lastNumber = before
    }
  }

  private mutating func content(_ children: [Instruction], holdsBlocks: Bool) throws(Findings) -> Content {
    if holdsBlocks {
      var blocks: [Block] = []
      blocks.reserveCapacity(children.count)
      try self.blocks(children, into: &blocks)
      return .blocks(blocks)
    }
    var builder = InlineBuilder(room: children.count)
    try inlines(children, into: &builder)
    return .inlines(builder.finish())
  }

  // MARK: Tables

  private mutating func table(
    _ style: StyleID, _ columns: [Double], _ children: [Instruction]
  ) throws(Findings) -> Table? {
    var table = Table(style: style, columns: columns, rows: [])
    table.rows.reserveCapacity(children.count)
    try parts(children, into: &table)
    // Without rows below the heads, there is nothing to head.
    let heads = table.groups.filter(\.isHead).reduce(0) { $0 + $1.rows.count }
    table.groups.removeAll { $0.rows.isEmpty }
    return table.rows.count > heads ? table : nil
  }

  private mutating func parts(_ instructions: [Instruction], into table: inout Table) throws(Findings) {
    try spend(instructions.count)
    for instruction in instructions {
      switch instruction {
      case .caption(let style, let marks, let children):
        let content = try paragraph(style, children)
        if !content.inlines.isEmpty { table.caption = Table.Caption(content: content, marks: marks) }
      case .group(let isHead, let marks, let children, _):
        let start = table.rows.count
        try parts(children, into: &table)
        if isHead {
          for row in start..<table.rows.count { table.rows[row].resolveScopes(.column) }
        }
        table.groups.append(Table.Group(isHead: isHead, rows: start..<table.rows.count, marks: marks))
      case .row(let style, let marks, let children, _):
        // The cells are made in the row. A list beside it would be copied.
        var row = Table.Row(cells: [], style: style, marks: marks)
        row.cells.reserveCapacity(children.count)
        try cells(children, into: &row.cells)
        row.resolveScopes(nil)
        table.rows.append(row)
      default:
        try expand(instruction) { merger, inner throws(Findings) in try merger.parts(inner, into: &table) }
      }
    }
  }

  mutating func cells(_ instructions: [Instruction], into cells: inout [Table.Cell]) throws(Findings) {
    try spend(instructions.count)
    for instruction in instructions {
      switch instruction {
      case .cell(let cell, let children, _): cells.append(try self.cell(cell, children))
      case .constantCell(let cell, let weight):
        try spend(weight)
        cells.append(cell)
      default:
        try expand(instruction) { merger, inner throws(Findings) in try merger.cells(inner, into: &cells) }
      }
    }
  }

  private mutating func cell(_ cell: CellElement, _ children: [Instruction]) throws(Findings) -> Table.Cell {
    var result = Table.Cell(
      header: cell.isHeader ? cell.scope ?? .row : nil, columnSpan: cell.columnSpan, rowSpan: cell.rowSpan,
      content: Paragraph(style: cell.style, inlines: []), marks: cell.marks)
    result.hasOwnScope = cell.scope != nil
    result.isCorner = !cell.isHeader && cell.isLeftEmpty
    if cell.holdsBlocks {
      var blocks: [Block] = []
      blocks.reserveCapacity(children.count)
      try self.blocks(children, into: &blocks)
      result.blocks = blocks
      setNamedString(cell.style, result.namedText)
    } else {
      result.content = try paragraph(cell.style, children)
    }
    return result
  }

  // MARK: Attributes

  /// The text of an attribute with values.
  mutating func text(of parts: [AttributePart]) throws(Findings) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let words): text += words
      case .value(let operand, _): text += try value(operand).string ?? ""
      }
    }
    return text
  }
}

extension Table.Row {
  /// A header cell without a scope of its own describes its column in `thead`, and in a row that has only header cells, perhaps after a
  /// corner that the template leaves empty; otherwise its row.
  fileprivate mutating func resolveScopes(_ scope: Table.Scope?) {
    let corner = cells.prefix(while: \.isCorner).count
    let onlyHeaders = corner < cells.count && cells[corner...].allSatisfy { $0.header != nil }
    let scope = scope ?? (onlyHeaders ? .column : .row)
    for index in cells.indices where cells[index].header != scope && cells[index].header != nil {
      if !cells[index].hasOwnScope { cells[index].header = scope }
    }
  }
}
