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
    // The rows of each table with what their cells cover.
    var rows: [StructureElement.ID: [StructureElement.ID]] = [:]
    var spans: [StructureElement.ID: [StructureElement.Span]] = [:]
    var headed: Set<StructureElement.ID> = []
    func table(ofRow row: StructureElement.ID) -> StructureElement.ID? {
      var parent = letter.elements[row].parent
      while let id = parent, letter.elements[id].kind != .table { parent = letter.elements[id].parent }
      return parent
    }
    for (id, element) in letter.elements.enumerated() {
      switch element.kind {
      case .row: if let table = table(ofRow: id) { rows[table, default: []].append(id) }
      case .headerCell(let span, _):
        if let row = element.parent {
          spans[row, default: []].append(span)
          if let table = table(ofRow: row) { headed.insert(table) }
        }
      case .dataCell(let span, _): if let row = element.parent { spans[row, default: []].append(span) }
      default: break
      }
    }
    var found: [ConformanceDemand] = []
    for (id, element) in letter.elements.enumerated() where element.kind == .table {
      if !headed.contains(id), !found.contains(.tablesHaveHeaders) { found.append(.tablesHaveHeaders) }
      if !isRegular((rows[id] ?? []).map { spans[$0] ?? [] }), !found.contains(.tablesAreRegular) {
        found.append(.tablesAreRegular)
      }
    }
    return found
  }

  /// Whether all rows cover the same columns, with the cells of earlier rows that reach into them.
  private static func isRegular(_ rows: [[StructureElement.Span]]) -> Bool {
    var width: Int?
    // How many columns cells of earlier rows cover in each of the next rows.
    var reaching: [Int] = []
    for row in rows {
      let columns = row.reduce(reaching.first ?? 0) { $0 + $1.columns }
      if let width, width != columns { return false }
      width = columns
      reaching = Array(reaching.dropFirst())
      for span in row where span.rows > 1 {
        while reaching.count < span.rows - 1 { reaching.append(0) }
        for next in 0..<span.rows - 1 { reaching[next] += span.columns }
      }
    }
    return reaching.allSatisfy { $0 == 0 }
  }
}
