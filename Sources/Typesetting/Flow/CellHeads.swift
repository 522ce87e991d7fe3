import LetterDocument

/// The header cells that head the cells of a table, row by row, as far as scopes do not tell them.
///
/// Scopes say that a header cell heads the rest of its row or its column (PDF 32000-1 table 349). That is not enough where a header cell
/// stands after data: in a row of names and values, or where later rows of heads replace the first ones. There data cells name all their heads.
struct CellHeads {
  /// A head of a row, or a cell of data.
  private struct RowCell {
    var element: StructureElement.ID
    var column: Int
    /// The rows that it covers.
    var rows: Range<Int>
  }

  private let roles: [Table.RowRole]
  /// Whether all data cells name their heads, because heads are replaced.
  private let isReplaced: Bool
  /// For each row, whether a header cell stands after a cell of data.
  private let hasHeadAfterData: [Bool]
  /// The heads of each column, and those over groups of rows.
  private var columns: [[StructureElement.ID]]
  private var groups: [[StructureElement.ID]]
  /// For each column, the last row that its heads cover; empty before the first one.
  private var lastHeadRows: [Int] = []
  /// The heads of the row so far.
  private var ofRow: [RowCell] = []
  /// Heads that go down to rows below.
  private var tall: [RowCell] = []
  /// Cells of data that name their heads and go down to rows below.
  private var tallData: [RowCell] = []
  /// Whether data stands after the last head of the row.
  private var isAfterData = false
  private var row = 0

  init(_ table: Table, _ roles: [Table.RowRole]) {
    self.roles = roles
    hasHeadAfterData = table.rows.map { row in
      guard let first = row.cells.firstIndex(where: { $0.header == nil }) else { return false }
      return row.cells[first...].contains { $0.header == .row }
    }
    let firstData = roles.firstIndex(of: .data) ?? roles.count
    isReplaced = roles[firstData...].contains(where: \.isHead)
    columns = table.columns.map { _ in [] }
    groups = columns
  }

  mutating func startRow(_ index: Int) {
    row = index
    ofRow.removeAll(keepingCapacity: true)
    isAfterData = false
    if !tall.isEmpty {
      tall.removeAll { !$0.rows.contains(index) }
      ofRow += tall
    }
    if !tallData.isEmpty { tallData.removeAll { !$0.rows.contains(index) } }
    switch roles[index] {
    case .columnHead(replaces: true):
      for column in columns.indices { (columns[column], groups[column]) = ([], []) }
    case .groupHead(replaces: true): for column in groups.indices { groups[column] = [] }
    default: break
    }
  }

  /// Takes a cell that was added to the structure.
  mutating func take(_ cell: Table.Cell, _ element: StructureElement.ID?, _ covered: Range<Int>) {
    guard let element else { return }
    let rows = row..<row + cell.rowSpan
    switch cell.header {
    case nil:
      isAfterData = true
      if cell.rowSpan > 1, namesHeads {
        tallData.append(RowCell(element: element, column: covered.lowerBound, rows: rows))
      }
    case .row:
      // In a row of names and values, a name heads what follows it, up to the next one. A head of several rows heads all of them.
      if isAfterData, hasHeadAfterData[row] { ofRow.removeAll { $0.rows.count == 1 } }
      isAfterData = false
      let head = RowCell(element: element, column: covered.lowerBound, rows: rows)
      ofRow.append(head)
      if cell.rowSpan > 1 { tall.append(head) }
    case .column:
      if lastHeadRows.isEmpty { lastHeadRows = columns.map { _ in -1 } }
      for column in covered.clamped(to: columns.indices) {
        if case .groupHead = roles[row] {
          groups[column].append(element)
        } else {
          // Among data, a head replaces those that stand above other data.
          if roles[row] == .data, lastHeadRows[column] < row - 1 { (columns[column], groups[column]) = ([], []) }
          columns[column].append(element)
        }
        lastHeadRows[column] = max(lastHeadRows[column], rows.upperBound - 1)
      }
    }
  }

  /// Whether the cells of data of the row name their heads.
  private var namesHeads: Bool { isReplaced || hasHeadAfterData[row] }

  /// The heads of the row that stand before a column.
  private func rowHeads(before column: Int) -> [StructureElement.ID] {
    ofRow.filter { $0.column < column }.sorted { $0.column < $1.column }.map(\.element)
  }

  /// When all cells of a row are taken: what the row adds to the heads of cells that start in rows above.
  var addedHeads: [(cell: StructureElement.ID, heads: [StructureElement.ID])] {
    tallData.filter { $0.rows.lowerBound < row }.map { ($0.element, rowHeads(before: $0.column)) }
  }

  /// What a cell of data names.
  func named(_ covered: Range<Int>) -> [StructureElement.ID] {
    guard namesHeads else { return [] }
    var named = rowHeads(before: covered.lowerBound)
    let columns = covered.clamped(to: columns.indices)
    // A cell of one column has none of its heads twice.
    if columns.count == 1 { return named + self.columns[columns.lowerBound] + groups[columns.lowerBound] }
    var seen = Set(named)
    for column in columns {
      for head in self.columns[column] + groups[column] where seen.insert(head).inserted { named.append(head) }
    }
    return named
  }
}
