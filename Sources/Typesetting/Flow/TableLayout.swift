import LetterDocument

/// Lays out a table: columns of fixed widths, rules around every cell, adjoining cells sharing theirs (CSS 2 §17.6.2,
/// collapsed borders: a rule is centred on the line between two cells).
struct TableLayout {
  private let letter: Letter
  private let table: Table
  private let columns: [Double]
  private let left: Double

  /// Sets the rows on the galley, a box each, and adds the table's structure to the output.
  static func set(
    _ table: Table, in letter: Letter, parent: StructureElement.ID, on output: inout TypesettingOutput
  ) {
    let widths = columnWidths(of: table, in: letter)
    for (index, width) in widths.enumerated() where width == nil { output.report(.columnWithoutWidth(index + 1)) }
    let left = letter.page.margin.left + letter[table.style].margin.left
    let columns = widths.reduce(into: [left]) { $0.append($0[$0.count - 1] + ($1 ?? 0)) }
    if let right = columns.last, left < 0 || right > letter.page.width { output.report(.tooWide("the table")) }
    let layout = TableLayout(letter: letter, table: table, columns: columns, left: left)
    let element = output.addElement(.table, parent: parent)
    for row in table.rows { layout.set(row, parent: element, on: &output) }
  }

  /// A column is as wide as its cells say; of several widths the largest counts.
  private static func columnWidths(of table: Table, in letter: Letter) -> [Double?] {
    var widths: [Double?] = []
    for row in table.rows {
      var column = 0
      for cell in row.cells {
        while widths.count < column + cell.columnSpan { widths.append(nil) }
        if cell.columnSpan == 1, let width = letter[cell.content.style].width {
          widths[column] = max(widths[column] ?? 0, width)
        }
        column += cell.columnSpan
      }
    }
    return widths
  }

  private func set(_ row: Table.Row, parent: StructureElement.ID, on output: inout TypesettingOutput) {
    let element = output.addElement(.row, parent: parent)
    var height = 0.0
    var column = 0
    var cells: [(x0: Double, x1: Double, style: Style)] = []
    for cell in row.cells {
      let (x0, x1) = (columns[column], columns[column + cell.columnSpan])
      let style = letter[cell.content.style]
      height = max(height, set(cell, from: x0, to: x1, style, parent: element, on: &output))
      cells.append((x0, x1, style))
      column += cell.columnSpan
    }
    for (x0, x1, style) in cells { draw(x0, x1, height: height, style, on: &output.galley) }
    output.galley.closeBox(.tableRow, height: height)
  }

  /// Sets a cell's text from the top of the row and returns the height that it needs.
  private func set(
    _ cell: Table.Cell, from x0: Double, to x1: Double, _ style: Style, parent: StructureElement.ID,
    on output: inout TypesettingOutput
  ) -> Double {
    let kind: StructureElement.Kind =
      cell.isHeader ? .headerCell(columnSpan: cell.columnSpan) : .dataCell(columnSpan: cell.columnSpan)
    let element = output.addElement(kind, parent: parent)
    let inset = style.borderWidth / 2
    let textLeft = x0 + inset + style.padding.left
    let measure = x1 - x0 - style.borderWidth - style.padding.left - style.padding.right
    if measure <= 0 { output.report(.tooWide("the padding of a table cell")) }
    let text = GlyphRunCollector.collect(cell.content, of: letter, element: element, into: &output)
    let lines = LineBreaker.lines(of: text, in: output, measure: max(measure, 1))
    var baseline = inset + style.padding.top + output.baseline(in: style)
    for range in lines {
      let line = LineSetter.line(
        range, of: text, style: style, left: textLeft, measure: measure, baseline: baseline, into: &output)
      if !line.runs.isEmpty { output.galley.lines.append(line) }
      baseline += style.lineHeight
    }
    return style.borderWidth + style.padding.top + style.padding.bottom + Double(lines.count) * style.lineHeight
  }

  private func draw(_ x0: Double, _ x1: Double, height: Double, _ style: Style, on galley: inout Galley) {
    if let color = style.background {
      galley.fills.append(Fill(x: x0, y: 0, width: x1 - x0, height: height, color: color))
    }
    guard style.borderWidth > 0 else { return }
    let inset = style.borderWidth / 2
    func rule(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
      let rule = RuledLine(x0: x0, y0: y0, x1: x1, y1: y1, thickness: style.borderWidth, color: style.borderColor)
      if !galley.rulesOfOpenBox.contains(rule) { galley.rules.append(rule) }
    }
    rule(x0 - inset, 0, x1 + inset, 0)
    rule(x0 - inset, height, x1 + inset, height)
    rule(x0, 0, x0, height)
    rule(x1, 0, x1, height)
  }
}
