/// Proves that in every letter the first heading has level 1 and no heading skips a level (ISO 14289-1 §7.4.2).
enum HeadingProof {
  /// The places of headings that can follow a heading of a level that is too low, each with the lowest level that can come before; 0 for the
  /// start of the letter.
  static func problems(in body: [Instruction]) -> [(place: Place, level: Int, before: Int)] {
    var walk = Walk()
    _ = walk.levels(after: body, from: [0])
    return walk.problems
  }

  private struct Walk {
    var problems: [(place: Place, level: Int, before: Int)] = []
    private var reported: Set<Place> = []

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
      // A heading without words is left out, but a running element is not part of the flow.
      case .running: return levels
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
