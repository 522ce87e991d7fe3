/// Finds what every letter contains, whatever the data are. An element that ends up empty is left out of a letter, so it counts only if it
/// always holds something.
struct EveryPathProof {
  /// The places of values that print nothing in some letter.
  let emptyValues: Set<Place>

  /// The names that `name` finds in instructions of every path.
  func names(in instructions: [Instruction], _ name: (Instruction) -> String?) -> Set<String> {
    instructions.reduce(into: []) { $0.formUnion(names(in: $1, name)) }
  }

  private func names(in instruction: Instruction, _ name: (Instruction) -> String?) -> Set<String> {
    var found: Set<String> = []
    if let own = name(instruction), isCertain(instruction) { found.insert(own) }
    switch instruction {
    case .each(_, let body, let otherwise, let mayBeEmpty, _):
      let once = names(in: body, name)
      return found.union(mayBeEmpty ? once.intersection(names(in: otherwise, name)) : once)
    // Without rows, its caption and its heads are left out too.
    case .table where !isCertain(instruction): return found
    default: break
    }
    let bodies = instruction.bodies.map { names(in: $0, name) }
    guard let first = bodies.first else { return found.union(names(in: instruction.children, name)) }
    found.formUnion(bodies.dropFirst().reduce(first) { $0.intersection($1) })
    return found
  }

  // MARK: What is never empty

  /// Whether instructions leave something in every letter.
  func isCertain(_ instructions: [Instruction]) -> Bool { instructions.contains(where: isCertain) }

  private func isCertain(_ instruction: Instruction) -> Bool {
    switch instruction {
    case .text(let text): !Whitespace.isBlank(text.string)
    case .value(_, let place): !emptyValues.contains(place)
    case .item, .row, .cell, .counter, .image, .constant, .constantCell: true
    // A line break at the end of a paragraph is left out, and running elements stand elsewhere.
    case .element(.br, _, _), .running: false
    case .table(_, _, let parts): parts.contains(where: hasRows)
    case .element, .heading, .link, .list, .caption, .group, .marked:
      isCertain(instruction.children)
    case .conditional, .each, .with, .partial: always(instruction) { isCertain($0) }
    }
  }

  /// Whether a part of a table has a row below the heads in every letter.
  private func hasRows(_ part: Instruction) -> Bool {
    switch part {
    case .row: true
    case .group(let isHead, _, let rows, _): !isHead && rows.contains(where: hasRows)
    case .conditional, .each, .with, .partial: always(part) { $0.contains(where: hasRows) }
    default: false
    }
  }

  /// Whether something holds for each body of a tag that a letter can contain.
  private func always(_ tag: Instruction, _ holds: ([Instruction]) -> Bool) -> Bool {
    !tag.bodies.isEmpty && tag.bodies.allSatisfy(holds)
  }
}

/// Finds ids that a letter can have twice.
enum OnceProof {
  /// The ids that occur several times on some path.
  static func repeated(in instructions: [Instruction]) -> Set<String> {
    Set(counts(in: instructions).filter { $0.value > 1 }.keys)
  }

  /// How often each id occurs at most.
  private static func counts(in instructions: [Instruction]) -> [String: Int] {
    instructions.reduce(into: [:]) { $0.merge(counts(in: $1)) { min($0 + $1, 2) } }
  }

  private static func counts(in instruction: Instruction) -> [String: Int] {
    let own = instruction.marks?.id.map { [$0: 1] } ?? [:]
    // A letter has one of the bodies of a tag.
    let inside = instruction.bodies.reduce(into: counts(in: instruction.children)) {
      $0.merge(counts(in: $1), uniquingKeysWith: max)
    }
    return own.merging(inside) { min($0 + $1, 2) }
  }
}
