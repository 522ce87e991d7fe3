extension TableProof {
  /// What rows can be: none, rows without a header cell, or rows of which one has a header cell.
  struct Outcomes: OptionSet {
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

  static func outcomes(ofRows instructions: [Instruction]) -> Outcomes {
    instructions.reduce(.none) { $0.then(outcomes(of: $1)) }
  }

  private static func outcomes(of instruction: Instruction) -> Outcomes {
    switch instruction {
    case .row(_, _, let cells, _): return outcomes(ofCells: cells)
    case .group(_, _, let rows, _): return outcomes(ofRows: rows)
    case .caption: return .none
    case .each(_, let body, let otherwise, let mayBeEmpty, _):
      let once = outcomes(ofRows: body)
      return once.union(once.then(once)).union(mayBeEmpty ? outcomes(ofRows: otherwise) : [])
    default: return instruction.bodies.reduce(into: []) { $0.formUnion(outcomes(ofRows: $1)) }
    }
  }

  /// Whether a row with these cells has a header cell: `plain`, `headed` or both.
  private static func outcomes(ofCells instructions: [Instruction]) -> Outcomes {
    instructions.reduce(.plain) { before, instruction in
      switch instruction {
      case .cell(let element, _, _): return element.isHeader ? .headed : before
      default:
        return before.then(instruction.bodies.reduce(into: []) { $0.formUnion(outcomes(ofCells: $1)) })
      }
    }
  }
}
