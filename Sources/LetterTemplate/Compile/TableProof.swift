import LetterDocument

/// Proves that a table is regular and has header cells in every letter, and computes the widths of its columns. All paths through the
/// template count, so nothing of this has to be looked for in letters.
struct TableProof {
  /// A cell on some path: its first column, how many it covers, and its style.
  struct Cell {
    let column: Int
    let span: Int
    let style: StyleID
    let content: [Instruction]
    let place: Place
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

  init(_ rows: [Instruction], at place: Place) {
    self.place = place
    addRows(rows)
    if Self.outcomes(ofRows: rows).contains(.plain) {
      problems.append(
        Problem(
          message: "this table has no header cell in some letters",
          fix: "use th for the cells that name a row or a column", place: place))
    }
  }

  /// The width of each column: the largest that a cell of any row gives it.
  mutating func widths(_ styles: [Style]) -> [Double] {
    var widths = [Double?](repeating: nil, count: columns ?? 0)
    // A row that is longer than the others was reported.
    for cell in cells where cell.span == 1 && cell.column < widths.count {
      if let width = styles[cell.style.index].width { widths[cell.column] = max(widths[cell.column] ?? 0, width) }
    }
    for (index, width) in widths.enumerated() where width == nil {
      problems.append(
        Problem(
          message: "column \(index + 1) of this table has no width",
          fix: "give one of its cells a width in the stylesheet", place: place))
    }
    return widths.map { $0 ?? 1 }
  }

  // MARK: Columns

  private mutating func addRows(_ instructions: [Instruction]) {
    for instruction in instructions {
      if case .row(let cells, let place) = instruction {
        add(cells, place)
      } else {
        for body in instruction.bodies { addRows(body) }
      }
    }
  }

  private mutating func add(_ instructions: [Instruction], _ place: Place) {
    guard let count = end(of: instructions, from: 0, in: place) else { return }
    if count == 0 {
      problems.append(
        Problem(message: "this row can be without cells", fix: "give it a cell in every letter", place: place))
    } else if let columns, columns != count {
      problems.append(
        Problem(
          message: "this row covers \(count) columns, and another one covers \(columns)",
          fix: "give all rows of a table the same number of columns, with colspan if needed", place: place))
    } else {
      columns = columns ?? count
    }
  }

  /// The column after some cells; nil (and a problem) if it is not the same on every path.
  private mutating func end(of instructions: [Instruction], from start: Int, in row: Place) -> Int? {
    var column = start
    for instruction in instructions {
      switch instruction {
      case .cell(_, let span, let style, let content, let place):
        cells.append(Cell(column: column, span: span, style: style, content: content, place: place))
        column += span
      case .each(_, let body, _, _):
        guard let after = end(of: body, from: column, in: row) else { return nil }
        if after != column {
          problems.append(
            Problem(
              message: "the number of cells in this row depends on a list", fix: "repeat rows in place of cells",
              place: row))
          return nil
        }
      default:
        var ends: Set<Int> = []
        for body in instruction.bodies {
          guard let after = end(of: body, from: column, in: row) else { return nil }
          ends.insert(after)
        }
        guard ends.count <= 1 else {
          problems.append(
            Problem(
              message: "the cells of this row do not cover the same columns in every letter",
              fix: "give both branches of a condition the same columns", place: row))
          return nil
        }
        column = ends.first ?? column
      }
    }
    return column
  }

  // MARK: Header cells

  /// What rows can come to: none, rows without a header cell, or rows of which one has a header cell.
  private struct Outcomes: OptionSet {
    let rawValue: Int
    static let none = Outcomes(rawValue: 1)
    static let plain = Outcomes(rawValue: 2)
    static let headed = Outcomes(rawValue: 4)

    /// What these and then others come to.
    func then(_ next: Outcomes) -> Outcomes {
      var result: Outcomes = []
      for one in [Outcomes.none, .plain, .headed] where contains(one) {
        for other in [Outcomes.none, .plain, .headed] where next.contains(other) {
          result.insert(Outcomes(rawValue: max(one.rawValue, other.rawValue)))
        }
      }
      return result
    }
  }

  private static func outcomes(ofRows instructions: [Instruction]) -> Outcomes {
    instructions.reduce(.none) { $0.then(outcomes(of: $1)) }
  }

  private static func outcomes(of instruction: Instruction) -> Outcomes {
    switch instruction {
    case .row(let cells, _): return outcomes(ofCells: cells)
    case .each(_, let body, let otherwise, let mayBeEmpty):
      let once = outcomes(ofRows: body)
      return once.union(once.then(once)).union(mayBeEmpty ? outcomes(ofRows: otherwise) : [])
    default: return instruction.bodies.reduce(into: []) { $0.formUnion(outcomes(ofRows: $1)) }
    }
  }

  /// Whether a row with these cells has a header cell: `plain`, `headed` or both.
  private static func outcomes(ofCells instructions: [Instruction]) -> Outcomes {
    instructions.reduce(.plain) { before, instruction in
      switch instruction {
      case .cell(let isHeader, _, _, _, _): return isHeader ? .headed : before
      default:
        return before.then(instruction.bodies.reduce(into: []) { $0.formUnion(outcomes(ofCells: $1)) })
      }
    }
  }
}
