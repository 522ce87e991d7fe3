import LetterDocument

/// Rows of a table that stay together on a page: one row, or rows that a cell joins.
struct TableUnit {
  /// What the cells contain.
  var content = BoxContent()
  /// The backgrounds and rules of the cells.
  var drawn = BoxContent()
  var height = 0.0
  /// The cells, for a unit that is taller than a page.
  var cells: [TableCellBox] = []
  /// Whether a page break may divide it, although it would fit a page.
  var maySplit = false
  /// What its rows ask of the page break before it.
  var breakBefore = Style.Break.auto
  /// What its rows ask of the page break after it.
  var breakAfter = Style.Break.auto
  /// The texts of its cells that margin boxes repeat, by name.
  var namedStrings: [(name: String, text: Text)] = []

  /// Makes room for some cells. Arrays that grow are copied each time.
  mutating func makeRoom(cells count: Int) {
    cells.reserveCapacity(count)
    content.lines.reserveCapacity(2 * count)
    // Most cells have four rules, and share one with the next cell.
    drawn.rules.reserveCapacity(3 * count + 1)
  }

  /// All that it shows.
  var whole: BoxContent { content.above(drawn) }
}

/// Lays out a table: columns of fixed widths, rules around every cell. Adjoining cells share a rule, which is centred on the line between
/// them (CSS 2 §17.6.2, collapsed borders).
struct TableLayout {
  private let letter: Letter
  /// Those of the letter. To pass on the letter for a style would copy all of it.
  private let styles: [Style]
  private let table: Table
  private let places: [[Int]]
  /// The left edges of the columns, and the right edge of the last.
  private let columns: [Double]
  private let counters: PageNumbers?
  /// What each row is for those below it.
  let roles: [Table.RowRole]
  /// The cells that head the columns of the next row.
  private var heads: CellHeads

  init(_ table: Table, of letter: Letter, left: Double, counters: PageNumbers?) {
    self.letter = letter
    styles = letter.styles
    self.table = table
    self.counters = counters
    places = table.places
    columns = table.columns.runningSums(from: left)
    roles = table.rowRoles
    heads = CellHeads(table, roles)
  }

  /// The indices of the rows of each unit.
  var units: [Range<Int>] {
    var units: [Range<Int>] = []
    var start = 0
    var end = 0
    for index in table.rows.indices {
      end = max(end, index + (table.rows[index].cells.lazy.map(\.rowSpan).max() ?? 1))
      if end <= index + 1 {
        units.append(start..<index + 1)
        start = index + 1
      }
    }
    if start < table.rows.count { units.append(start..<table.rows.count) }
    return units
  }

  /// Sets the rows of a unit, and adds their structure to the composition.
  mutating func set(
    _ rows: Range<Int>, parent: StructureElement.ID?, into composition: inout Composition
  ) -> TableUnit {
    var unit = TableUnit()
    unit.makeRoom(cells: rows.reduce(0) { $0 + table.rows[$1].cells.count })
    for row in rows { set(row, below: rows.lowerBound, parent: parent, &unit, into: &composition) }
    var heights = [Double](repeating: 0, count: rows.count)
    for cell in unit.cells where cell.rowSpan == 1 { heights[cell.row] = max(heights[cell.row], cell.needed) }
    for cell in unit.cells where cell.rowSpan > 1 {
      let last = min(cell.row + cell.rowSpan, rows.count) - 1
      heights[last] += max(0, cell.needed - heights[cell.row...last].reduce(0, +))
    }
    let tops = heights.runningSums(from: 0)
    unit.height = tops[tops.count - 1]
    for index in unit.cells.indices { place(index, tops, rows.count, in: &unit) }
    for cell in unit.cells {
      cell.draw(styles[cell.style.index], from: cell.top, to: cell.top + cell.height, in: &unit.drawn)
    }
    for row in rows {
      guard let style = table.rows[row].style.map({ styles[$0.index] }) else { continue }
      if style.breakInside == .auto { unit.maySplit = true }
      if row == rows.lowerBound { unit.breakBefore = style.breakBefore }
      if row == rows.upperBound - 1 { unit.breakAfter = style.breakAfter }
    }
    return unit
  }

  /// Moves the content of a cell to its place, when the heights of all rows are known.
  private func place(_ index: Int, _ tops: [Double], _ rows: Int, in unit: inout TableUnit) {
    let cell = unit.cells[index]
    let top = tops[cell.row]
    let height = tops[min(cell.row + cell.rowSpan, rows)] - top
    unit.cells[index].top = top
    unit.cells[index].height = height
    let shift =
      switch styles[cell.style.index].verticalAlignment {
      case .top: 0.0
      case .middle: (height - cell.needed) / 2
      case .bottom: height - cell.needed
      }
    guard top + shift != 0 else { return }
    unit.cells[index].contentTop += top + shift
    let end = index + 1 < unit.cells.count ? unit.cells[index + 1].start : unit.content.counts
    unit.content.move(from: cell.start, to: end, down: top + shift)
  }

  private mutating func set(
    _ index: Int, below first: Int, parent: StructureElement.ID?, _ unit: inout TableUnit,
    into composition: inout Composition
  ) {
    let element = parent.map { composition.addElement(.row, parent: $0, marks: table.rows[index].marks) }
    heads.startRow(index)
    let background = table.rows[index].style.flatMap { styles[$0.index].background }
    for number in table.rows[index].cells.indices {
      let cell = table.rows[index].cells[number]
      let column = places[index][number]
      let span = StructureElement.Span(columns: cell.columnSpan, rows: cell.rowSpan)
      let kind: StructureElement.Kind =
        cell.header.map { .headerCell(span, scope: $0) }
        ?? .dataCell(span, headers: heads.named(column..<column + cell.columnSpan))
      let cellElement = element.map { composition.addElement(kind, parent: $0, marks: cell.marks) }
      heads.take(cell, cellElement, column..<column + cell.columnSpan)
      var box = TableCellBox(
        x0: columns[column], x1: columns[column + cell.columnSpan], style: cell.content.style,
        rowBackground: background, contentTop: 0, lineHeight: 0, start: unit.content.counts, row: index - first,
        rowSpan: cell.rowSpan)
      set(cell, in: &box, element: cellElement, &unit, into: &composition)
      unit.cells.append(box)
    }
    for (cell, more) in heads.addedHeads { composition.addHeaders(more, to: cell) }
  }

  /// Sets the content of a cell from the top of the unit.
  private func set(
    _ cell: Table.Cell, in box: inout TableCellBox, element: StructureElement.ID?, _ unit: inout TableUnit,
    into composition: inout Composition
  ) {
    let style = styles[cell.content.style.index]
    let left = box.x0 + style.border.left.width / 2 + style.padding.left
    let measure = box.x1 - box.x0 - style.horizontalInsetsOfCell
    let first = style.border.top.width / 2 + style.padding.top
    (box.contentTop, box.lineHeight) = (first, style.lineHeight)
    if let name = style.namedString, let text = cell.namedText { unit.namedStrings.append((name, text)) }
    if let blocks = cell.blocks {
      let frame = FlowBuilder.Frame(left: left, measure: measure)
      let height = set(blocks, in: frame, from: first, &box, element: element, &unit, into: &composition)
      box.needed = height + style.verticalInsetsOfCell
      return
    }
    let text = GlyphRunCollector.collect(
      cell.content.inlines, style, styles: styles, element: element, counters: counters, into: &composition)
    let (lines, isTooWide) = LineBreaker.lines(
      of: text, in: composition, measure: measure, indent: style.textIndent)
    if isTooWide { composition.report(.glyphTooWide(cell.content.inlines.firstOrigin)) }
    let frame = LineFrame(left: left, measure: measure, alignment: style.alignment, indent: style.textIndent)
    var baseline = first + composition.baseline(in: style)
    for (index, range) in lines.enumerated() {
      let line = LineSetter.line(
        range, of: text, in: frame, isFirst: index == 0, baseline: baseline, into: &composition)
      if !line.runs.isEmpty { unit.content.lines.append(line) }
      if text.hasExtras {
        let extras = LineSetter.extras(of: line, text, in: composition)
        unit.content.rules += extras.rules
        unit.content.links += extras.links
      }
      baseline += style.lineHeight
    }
    box.lineCount = lines.count
    box.needed = Double(lines.count) * style.lineHeight + style.verticalInsetsOfCell
  }

  /// Sets the blocks of a cell.
  /// - Returns: their height.
  private func set(
    _ blocks: [Block], in frame: FlowBuilder.Frame, from top: Double, _ box: inout TableCellBox,
    element: StructureElement.ID?, _ unit: inout TableUnit, into composition: inout Composition
  ) -> Double {
    let (inner, height, galley) = FlowBuilder.stack(
      blocks, of: letter, in: frame, markerLimit: frame.left, parent: element, counters: counters, into: &composition)
    unit.content.add(inner.moved(down: top))
    unit.namedStrings += galley.namedStrings.map { ($0.name, $0.text) }
    box.boxes = galley.boxes
    return height
  }
}

extension [Double] {
  /// A start, and the sum from it after each element.
  fileprivate func runningSums(from start: Double) -> [Double] {
    var sums: [Double] = []
    sums.reserveCapacity(count + 1)
    sums.append(start)
    for element in self { sums.append(sums[sums.count - 1] + element) }
    return sums
  }
}
