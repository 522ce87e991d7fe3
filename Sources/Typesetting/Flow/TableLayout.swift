import LetterDocument

/// Lays out a table: columns of fixed widths, rules around every cell. Adjoining cells share a rule, which is centred on the line between
/// them (CSS 2 §17.6.2, collapsed borders).
struct TableLayout {
  private let letter: Letter
  /// The left edges of the columns, and the right edge of the last.
  private let columns: [Double]

  /// Sets the rows of a table, and adds its structure to the composition.
  static func rows(
    of table: Table, in letter: Letter, parent: StructureElement.ID, into composition: inout Composition
  ) -> [TableRow] {
    let left = letter.page.margin.left + letter[table.style].margin.left
    let columns = table.columns.reduce(into: [left]) { $0.append($0[$0.count - 1] + $1) }
    let layout = TableLayout(letter: letter, columns: columns)
    let element = composition.addElement(.table, parent: parent)
    var rows: [TableRow] = []
    for row in table.rows {
      let set = layout.set(row, parent: element, into: &composition)
      // A row is never divided, so it must fit a page.
      if set.height > letter.page.textHeight + PageBreaker.tolerance {
        composition.report(.rowTooTall(row.cells.flatMap(\.content.inlines).firstOrigin))
      }
      rows.append(set)
    }
    return rows
  }

  private func set(
    _ row: Table.Row, parent: StructureElement.ID, into composition: inout Composition
  ) -> TableRow {
    let element = composition.addElement(.row, parent: parent)
    var result = TableRow()
    var column = 0
    let headers = row.cells.count { $0.isHeader }
    // A row of header cells alone heads the columns; a header cell beside data heads its row.
    let scope: StructureElement.Scope = headers == row.cells.count ? .column : .row
    var header: StructureElement.ID?
    var cells: [(x0: Double, x1: Double, style: Style)] = []
    for cell in row.cells {
      let (x0, x1) = (columns[column], columns[column + cell.columnSpan])
      let style = letter[cell.content.style]
      let kind: StructureElement.Kind =
        cell.isHeader
        ? .headerCell(columnSpan: cell.columnSpan, scope: scope)
        : .dataCell(columnSpan: cell.columnSpan, header: headers > 1 ? header : nil)
      let cellElement = composition.addElement(kind, parent: element)
      if cell.isHeader { header = cellElement }
      let height = set(cell, from: x0, to: x1, style, element: cellElement, in: &result, into: &composition)
      result.height = max(result.height, height)
      cells.append((x0, x1, style))
      column += cell.columnSpan
    }
    for (x0, x1, style) in cells { Self.draw(x0, x1, style, in: &result) }
    return result
  }

  /// Sets the text of a cell from the top of the row and returns the height that it needs.
  private func set(
    _ cell: Table.Cell, from x0: Double, to x1: Double, _ style: Style, element: StructureElement.ID,
    in row: inout TableRow, into composition: inout Composition
  ) -> Double {
    let inset = style.borderWidth / 2
    let textLeft = x0 + inset + style.padding.left
    let measure = x1 - x0 - style.borderWidth - style.padding.left - style.padding.right
    let text = GlyphRunCollector.collect(cell.content, of: letter, element: element, into: &composition)
    let (lines, isTooWide) = LineBreaker.lines(of: text, in: composition, measure: measure)
    if isTooWide { composition.report(.glyphTooWide(cell.content.inlines.firstOrigin)) }
    var baseline = inset + style.padding.top + composition.baseline(in: style)
    for range in lines {
      let line = LineSetter.line(
        range, of: text, style: style, left: textLeft, measure: measure, baseline: baseline, into: &composition)
      if !line.runs.isEmpty { row.lines.append(line) }
      baseline += style.lineHeight
    }
    return style.borderWidth + style.padding.top + style.padding.bottom + Double(lines.count) * style.lineHeight
  }

  private static func draw(_ x0: Double, _ x1: Double, _ style: Style, in row: inout TableRow) {
    if let color = style.background {
      row.fills.append(Fill(x: x0, y: 0, width: x1 - x0, height: row.height, color: color))
    }
    guard style.borderWidth > 0 else { return }
    let inset = style.borderWidth / 2
    func add(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
      let rule = RuledLine(x0: x0, y0: y0, x1: x1, y1: y1, thickness: style.borderWidth, color: style.borderColor)
      if !row.rules.contains(rule) { row.rules.append(rule) }
    }
    add(x0 - inset, 0, x1 + inset, 0)
    add(x0 - inset, row.height, x1 + inset, row.height)
    add(x0, 0, x0, row.height)
    add(x1, 0, x1, row.height)
  }
}
