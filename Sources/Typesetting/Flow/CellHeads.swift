import LetterDocument

/// The header cells that head the cells of a table, row by row, as far as scopes do not tell them.
///
/// Scopes say that a header cell heads the rest of its row or its column (PDF 32000-1 table 349). That is not enough where a header cell
/// stands after data: in a row of names and values, or where later rows of heads replace the first ones. There data cells name all their heads.
struct CellHeads {
  private let roles: [Table.RowRole]
  /// Whether all data cells name their heads, because heads are replaced.
  private let isReplaced: Bool
  /// For each row, whether a header cell stands after a cell of data.
  private let hasHeadAfterData: [Bool]
  /// The heads of each column, and those over groups of rows.
  private var columns: [[StructureElement.ID]]
  private var groups: [[StructureElement.ID]]
  /// The heads of the row so far.
  private var ofRow: [StructureElement.ID] = []
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
    ofRow = []
    switch roles[index] {
    case .columnHead(replaces: true):
      for column in columns.indices { (columns[column], groups[column]) = ([], []) }
    case .groupHead(replaces: true): for column in groups.indices { groups[column] = [] }
    default: break
    }
  }

  /// Takes a cell that was added to the structure.
  mutating func take(_ cell: Table.Cell, _ element: StructureElement.ID?, _ covered: Range<Int>) {
    guard let element, let scope = cell.header else { return }
    if scope == .row {
      // In rows of names and values each name heads what follows it.
      ofRow = hasHeadAfterData[row] ? [element] : ofRow + [element]
    } else if roles[row].isHead {
      for column in covered.clamped(to: columns.indices) {
        if case .groupHead = roles[row] { groups[column].append(element) } else { columns[column].append(element) }
      }
    }
  }

  /// What a cell of data names.
  func named(_ covered: Range<Int>) -> [StructureElement.ID] {
    guard isReplaced || hasHeadAfterData[row] else { return [] }
    var named = ofRow
    for column in covered.clamped(to: columns.indices) {
      for head in columns[column] + groups[column] where !named.contains(head) { named.append(head) }
    }
    return named
  }
}
