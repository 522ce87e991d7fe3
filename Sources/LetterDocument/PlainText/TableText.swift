extension PlainTextWriter {
  /// A table without column heads becomes aligned lines, such as `Label: value`. With column heads, each cell is a line `Column: value`, and
  /// an empty line separates the rows. Columns of spaces would depend on the width, and cannot be heard.
  func write(_ table: Table, to output: inout TextBuffer) {
    if let caption = table.caption {
      write(caption.content.inlines, to: &output)
      output.endLine()
    }
    let heads = table.columnHeads
    if heads.count < table.rows.count, !heads.isEmpty {
      writeRows(of: table, below: heads, to: &output)
    } else {
      writeLabels(of: table, to: &output)
    }
  }

  private func writeLabels(of table: Table, to output: inout TextBuffer) {
    let entries = table.rows.flatMap(\.entries)
    let labelWidth = entries.map { TextBuffer.columns($0.label.utf8) }.max() ?? 0
    for entry in entries {
      let padding = String(repeating: " ", count: labelWidth - TextBuffer.columns(entry.label.utf8))
      if entry.cells.allSatisfy(\.isLine) {
        output.append(entry.label)
        if !entry.label.isEmpty, !entry.cells.isEmpty { output.append(padding + " ") }
        for (index, cell) in entry.cells.enumerated() {
          if index > 0 { output.append("  ") }
          write(cell.content.inlines, to: &output)
        }
        output.endLine(indent: labelWidth == 0 ? 0 : labelWidth + 1)
      } else {
        // The blocks stand beside the label, as those of a list item beside its marker.
        let outer = output.startItem(entry.label + padding)
        for cell in entry.cells {
          output.joinNext()
          writeContent(of: cell, to: &output)
        }
        output.endItem(outer)
        output.endList()
      }
    }
  }

  private func writeContent(of cell: Table.Cell, to output: inout TextBuffer) {
    if let blocks = cell.blocks { return write(blocks, to: &output) }
    write(cell.content.inlines, to: &output)
    output.endLine()
  }

  private func writeRows(of table: Table, below heads: Range<Int>, to output: inout TextBuffer) {
    let (places, roles) = (table.places, table.rowRoles)
    var labels = ColumnLabels(table, places)
    for row in heads { labels.take(row, replaces: row == heads.lowerBound) }
    if table.caption != nil { output.startBlock() }
    for row in heads.upperBound..<table.rows.count {
      if case .columnHead(let replaces) = roles[row], roles[row...].contains(.data) {
        // It is the label of the rows below.
        labels.take(row, replaces: replaces)
        continue
      }
      if row > heads.upperBound { output.startBlock() }
      for (cell, column) in table.cells(coveringRow: row, from: heads.upperBound, places) {
        if cell.writtenText.isEmpty { continue }
        // A cell over all columns belongs to none of them.
        let isWhole = cell.columnSpan > 1 && cell.columnSpan == table.columns.count
        let label = cell.isHeader || isWhole ? "" : labels.label(of: column..<column + cell.columnSpan)
        writeCell(cell, label: label, to: &output)
      }
    }
  }

  private func writeCell(_ cell: Table.Cell, label: String, to output: inout TextBuffer) {
    if !label.isEmpty { output.append(label.hasSuffix(":") ? label : label + ":") }
    guard let blocks = cell.blocks else {
      if !label.isEmpty { output.append(" ") }
      write(cell.content.inlines, to: &output)
      return output.endLine(indent: 2)
    }
    if !label.isEmpty { output.endLine() }
    let indent = label.isEmpty ? 0 : 2
    output.indent(by: indent)
    output.joinNext()
    write(blocks, to: &output)
    output.indent(by: -indent)
  }
}

extension Table {
  /// The first column of each cell of each row. A cell that covers several rows takes its columns in all of them.
  package var places: [[Int]] {
    var free = [Int](repeating: 0, count: columns.count)
    return rows.indices.map { row in
      var column = 0
      return rows[row].cells.map { cell in
        while column < free.count, free[column] > row { column += 1 }
        let start = column
        for covered in start..<min(start + cell.columnSpan, free.count) { free[covered] = row + cell.rowSpan }
        column = start + cell.columnSpan
        return start
      }
    }
  }

  /// The cells of a row and those of the rows above that go down to it, left to right, each with its first column.
  fileprivate func cells(coveringRow row: Int, from first: Int, _ places: [[Int]]) -> [(cell: Cell, column: Int)] {
    var found: [(cell: Cell, column: Int)] = []
    for above in max(first, row - Self.tallest)...row {
      for (cell, column) in zip(rows[above].cells, places[above]) where above + cell.rowSpan > row {
        found.append((cell, column))
      }
    }
    return found.sorted { $0.column < $1.column }
  }

  /// A cell is repeated in at most this many rows. Otherwise a table of tall cells would take time that grows with the square of its rows.
  private static let tallest = 200
}

/// The words of the heads above each column.
private struct ColumnLabels {
  private let table: Table
  private let places: [[Int]]
  private var labels: [[String]]

  init(_ table: Table, _ places: [[Int]]) {
    (self.table, self.places) = (table, places)
    labels = table.columns.map { _ in [] }
  }

  /// Takes the heads of a row.
  mutating func take(_ row: Int, replaces: Bool) {
    if replaces { for column in labels.indices { labels[column] = [] } }
    for (cell, first) in zip(table.rows[row].cells, places[row]) where !cell.writtenText.isEmpty {
      for column in first..<min(first + cell.columnSpan, labels.count) { labels[column].append(cell.writtenText) }
    }
  }

  /// The labels of some columns, each once: a head over several columns is a label of each.
  func label(of columns: Range<Int>) -> String {
    var seen: Set<String> = []
    return labels[columns.clamped(to: labels.indices)].joined().filter { seen.insert($0).inserted }
      .joined(separator: ", ")
  }
}

extension Table.Row {
  /// The labels of a row, each with the cells that follow it. Cells without text are left out.
  fileprivate var entries: [(label: String, cells: [Table.Cell])] {
    var entries: [(label: String, cells: [Table.Cell])] = []
    for cell in cells {
      let text = cell.writtenText
      if text.isEmpty { continue }
      if cell.isHeader {
        entries.append((text, []))
      } else if entries.isEmpty {
        entries.append(("", [cell]))
      } else {
        entries[entries.count - 1].cells.append(cell)
      }
    }
    return entries
  }
}

extension Table.Cell {
  /// What plain text says of it, on one line: its words, and the alternate texts of its pictures.
  fileprivate var writtenText: String {
    blocks?.writtenText ?? content.inlines.plainText
  }

  /// Whether it is a single line of text.
  fileprivate var isLine: Bool { blocks == nil && !content.inlines.haveLineBreak }
}

extension Block {
  /// Its words, and the alternate texts of its pictures, on one line.
  fileprivate var writtenText: String {
    switch self {
    case .section(let container), .division(let container): container.blocks.writtenText
    case .list(let list):
      list.items.map { item in
        switch item.content {
        case .inlines(let inlines): inlines.plainText
        case .blocks(let blocks): blocks.map(\.writtenText).joined(separator: " ")
        }
      }.joined(separator: " ")
    case .image(let image): image.alternateText.map { "[\($0)]" } ?? ""
    case .marked(_, let block): block.writtenText
    case .heading, .paragraph, .table, .rule: plainText.replacing("\n", with: " ")
    }
  }
}

extension [Block] {
  /// The words and alternate texts of all of them, on one line.
  fileprivate var writtenText: String { map(\.writtenText).filter { !$0.isEmpty }.joined(separator: " ") }
}

extension [Inline] {
  fileprivate var haveLineBreak: Bool {
    contains { inline in
      switch inline {
      case .lineBreak: true
      case .span(_, _, let inner): inner.haveLineBreak
      case .text, .counter: false
      }
    }
  }
}
