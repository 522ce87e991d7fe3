import LetterDocument

/// Lays out a table: columns of fixed widths, rules around every cell, adjoining cells sharing theirs (CSS 2 §17.6.2,
/// collapsed borders: a rule is centred on the line between two cells).
struct TableLayout {
  private let letter: Letter
  private let table: Table
  private let columns: [Double]
  private let left: Double

  /// The rows as boxes, with the table's structure added to the output.
  static func rows(
    of table: Table, in letter: Letter, parent: StructureElement.ID, into output: inout TypesettingOutput
  ) -> [FlowBox] {
    let widths = columnWidths(of: table, in: letter)
    for (index, width) in widths.enumerated() where width == nil { output.report(.columnWithoutWidth(index + 1)) }
    let left = letter.page.margin.left + letter[table.style].margin.left
    let columns = widths.reduce(into: [left]) { $0.append($0[$0.count - 1] + ($1 ?? 0)) }
    if let right = columns.last, left < 0 || right > letter.page.width { output.report(.tooWide("the table")) }
    let layout = TableLayout(letter: letter, table: table, columns: columns, left: left)
    let element = output.addElement(.table, parent: parent)
    return table.rows.map { layout.box(of: $0, parent: element, into: &output) }
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

  private func box(of row: Table.Row, parent: StructureElement.ID, into output: inout TypesettingOutput) -> FlowBox {
    let element = output.addElement(.row, parent: parent)
    var box = FlowBox(height: 0, name: "a table row")
    var column = 0
    var cells: [(x0: Double, x1: Double, style: Style)] = []
    for cell in row.cells {
      let (x0, x1) = (columns[column], columns[column + cell.columnSpan])
      let style = letter[cell.content.style]
      let height = set(cell, from: x0, to: x1, style, parent: element, into: &box, &output)
      box.height = max(box.height, height)
      cells.append((x0, x1, style))
      column += cell.columnSpan
    }
    for (x0, x1, style) in cells { draw(x0, x1, style, in: &box) }
    return box
  }

  /// Sets a cell's text from the top of the row and returns the height that it needs.
  private func set(
    _ cell: Table.Cell, from x0: Double, to x1: Double, _ style: Style, parent: StructureElement.ID,
    into box: inout FlowBox, _ output: inout TypesettingOutput
  ) -> Double {
    let kind: StructureElement.Kind =
      cell.isHeader ? .headerCell(columnSpan: cell.columnSpan) : .dataCell(columnSpan: cell.columnSpan)
    let element = output.addElement(kind, parent: parent)
    let inset = style.borderWidth / 2
    let textLeft = x0 + inset + style.padding.left
    let measure = x1 - x0 - style.borderWidth - style.padding.left - style.padding.right
    if measure <= 0 { output.report(.tooWide("the padding of a table cell")) }
    let text = GlyphRunCollector.collect(cell.content, of: letter, element: element, into: &output)
    let lines = LineBreaker.lines(of: text, glyphs: output.result.glyphs, measure: max(measure, 1))
    var baseline = inset + style.padding.top + output.baseline(in: style)
    for range in lines {
      let line = LineSetter.line(
        range, of: text, glyphs: output.result.glyphs, style: style, left: textLeft, measure: measure,
        baseline: baseline)
      if !line.runs.isEmpty { box.lines.append(line) }
      baseline += style.lineHeight
    }
    return style.borderWidth + style.padding.top + style.padding.bottom + Double(lines.count) * style.lineHeight
  }

  private func draw(_ x0: Double, _ x1: Double, _ style: Style, in box: inout FlowBox) {
    if let color = style.background {
      box.fills.append(Fill(x: x0, y: 0, width: x1 - x0, height: box.height, color: color))
    }
    guard style.borderWidth > 0 else { return }
    let inset = style.borderWidth / 2
    func rule(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
      let rule = Rule(x0: x0, y0: y0, x1: x1, y1: y1, thickness: style.borderWidth, color: style.borderColor)
      if !box.rules.contains(rule) { box.rules.append(rule) }
    }
    rule(x0 - inset, 0, x1 + inset, 0)
    rule(x0 - inset, box.height, x1 + inset, box.height)
    rule(x0, 0, x0, box.height)
    rule(x1, 0, x1, box.height)
  }
}
