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
      let padding = repeatElement(" ", count: labelWidth - TextBuffer.columns(entry.label.utf8)).joined()
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
    let places = table.places
    let labels = table.columns.indices.map { table.labels(ofColumn: $0, in: heads, places) }
    if table.caption != nil { output.startBlock() }
    for row in heads.upperBound..<table.rows.count {
      if row > heads.upperBound { output.startBlock() }
      for cell in table.rows[row].cells where cell.isHeader && !cell.writtenText.isEmpty {
        writeCell(cell, label: "", to: &output)
      }
      for (cell, column) in zip(table.rows[row].cells, places[row]) where !cell.isHeader {
        if cell.writtenText.isEmpty { continue }
        let covered = labels[column..<min(column + cell.columnSpan, labels.count)]
        // A cell over all columns belongs to none of them.
        let isWhole = cell.columnSpan > 1 && covered.count == labels.count
        writeCell(cell, label: isWhole ? "" : Self.joined(covered.flatMap(\.self)), to: &output)
      }
    }
  }

  /// Labels in a row, each once: a head over several columns is a label of each.
  private static func joined(_ labels: [String]) -> String {
    var seen: Set<String> = []
    return labels.filter { seen.insert($0).inserted }.joined(separator: ", ")
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
  /// The rows that only describe columns: those of `thead`, or the leading rows that have only header cells.
  package var columnHeads: Range<Int> {
    if let head = groups.first(where: \.isHead) { return head.rows }
    guard groups.isEmpty else { return 0..<0 }
    return 0..<(rows.firstIndex { row in row.cells.contains { !$0.isHeader } } ?? rows.count)
  }

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

  /// The words of each head above a column, from top to bottom.
  fileprivate func labels(ofColumn column: Int, in heads: Range<Int>, _ places: [[Int]]) -> [String] {
    heads.flatMap { row in
      zip(rows[row].cells, places[row]).compactMap { cell, first in
        first <= column && column < first + cell.columnSpan && !cell.writtenText.isEmpty ? cell.writtenText : nil
      }
    }
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
