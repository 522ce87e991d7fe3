/// Finds what every letter contains, whatever the data are.
enum EveryPathProof {
  /// The names that `name` finds in instructions of every path.
  static func names(in instructions: [Instruction], _ name: (Instruction) -> String?) -> Set<String> {
    instructions.reduce(into: []) { $0.formUnion(names(in: $1, name)) }
  }

  private static func names(in instruction: Instruction, _ name: (Instruction) -> String?) -> Set<String> {
    var found = Set([name(instruction)].compactMap(\.self))
    if case .each(_, let body, let otherwise, let mayBeEmpty, _) = instruction {
      let once = names(in: body, name)
      return found.union(mayBeEmpty ? once.intersection(names(in: otherwise, name)) : once)
    }
    let bodies = instruction.bodies.map { names(in: $0, name) }
    guard let first = bodies.first else { return found.union(names(in: instruction.children, name)) }
    found.formUnion(bodies.dropFirst().reduce(first) { $0.intersection($1) })
    return found
  }
}
