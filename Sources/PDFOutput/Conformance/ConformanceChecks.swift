import Typesetting

extension ConformanceDemand {
  /// The demands that a letter does not meet. A letter of a checked template set meets them all.
  static func violations(of letter: TypesetLetter, metadata: DocumentMetadata) -> [ConformanceDemand] {
    var found: [ConformanceDemand] = []
    if metadata.title.allSatisfy(\.isWhitespace) { found.append(.hasTitle) }
    if metadata.language.isEmpty { found.append(.hasLanguage) }
    for case .figure(let text) in letter.elements.map(\.kind) where text.allSatisfy(\.isWhitespace) {
      found.append(.figuresHaveAlternateText)
    }
    var level = 0
    for case .heading(let next) in letter.elements.map(\.kind) {
      if next > level + 1 { found.append(.headingsDoNotSkipLevels) }
      level = next
    }
    return found + tableViolations(of: letter)
  }

  private static func tableViolations(of letter: TypesetLetter) -> [ConformanceDemand] {
    let count = letter.elements.count
    // For each element: the table that it is in, how many columns the cells of a row cover, and whether a table has header cells.
    var tables = [Int](repeating: -1, count: count)
    var columns = [Int](repeating: 0, count: count)
    var hasHeaders = [Bool](repeating: false, count: count)
    // How many columns cells of earlier rows cover in the next rows of a table, where there are such cells.
    var reaching: [Int: [Int]] = [:]
    var widths = [Int](repeating: -1, count: count)
    var isRegular = true
    var openRow = -1
    func endRow() {
      guard openRow >= 0, tables[openRow] >= 0 else { return }
      let table = tables[openRow]
      if widths[table] >= 0, widths[table] != columns[openRow] { isRegular = false }
      widths[table] = columns[openRow]
      openRow = -1
    }
    for (id, element) in letter.elements.enumerated() {
      if element.kind == .table { tables[id] = id } else if let parent = element.parent { tables[id] = tables[parent] }
      switch element.kind {
      case .row:
        endRow()
        openRow = id
        if !reaching.isEmpty, var rows = reaching[tables[id]], !rows.isEmpty {
          columns[id] = rows.removeFirst()
          reaching[tables[id]] = rows
        }
      case .headerCell(let span, _), .dataCell(let span, _):
        guard let row = element.parent else { continue }
        columns[row] += span.columns
        if case .headerCell = element.kind, tables[row] >= 0 { hasHeaders[tables[row]] = true }
        if span.rows > 1 { reaching[tables[row], default: []].add(span) }
      default: break
      }
    }
    endRow()
    if reaching.values.contains(where: { $0.contains { $0 > 0 } }) { isRegular = false }
    var found: [ConformanceDemand] = isRegular ? [] : [.tablesAreRegular]
    for id in 0..<count where letter.elements[id].kind == .table && !hasHeaders[id] {
      found.append(.tablesHaveHeaders)
      break
    }
    return found
  }
}

extension [Int] {
  /// Adds the columns that a cell covers in the rows after its own.
  fileprivate mutating func add(_ span: StructureElement.Span) {
    while count < span.rows - 1 { append(0) }
    for row in 0..<span.rows - 1 { self[row] += span.columns }
  }
}
