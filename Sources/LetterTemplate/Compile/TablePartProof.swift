/// Proves that the parts of a table come in the order of HTML in every letter: a caption, then a head and bodies, or rows alone.
struct TablePartProof {
  /// The last part before a place.
  private enum Part { case none, caption, head, body, row }

  private var problems: [TableProof.Problem] = []
  private var reported: Set<Place> = []
  private var hasHead = false
  private var hasBody = false
  private let table: Place

  /// What is wrong with the parts of a table.
  static func problems(of parts: [Instruction], at place: Place) -> [TableProof.Problem] {
    var proof = TablePartProof(table: place)
    _ = proof.last(of: parts, after: [.none])
    if proof.hasHead, !proof.hasBody {
      proof.report("a table with thead needs tbody", "put the other rows into tbody", place)
    }
    return proof.problems
  }

  private init(table: Place) { self.table = table }

  private mutating func report(_ message: String, _ fix: String, _ place: Place) {
    if reported.insert(place).inserted {
      problems.append(.init(message: message, fix: fix, place: place))
    }
  }

  /// The parts that can come last after some instructions.
  /// - Parameter parts: those that can come last before them.
  private mutating func last(of instructions: [Instruction], after parts: Set<Part>) -> Set<Part> {
    instructions.reduce(parts) { last(of: $1, after: $0) }
  }

  /// The parts that can come last in some instructions.
  private static func lastParts(of instructions: [Instruction]) -> Set<Part> {
    LastMarks.of(instructions) { instruction in
      switch instruction {
      case .caption: LastMarks(marks: [.caption], mayBeNone: false)
      case .group(let isHead, _, _, _): LastMarks(marks: [isHead ? .head : .body], mayBeNone: false)
      case .row: LastMarks(marks: [.row], mayBeNone: false)
      default: nil
      }
    }.marks
  }

  private mutating func last(of instruction: Instruction, after parts: Set<Part>) -> Set<Part> {
    let mixed = ("a table with thead or tbody cannot have rows outside of them", "use tbody")
    switch instruction {
    case .caption:
      if parts != [.none] {
        report(
          "a caption must come first in its table, and only once", "move it to the start", table)
      }
      return [.caption]
    case .group(let isHead, _, _, let place):
      if isHead { hasHead = true } else { hasBody = true }
      if isHead, !parts.isSubset(of: [.none, .caption]) {
        report("thead must come before tbody, and only once", "move it", place)
      } else if parts.contains(.row) {
        report(mixed.0, mixed.1, place)
      }
      return [isHead ? .head : .body]
    case .row(_, _, _, let place):
      if parts.contains(.head) || parts.contains(.body) { report(mixed.0, mixed.1, place) }
      return [.row]
    case .each(_, let body, let otherwise, let mayBeEmpty, _):
      // Before an element is what comes before the list, or the end of another element.
      let before = parts.union(Self.lastParts(of: body))
      return last(of: body, after: before).union(
        mayBeEmpty ? last(of: otherwise, after: parts) : [])
    default:
      // A tag whose branches could not be compiled changes nothing.
      return instruction.bodies.isEmpty
        ? parts : instruction.bodies.reduce(into: []) { $0.formUnion(last(of: $1, after: parts)) }
    }
  }
}
