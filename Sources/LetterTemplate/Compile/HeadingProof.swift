/// Proves that in every letter the first heading has level 1 and no heading skips a level (ISO 14289-1 §7.4.2).
enum HeadingProof {
  /// The places of headings that can follow a heading of a level that is too low, each with the lowest level that can come before; 0 for the
  /// start of the letter.
  /// - Parameter isHeard: whether a running element of that name is part of the letter's text.
  static func problems(
    in body: [Instruction], _ isHeard: @escaping (String) -> Bool
  ) -> [(place: Place, level: Int, before: Int)] {
    var walk = Walk(isHeard: isHeard)
    _ = walk.levels(after: body, from: [0])
    return walk.problems
  }

  private struct Walk {
    var problems: [(place: Place, level: Int, before: Int)] = []
    private var reported: Set<Place> = []
    private let isHeard: (String) -> Bool

    init(isHeard: @escaping (String) -> Bool) { self.isHeard = isHeard }

    /// The levels that the last heading can have after some instructions.
    /// - Parameter levels: those that it can have before them.
    mutating func levels(after instructions: [Instruction], from levels: Set<Int>) -> Set<Int> {
      instructions.reduce(levels) { self.levels(after: $1, from: $0) }
    }

    private mutating func levels(after instruction: Instruction, from levels: Set<Int>) -> Set<Int> {
      switch instruction {
      case .heading(let level, _, _, let place):
        if let least = levels.min(), level > least + 1, reported.insert(place).inserted {
          problems.append((place, level, least))
        }
        return [level]
      // What the first page alone shows comes before all other text. Other running elements are artifacts.
      case .running(let name, let children, _):
        return isHeard(name) ? self.levels(after: children, from: levels) : levels
      case .each(_, let body, let otherwise, let mayBeEmpty, _):
        let once = self.levels(after: body, from: levels)
        let again = self.levels(after: body, from: once)
        return once.union(again).union(mayBeEmpty ? self.levels(after: otherwise, from: levels) : [])
      case .conditional(let branches, let otherwise, _):
        let all = (branches.map(\.body) + [otherwise]).compactMap(\.self)
        return all.isEmpty ? levels : all.reduce(into: []) { $0.formUnion(self.levels(after: $1, from: levels)) }
      default:
        let bodies = instruction.bodies
        if !bodies.isEmpty { return bodies.reduce(into: []) { $0.formUnion(self.levels(after: $1, from: levels)) } }
        return self.levels(after: instruction.children, from: levels)
      }
    }
  }
}
