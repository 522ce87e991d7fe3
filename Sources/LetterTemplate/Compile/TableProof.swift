import LetterDocument

/// Proves that a table is regular and has header cells in every letter, and computes the widths of its columns. All paths through the
/// template count, so nothing of this has to be looked for in letters.
struct TableProof {
  /// A cell on some path: its first column, and the element.
  struct Cell {
    let column: Int
    let element: CellElement
    let place: Place

    var style: StyleID { element.style }
    var holdsBlocks: Bool { element.holdsBlocks }

    /// The width between the middles of its rules.
    func width(_ columns: [Double]) -> Double { columns[column..<column + element.columnSpan].reduce(0, +) }
  }

  /// What is wrong, and where.
  struct Problem {
    let message: String
    let fix: String
    let place: Place
  }

  private let place: Place
  private(set) var cells: [Cell] = []
  private(set) var problems: [Problem] = []
  /// How many columns the rows cover; nil before the first row.
  private(set) var columns: Int?
  /// For each column, in how many of the next rows a cell of an earlier row covers it.
  private var covered: [Int] = []
  /// Whether the columns of some row were reported.
  private var isIrregular = false

  init(_ parts: [Instruction], at place: Place) {
    self.place = place
    problems = TablePartProof.problems(of: parts, at: place)
    addRows(parts)
    endGroup(place)
    if Self.outcomes(ofRows: parts).contains(.plain) {
      problems.append(
        Problem(
          message: "this table has no header cell in some letters",
          fix: "use th for the cells that name a row or a column", place: place))
    }
  }

  /// The width of each column: the largest that a cell of any row gives it. Columns without a width share what is left of the table.
  /// - Parameters:
  ///   - table: the width of the table, if the stylesheet gives it.
  ///   - room: the width of its place.
  mutating func widths(_ styles: [Style], table: Double?, room: Double) -> [Double] {
    var widths = [Double?](repeating: nil, count: columns ?? 0)
    // A row that is longer than the others was reported.
    for cell in cells where cell.element.columnSpan == 1 && cell.column < widths.count {
      let style = styles[cell.style.index]
      let width = style.width ?? style.widthPercent.map { $0 / 100 * (table ?? room) }
      if let width { widths[cell.column] = max(widths[cell.column] ?? 0, width) }
    }
    let open = widths.count { $0 == nil }
    guard open > 0 else { return widths.compactMap(\.self) }
    let rest = (table ?? room) - widths.compactMap(\.self).reduce(0, +)
    guard rest > 0 else {
      problems.append(
        Problem(
          message: "the columns of this table without a width have no room",
          fix: "make the other columns narrower, or the table wider", place: place))
      return widths.map { $0 ?? 1 }
    }
    return widths.map { $0 ?? rest / Double(open) }
  }

  // MARK: Parts

  private mutating func endGroup(_ place: Place) {
    if covered.contains(where: { $0 > 0 }) {
      problems.append(
        Problem(
          message: "a cell covers more rows than follow it", fix: "make rowspan smaller, or add rows", place: place))
    }
    covered = covered.map { _ in 0 }
  }

  // MARK: Columns

  private mutating func addRows(_ instructions: [Instruction]) {
    for instruction in instructions {
      switch instruction {
      case .row(_, _, let cells, let place): add(cells, place)
      case .group(_, _, let rows, let place):
        addRows(rows)
        endGroup(place)
      case .each(_, let body, let otherwise, let mayBeEmpty, _): addRows(of: mayBeEmpty ? [body, otherwise] : [body])
      default:
        let bodies = instruction.bodies
        // The rows of a partial, and of a tag with a single branch, are in every letter.
        if bodies.count == 1 { addRows(bodies[0]) } else { addRows(of: bodies) }
      }
    }
  }

  /// Adds the rows of a tag, which are not in every letter or several times.
  private mutating func addRows(of bodies: [[Instruction]]) {
    if bodies.isEmpty { return }
    let before = covered
    let isCovered = before.contains { $0 > 0 }
    if isCovered {
      problems.append(
        Problem(
          message: "a cell of an earlier row covers rows that are not in every letter",
          fix: "make rowspan smaller, or repeat the whole group of rows", place: place))
    }
    for body in bodies {
      covered = before
      addRows(body)
      // What reaches into the tag was reported.
      if !isCovered { endGroup(place) }
      covered = covered.map { _ in 0 }
    }
  }

  private mutating func add(_ instructions: [Instruction], _ place: Place) {
    guard let row = end(of: instructions, from: RowPath(column: freeColumn(from: 0)), in: place) else {
      isIrregular = true
      return
    }
    let count = row.column
    if count == 0 {
      problems.append(
        Problem(message: "this row can be without cells", fix: "give it a cell in every letter", place: place))
    } else if let columns, columns != count {
      // A row that was reported may be the reason.
      guard !isIrregular else { return }
      problems.append(
        Problem(
          message: "this row covers \(count) columns, and another one covers \(columns)",
          fix: "give all rows of a table the same number of columns, with colspan if needed", place: place))
    } else {
      columns = columns ?? count
    }
    covered = (0..<max(covered.count, count)).map { column in
      max(column < covered.count ? covered[column] - 1 : 0, row.rowsBelow[column] ?? 0)
    }
  }

  /// The first column from `start` on that no cell of an earlier row covers.
  private func freeColumn(from start: Int) -> Int {
    var column = start
    while isCovered(column) { column += 1 }
    return column
  }

  private func isCovered(_ column: Int) -> Bool { column < covered.count && covered[column] > 0 }

  /// What the cells of a row cover on some path.
  private struct RowPath: Hashable {
    /// The column after them.
    var column: Int
    /// In how many rows below this one a cell covers a column; only columns with such a cell.
    var rowsBelow: [Int: Int] = [:]
  }

  /// What some cells cover; nil (and a problem) if it is not the same on every path.
  private mutating func end(of instructions: [Instruction], from start: RowPath, in row: Place) -> RowPath? {
    var path = start
    for instruction in instructions {
      switch instruction {
      case .cell(let element, _, let place): add(element, place, to: &path)
      case .each(_, let body, let otherwise, let mayBeEmpty, _):
        for inner in mayBeEmpty ? [body, otherwise] : [body] {
          guard let after = end(of: inner, from: path, in: row) else { return nil }
          guard after == path else {
            problems.append(
              Problem(
                message: "the number of cells in this row depends on a list", fix: "repeat rows in place of cells",
                place: row))
            return nil
          }
        }
      default:
        var ends: Set<RowPath> = []
        for body in instruction.bodies {
          guard let after = end(of: body, from: path, in: row) else { return nil }
          ends.insert(after)
        }
        guard ends.count <= 1 else {
          problems.append(
            Problem(
              message:
                "the cells of this row do not cover the same \(Set(ends.map(\.column)).count > 1 ? "columns" : "rows") in every letter",
              fix: "give the cells of all branches the same colspan and rowspan", place: row))
          return nil
        }
        path = ends.first ?? path
      }
    }
    return path
  }

  private mutating func add(_ element: CellElement, _ place: Place, to path: inout RowPath) {
    cells.append(Cell(column: path.column, element: element, place: place))
    let columns = path.column..<path.column + element.columnSpan
    if columns.contains(where: isCovered) {
      problems.append(
        Problem(
          message: "this cell lies over a cell of an earlier row", fix: "make its colspan or the rowspan above smaller",
          place: place))
    }
    if element.rowSpan > 1 { for column in columns { path.rowsBelow[column] = element.rowSpan - 1 } }
    path.column = freeColumn(from: columns.upperBound)
  }
}
