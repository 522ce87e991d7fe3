/// Proves that in every letter the first heading has level 1 and no heading skips a level (ISO 14289-1 §7.4.2).
enum HeadingProof {
  /// The places of headings that can follow a heading of a level that is too low, each with the lowest level that can come before; 0 for the
  /// start of the letter.
  /// - Parameters:
  ///   - proof: which headings are never empty. Others are left out of some letters.
  ///   - isHeard: whether a running element of that name is part of the letter's text.
  static func problems(
    in body: [Instruction], _ proof: EveryPathProof, _ isHeard: @escaping (String) -> Bool
  ) -> [(place: Place, level: Int, before: Int)] {
    var walk = Walk(proof: proof, isHeard: isHeard)
    _ = walk.levels(after: body, from: [0])
    return walk.problems
  }

  private struct Walk {
    var problems: [(place: Place, level: Int, before: Int)] = []
    private var reported: Set<Place> = []
    private let proof: EveryPathProof
    private let isHeard: (String) -> Bool

    init(proof: EveryPathProof, isHeard: @escaping (String) -> Bool) {
      (self.proof, self.isHeard) = (proof, isHeard)
    }

    /// The levels that the last heading can have after some instructions.
    /// - Parameter levels: those that it can have before them.
    mutating func levels(after instructions: [Instruction], from levels: Set<Int>) -> Set<Int> {
      instructions.reduce(levels) { self.levels(after: $1, from: $0) }
    }

    /// The levels that the last heading of some instructions can have.
    private func lastLevels(of instructions: [Instruction]) -> Set<Int> {
      LastMarks.of(instructions) { [proof, isHeard] instruction in
        switch instruction {
        case .heading(let level, _, let text, _):
          LastMarks(marks: [level], mayBeNone: !proof.isCertain(text))
        case .running(let name, _, _): isHeard(name) ? nil : LastMarks(marks: [], mayBeNone: true)
        default: nil
        }
      }.marks
    }

    private mutating func levels(after instruction: Instruction, from levels: Set<Int>) -> Set<Int> {
      switch instruction {
      case .heading(let level, _, let text, let place):
        if let least = levels.min(), level > least + 1, reported.insert(place).inserted {
          problems.append((place, level, least))
        }
        return proof.isCertain(text) ? [level] : levels.union([level])
      // What the first page alone shows comes before all other text. Other running elements are artifacts.
      case .running(let name, let children, _):
        return isHeard(name) ? self.levels(after: children, from: levels) : levels
      case .each(_, let body, let otherwise, let mayBeEmpty, _):
        // Before an element is what comes before the list, or the end of another element.
        let before = levels.union(lastLevels(of: body))
        return self.levels(after: body, from: before)
          .union(mayBeEmpty ? self.levels(after: otherwise, from: levels) : [])
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
