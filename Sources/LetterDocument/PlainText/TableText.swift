extension PlainTextWriter {
  /// A table without column heads becomes aligned lines, such as `Label: value`. With column heads, each cell is a line `Column: value`, and
  /// an empty line separates the rows. Columns of spaces would depend on the width, and cannot be heard.
  func write(_ table: Table, to output: inout TextBuffer) {
    if let caption = table.caption {
      write(caption.content.inlines, to: &output)
      output.endLine()
    }
    let heads = table.labels
    if heads.count < table.rows.count, !heads.isEmpty {
      writeRows(of: table, below: heads, to: &output)
    } else {
      writeLabels(of: table, to: &output)
    }
  }

  private func writeLabels(of table: Table, to output: inout TextBuffer) {
    let entries = table.rows.flatMap(\.entries).map {
      (label: $0.label, width: TextBuffer.columns($0.label.utf8), cells: $0.cells)
    }
    let labelWidth = entries.map(\.width).filter(output.hasRoom).max() ?? 0
    for entry in entries {
      guard entry.width <= labelWidth || entry.cells.isEmpty else {
        writeBelow(entry.label, entry.cells, to: &output)
        continue
      }
      let padding = String(repeating: " ", count: max(0, labelWidth - entry.width))
      if entry.cells.allSatisfy(\.isLine) {
        output.writeHanging(by: labelWidth == 0 ? 0 : labelWidth + 1) { output in
          output.append(entry.label)
          if !entry.label.isEmpty, !entry.cells.isEmpty { output.append(padding + " ") }
          writeLine(of: entry.cells, to: &output)
        }
      } else {
        // The blocks stand beside the label, as those of a list item beside its marker.
        let outer = output.startItem(entry.label + padding)
        writeContents(of: entry.cells, to: &output)
        output.endItem(outer)
        output.endList()
      }
    }
  }

  /// Writes cells below a label that leaves no room beside it, unless all of it fits on one line.
  private func writeBelow(_ label: String, _ cells: [Table.Cell], to output: inout TextBuffer) {
    if cells.allSatisfy(\.isLine) {
      let line = label + " " + cells.map { $0.text(linked: true) }.joined(separator: "  ")
      if output.fits(TextBuffer.columns(line.utf8)) {
        output.append(line)
        return output.endLine()
      }
    }
    output.writeHanging(by: 2) { $0.append(label) }
    output.indent(by: 2)
    writeContents(of: cells, to: &output)
    output.indent(by: -2)
    output.endList()
  }

  private func writeLine(of cells: [Table.Cell], to output: inout TextBuffer) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { output.append("  ") }
      write(cell.content.inlines, to: &output)
    }
  }

  private func writeContents(of cells: [Table.Cell], to output: inout TextBuffer) {
    for cell in cells {
      output.joinNext()
      if let blocks = cell.blocks {
        write(blocks, to: &output)
      } else {
        write(cell.content.inlines, to: &output)
        output.endLine()
      }
    }
  }

  private func writeRows(of table: Table, below heads: Range<Int>, to output: inout TextBuffer) {
    let (places, roles) = (table.places, table.rowRoles)
    let lastData = roles.lastIndex(of: .data) ?? -1
    let tallest = table.tallest
    var labels = ColumnLabels(table, places)
    for row in heads { labels.take(row, replaces: row == heads.lowerBound) }
    var isBelowHeads = true
    if table.caption != nil { output.startBlock() }
    for row in heads.upperBound..<table.rows.count {
      if case .columnHead(let replaces) = roles[row], row < lastData {
        // It is the label of the rows below.
        if replaces { writeUnsaid(labels, to: &output) }
        labels.take(row, replaces: replaces)
        isBelowHeads = true
        continue
      }
      if isBelowHeads {
        let next = roles[row...].firstIndex(of: .columnHead(replaces: true)) ?? table.rows.count
        labels.findValues(in: row..<(next < lastData ? next : table.rows.count))
        isBelowHeads = false
      }
      if row > heads.upperBound { output.startBlock() }
      for (cell, column) in table.cells(coveringRow: row, places, tallest: tallest) {
        write(cell, of: table, in: column..<column + cell.columnSpan, &labels, to: &output)
      }
    }
    writeUnsaid(labels, to: &output)
  }

  /// Writes a cell with the labels of its columns. The head of a row stands alone, unless its column has no values that say the head of the
  /// column. An empty cell is left out, but the head of a column without values is said once.
  private func write(
    _ cell: Table.Cell, of table: Table, in columns: Range<Int>, _ labels: inout ColumnLabels,
    to output: inout TextBuffer
  ) {
    var label = ""
    switch cell.header {
    case .column: labels.say(cell, in: columns)
    case .row: if !table.isWhole(cell), cell.isWritten { label = labels.labelOfNames(in: columns) }
    case nil:
      if table.isWhole(cell) { break }
      label = cell.isWritten ? labels.label(of: columns) : labels.labelWithoutValue(of: columns)
    }
    if cell.isWritten {
      writeCell(cell, label: label, to: &output)
    } else if !label.isEmpty {
      output.writeHanging(by: 2) { $0.append(label.hasSuffix(":") ? label : label + ":") }
    }
  }

  /// Writes the heads that no row has said, so that no word is lost.
  private func writeUnsaid(_ labels: ColumnLabels, to output: inout TextBuffer) {
    let heads = labels.unsaid
    if heads.isEmpty { return }
    output.startBlock()
    for head in heads { output.writeHanging(by: 2) { $0.append(head) } }
  }

  private func writeCell(_ cell: Table.Cell, label: String, to output: inout TextBuffer) {
    if !label.isEmpty { output.append(label.hasSuffix(":") ? label : label + ":") }
    guard let blocks = cell.blocks else {
      return output.writeHanging(by: 2) { output in
        if !label.isEmpty { output.append(" ") }
        write(cell.content.inlines, to: &output)
      }
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
  /// The leading rows whose heads are the labels of the values below them. The head of a group stands on a line of its own.
  fileprivate var labels: Range<Int> {
    let heads = columnHeads
    let roles = rowRoles
    let end = heads.first { row in
      if case .groupHead = roles[row] { rows[row].cells.allSatisfy(isWhole) } else { false }
    }
    return heads.lowerBound..<(end ?? heads.upperBound)
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

  /// The cells of a row and those of the rows above that go down to it, left to right, each with its first column.
  /// - Parameter tallest: how many rows the tallest cell covers.
  fileprivate func cells(
    coveringRow row: Int, _ places: [[Int]], tallest: Int
  ) -> [(cell: Cell, column: Int)] {
    var found: [(cell: Cell, column: Int)] = []
    for above in max(0, row - min(tallest - 1, Self.mostRepetitions))...row {
      for (cell, column) in zip(rows[above].cells, places[above]) where above + cell.rowSpan > row {
        found.append((cell, column))
      }
    }
    return found.sorted { $0.column < $1.column }
  }

  /// A cell is repeated in at most this many rows. Otherwise a table of tall cells would take time that grows with the square of its rows.
  private static let mostRepetitions = 200

  /// How many rows the tallest cell covers.
  fileprivate var tallest: Int { rows.reduce(1) { most, row in row.cells.reduce(most) { max($0, $1.rowSpan) } } }
}

extension Table.Row {
  /// The labels of a row, each with the cells that follow it. Cells without text are left out.
  fileprivate var entries: [(label: String, cells: [Table.Cell])] {
    var entries: [(label: String, cells: [Table.Cell])] = []
    for cell in cells {
      if !cell.isWritten { continue }
      if cell.isHeader {
        // What stands before the head of its row, such as a box that is ticked or a number, stays on its line.
        let before =
          entries.count == 1 && entries[0].label.isEmpty && entries[0].cells.allSatisfy(\.isLine)
          ? entries.removeLast().cells : []
        entries.append(((before + [cell]).map { $0.text(linked: true) }.joined(separator: " "), []))
      } else if entries.isEmpty {
        entries.append(("", [cell]))
      } else {
        entries[entries.count - 1].cells.append(cell)
      }
    }
    return entries
  }
}
