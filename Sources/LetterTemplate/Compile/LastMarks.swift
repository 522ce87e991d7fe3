/// What can come last in some instructions, such as the level of the last heading.
struct LastMarks<Mark: Hashable> {
  var marks: Set<Mark>
  /// Whether a letter can have none of them there.
  var mayBeNone: Bool

  /// What can come last in some instructions.
  /// - Parameter own: what an instruction is itself; nil for one that only holds others.
  static func of(_ instructions: [Instruction], _ own: (Instruction) -> LastMarks?) -> LastMarks {
    instructions.reduce(LastMarks(marks: [], mayBeNone: true)) { before, instruction in
      let last = of(instruction, own)
      return last.mayBeNone
        ? LastMarks(marks: before.marks.union(last.marks), mayBeNone: before.mayBeNone) : last
    }
  }

  private static func of(_ instruction: Instruction, _ own: (Instruction) -> LastMarks?)
    -> LastMarks
  {
    if let own = own(instruction) { return own }
    let bodies = instruction.bodies
    if bodies.isEmpty { return of(instruction.children, own) }
    return bodies.reduce(into: LastMarks(marks: [], mayBeNone: false)) { result, body in
      let last = of(body, own)
      result.marks.formUnion(last.marks)
      result.mayBeNone = result.mayBeNone || last.mayBeNone
    }
  }
}
