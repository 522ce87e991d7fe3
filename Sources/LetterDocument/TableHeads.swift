/// What the rows of a table are for the rows below them.
extension Table {
  /// The role of a row.
  package enum RowRole: Sendable, Hashable {
    /// It has cells of data.
    case data
    /// It names columns. The first such row after data replaces the heads above it; the next ones go with it.
    case columnHead(replaces: Bool)
    /// It is a head over all columns, such as the name of a group of rows. It stands besides the heads of the columns.
    case groupHead(replaces: Bool)

    /// Whether it has no data, only heads and perhaps an empty corner.
    package var isHead: Bool { self != .data }
  }

  /// The role of each row.
  package var rowRoles: [RowRole] {
    let thead = groups.first(where: \.isHead)?.rows ?? 0..<0
    var roles: [RowRole] = []
    roles.reserveCapacity(rows.count)
    var row = 0
    while row < rows.count {
      guard thead.contains(row) || isHead(row) else {
        roles.append(.data)
        row += 1
        continue
      }
      var end = row + 1
      while end < rows.count, thead.contains(end) || isHead(end) { end += 1 }
      // What follows the heads of the columns is the head of a group.
      let lastOfColumns = (row..<end).last { rows[$0].cells.count > 1 || thead.contains($0) } ?? row - 1
      for index in row..<end {
        let isOfColumns = index <= lastOfColumns
        roles.append(
          isOfColumns ? .columnHead(replaces: index == row) : .groupHead(replaces: index == lastOfColumns + 1))
      }
      row = end
    }
    return roles
  }

  /// Whether some rows have only header cells, whatever these describe, and the row below has others.
  package func headsGroup(_ group: Range<Int>) -> Bool {
    group.upperBound < rows.count && rows[group].allSatisfy { $0.cells.allSatisfy(\.isHeader) }
      && !rows[group.upperBound].cells.allSatisfy(\.isHeader)
  }

  /// Whether a row has nothing but cells that head columns, and perhaps a cell without content in the corner above the heads of rows.
  private func isHead(_ row: Int) -> Bool {
    let cells = rows[row].cells
    return cells.allSatisfy { $0.header == .column || $0.isCorner }
      && cells.contains { $0.header == .column }
  }

  /// The rows that only describe columns: those of `thead`, or the leading rows that have only header cells. Inside of `tbody` a single head
  /// over all columns names its group.
  package var columnHeads: Range<Int> {
    if let head = groups.first(where: \.isHead) { return head.rows }
    let end = rows.indices.first { row in rows[row].cells.contains { !$0.isHeader } && !isHead(row) } ?? rows.count
    guard groups.isEmpty || rows[..<end].contains(where: { $0.cells.count > 1 }) else { return 0..<0 }
    return 0..<end
  }
}
