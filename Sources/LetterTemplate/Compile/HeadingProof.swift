/// Proves that the first heading of every letter has level 1 (ISO 14289-1 §7.4.2). There are two levels, so no later heading can skip one.
enum HeadingProof {
  /// The places of headings of level 2 that are the first one in some letter.
  static func problems(in body: [Instruction]) -> [Place] { first(in: body).places }

  /// The headings that can be the first one of some instructions.
  private struct First {
    /// Whether there may be no heading at all.
    var mayBeNone = true
    /// Headings of level 2 that can be the first.
    var places: [Place] = []
  }

  private static func first(in instructions: [Instruction]) -> First {
    var result = First()
    for instruction in instructions where result.mayBeNone {
      let next = first(in: instruction)
      result.places += next.places
      result.mayBeNone = next.mayBeNone
    }
    return result
  }

  private static func first(in instruction: Instruction) -> First {
    switch instruction {
    case .heading(let level, _, _, let place): return First(mayBeNone: false, places: level > 1 ? [place] : [])
    case .element(_, _, let children): return first(in: children)
    case .each(_, let body, let otherwise, let mayBeEmpty):
      let once = first(in: body)
      let never = mayBeEmpty ? first(in: otherwise) : First(mayBeNone: false)
      return First(mayBeNone: once.mayBeNone || never.mayBeNone, places: once.places + never.places)
    default:
      let bodies = instruction.bodies.map(first)
      guard !bodies.isEmpty else { return First() }
      return First(mayBeNone: bodies.contains(where: \.mayBeNone), places: bodies.flatMap(\.places))
    }
  }
}
