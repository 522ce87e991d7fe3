import LetterDocument

/// Rows of a table that stay together on a page: one row, or rows that a cell joins.
struct TableUnit {
  var content = BoxContent()
  var height = 0.0
  /// The cells, for a unit that is taller than a page.
  var cells: [TableCellBox] = []
  /// Whether a page break may divide it, although it would fit a page.
  var maySplit = false
  /// What its rows ask of the page break before it.
  var breakBefore = Style.Break.auto
  /// What its rows ask of the page break after it.
  var breakAfter = Style.Break.auto
}

/// A cell that is set, relative to the top of its unit.
struct TableCellBox {
  var x0, x1: Double
  var style: Style
  /// The background of its row.
  var rowBackground: Color?
  var top = 0.0
  var height = 0.0
  var content: BoxContent
  /// The height that it needs.
  var needed: Double
  /// Where the content starts, relative to the top of the cell.
  var contentTop: Double
  /// The heights of the boxes of the content, each with the space before it, if the cell holds blocks; otherwise it has lines.
  var boxes: [FlowBox] = []
  var row: Int
  var rowSpan: Int
}

/// Lays out a table: columns of fixed widths, rules around every cell. Adjoining cells share a rule, which is centred on the line between
/// them (CSS 2 §17.6.2, collapsed borders).
struct TableLayout {
  private let letter: Letter
  private let table: Table
  private let places: [[Int]]
  /// The left edges of the columns, and the right edge of the last.
  private let columns: [Double]
  private let counters: PageNumbers?

  init(_ table: Table, of letter: Letter, left: Double, counters: PageNumbers?) {
    self.letter = letter
    self.table = table
    self.counters = counters
    places = table.places
    columns = table.columns.reduce(into: [left]) { $0.append($0[$0.count - 1] + $1) }
  }

  /// The indices of the rows of each unit.
  var units: [Range<Int>] {
    var units: [Range<Int>] = []
    var start = 0
    var end = 0
    for (index, row) in table.rows.enumerated() {
      end = max(end, index + (row.cells.map(\.rowSpan).max() ?? 1))
      if end <= index + 1 {
        units.append(start..<index + 1)
        start = index + 1
      }
    }
    if start < table.rows.count { units.append(start..<table.rows.count) }
    return units
  }

  /// Sets the rows of a unit, and adds their structure to the composition.
  func set(
    _ rows: Range<Int>, parents: (Int) -> StructureElement.ID?, into composition: inout Composition
  ) -> TableUnit {
    var cells: [TableCellBox] = []
    for row in rows { set(row, below: rows.lowerBound, parent: parents(row), &cells, into: &composition) }
    var heights = [Double](repeating: 0, count: rows.count)
    for cell in cells where cell.rowSpan == 1 { heights[cell.row] = max(heights[cell.row], cell.needed) }
    for cell in cells where cell.rowSpan > 1 {
      let last = min(cell.row + cell.rowSpan, rows.count) - 1
      heights[last] += max(0, cell.needed - heights[cell.row...last].reduce(0, +))
    }
    var unit = TableUnit()
    let tops = heights.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }
    unit.height = tops[tops.count - 1]
    for index in cells.indices {
      let end = min(cells[index].row + cells[index].rowSpan, rows.count)
      cells[index].top = tops[cells[index].row]
      cells[index].height = tops[end] - tops[cells[index].row]
      let distance = cells[index].top + cells[index].shift
      if distance != 0 {
        cells[index].content = cells[index].content.moved(down: distance)
        cells[index].contentTop += distance
      }
      unit.content.add(cells[index].content)
    }
    for cell in cells { cell.draw(from: cell.top, to: cell.top + cell.height, in: &unit.content) }
    unit.cells = cells
    let styles = rows.compactMap { table.rows[$0].style.map { letter[$0] } }
    unit.maySplit = styles.contains { $0.breakInside == .auto }
    unit.breakBefore = styles.first?.breakBefore ?? .auto
    unit.breakAfter = styles.last?.breakAfter ?? .auto
    return unit
  }

  private func set(
    _ index: Int, below first: Int, parent: StructureElement.ID?, _ cells: inout [TableCellBox],
    into composition: inout Composition
  ) {
    let row = table.rows[index]
    let element = parent.map { composition.addElement(.row, parent: $0, marks: row.marks) }
    let headers = row.cells.count { $0.header == .row }
    var header: StructureElement.ID?
    let background = row.style.flatMap { letter[$0].background }
    for (cell, column) in zip(row.cells, places[index]) {
      let (x0, x1) = (columns[column], columns[column + cell.columnSpan])
      let span = StructureElement.Span(columns: cell.columnSpan, rows: cell.rowSpan)
      let kind: StructureElement.Kind =
        cell.header.map { .headerCell(span, scope: $0) } ?? .dataCell(span, header: headers > 1 ? header : nil)
      let cellElement = element.map { composition.addElement(kind, parent: $0, marks: cell.marks) }
      if cell.header == .row { header = cellElement }
      var box = set(cell, from: x0, to: x1, element: cellElement, into: &composition)
      box.row = index - first
      box.rowBackground = background
      cells.append(box)
    }
  }

  /// Sets the content of a cell from the top of the row.
  private func set(
    _ cell: Table.Cell, from x0: Double, to x1: Double, element: StructureElement.ID?,
    into composition: inout Composition
  ) -> TableCellBox {
    let style = letter[cell.content.style]
    let (above, below) = (style.border.top.width / 2, style.border.bottom.width / 2)
    let left = x0 + style.border.left.width / 2 + style.padding.left
    let borders = (style.border.left.width + style.border.right.width) / 2
    let measure = x1 - x0 - borders - style.padding.left - style.padding.right
    let first = above + style.padding.top
    var box = TableCellBox(
      x0: x0, x1: x1, style: style, content: BoxContent(), needed: 0, contentTop: first, row: 0, rowSpan: cell.rowSpan)
    if let blocks = cell.blocks {
      let frame = FlowBuilder.Frame(left: left, measure: measure)
      let (content, height, boxes) = FlowBuilder.stack(
        blocks, of: letter, in: frame, markerLimit: left, parent: element, counters: counters, into: &composition)
      box.content = content.moved(down: first)
      box.boxes = boxes
      box.needed = first + height + style.padding.bottom + below
      return box
    }
    let text = GlyphRunCollector.collect(
      cell.content.inlines, style, of: letter, element: element, counters: counters, into: &composition)
    let (lines, isTooWide) = LineBreaker.lines(
      of: text, in: composition, measure: measure, indent: style.textIndent)
    if isTooWide { composition.report(.glyphTooWide(cell.content.inlines.firstOrigin)) }
    let frame = LineFrame(left: left, measure: measure, alignment: style.alignment, indent: style.textIndent)
    var baseline = first + composition.baseline(in: style)
    var extras = LineExtras()
    for (index, range) in lines.enumerated() {
      let line = LineSetter.line(
        range, of: text, in: frame, isFirst: index == 0, baseline: baseline, extras: &extras, into: &composition)
      if !line.runs.isEmpty { box.content.lines.append(line) }
      baseline += style.lineHeight
    }
    box.content.rules = extras.rules
    box.content.links = extras.links
    box.needed =
      above + below + style.padding.top + style.padding.bottom + Double(lines.count) * style.lineHeight
    return box
  }
}

extension TableCellBox {
  /// How far the content moves down, because the cell is taller than it needs.
  fileprivate var shift: Double {
    switch style.verticalAlignment {
    case .top: 0
    case .middle: (height - needed) / 2
    case .bottom: height - needed
    }
  }

  /// The parts of the content that a page break cannot divide, relative to the top of the unit.
  var parts: [ClosedRange<Double>] {
    var parts: [ClosedRange<Double>] = []
    var y = contentTop
    if boxes.isEmpty {
      for _ in content.lines {
        parts.append(y...y + style.lineHeight)
        y += style.lineHeight
      }
    }
    for box in boxes {
      y += box.spaceBefore
      parts.append(y...y + box.height)
      y += box.height
    }
    return parts
  }

  /// Draws the background and the rules of the part of a cell between two heights. Inside the cell, there is no rule across.
  func draw(from y0: Double, to y1: Double, in content: inout BoxContent) {
    if let color = style.background ?? rowBackground {
      content.fills.append(Fill(x: x0, y: y0, width: x1 - x0, height: y1 - y0, color: color))
    }
    let border = style.border
    if border.isEmpty { return }
    func add(_ side: Borders.Side, _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
      guard side.width > 0 else { return }
      let rule = RuledLine(x0: x0, y0: y0, x1: x1, y1: y1, thickness: side.width, color: side.color)
      if !content.rules.contains(rule) { content.rules.append(rule) }
    }
    let (left, right) = (border.left.width / 2, border.right.width / 2)
    if y0 == top { add(border.top, x0 - left, y0, x1 + right, y0) }
    if y1 == top + height { add(border.bottom, x0 - left, y1, x1 + right, y1) }
    add(border.left, x0, y0, x0, y1)
    add(border.right, x1, y0, x1, y1)
  }
}
