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
    var found: [ConformanceDemand] = []
    // For each element: the columns of a row, the columns of a table's first row, whether a table has header cells.
    var columns = [Int](repeating: 0, count: letter.elements.count)
    var width = [Int?](repeating: nil, count: letter.elements.count)
    var hasHeaders = [Bool](repeating: false, count: letter.elements.count)
    for element in letter.elements {
      guard let row = element.parent else { continue }
      switch element.kind {
      case .headerCell(let span, _):
        columns[row] += span
        if let table = letter.elements[row].parent { hasHeaders[table] = true }
      case .dataCell(let span, _): columns[row] += span
      default: break
      }
    }
    for (id, element) in letter.elements.enumerated() {
      if element.kind == .table, !hasHeaders[id], !found.contains(.tablesHaveHeaders) {
        found.append(.tablesHaveHeaders)
      }
      guard element.kind == .row, let table = element.parent else { continue }
      if let first = width[table], first != columns[id], !found.contains(.tablesAreRegular) {
        found.append(.tablesAreRegular)
      }
      width[table] = width[table] ?? columns[id]
    }
    return found
  }
}
