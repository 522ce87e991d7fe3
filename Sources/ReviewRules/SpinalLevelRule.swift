import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// The texts name different levels of the spine.
  package static let spinalLevelContradicts = FindingCode("IMR-R022", "levels of the spine contradict each other")
}

/// Levels of the spine must agree across title, rationale and summary.
extension ReviewRule {
  static let spinalLevel = ReviewRule(
    "spinal-level", .spinalLevelContradicts,
    "One text names a level of the spine, and another text names only other levels of the same region.",
    fix: "check which level is meant", source: "Lab. Code 4610.6(h)(5)",
    reads: [.description, .summary, .rationale]
  ) { reading, findings in
    let summary = SpinalLevels(reading.summary)
    for item in reading.items {
      let title = SpinalLevels(item.title)
      guard let place = title.first else { continue }
      let rationale = SpinalLevels(item.rationale)
      if let other = rationale.first, title.isApart(from: rationale) {
        findings.report(
          .spinalLevelContradicts, "the rationale and the title name different levels of the spine",
          fix: "check which level is meant", at: other.tokens, of: other.prose)
      } else if rationale.first == nil, title.isApart(from: summary) {
        findings.report(
          .spinalLevelContradicts, "the title and the summary name different levels of the spine",
          fix: "check which level is meant", at: place.tokens, of: place.prose)
      }
    }
  }
}

/// The levels that some texts name, as the spaces between vertebrae. Space 1 is between C1 and C2.
private struct SpinalLevels {
  private(set) var first: (prose: Prose, tokens: Range<Int>)?
  private var spaces: Set<Int> = []
  private var regions: Set<UInt8> = []

  init(_ texts: [Prose]) {
    for prose in texts {
      let bytes = Array(prose.text.utf8)
      var index = 0
      while index < prose.tokens.count {
        if let level = prose.spinalLevel(at: index, bytes) {
          spaces.formUnion(level.spaces)
          regions.insert(level.region)
          if first == nil { first = (prose, index..<level.end) }
          index = level.end
        } else {
          index += 1
        }
      }
    }
  }

  /// Whether both name levels of the same region and have no level in common.
  func isApart(from other: SpinalLevels) -> Bool {
    !regions.isDisjoint(with: other.regions) && spaces.isDisjoint(with: other.spaces)
  }
}

extension Prose {
  /// `L4-5`, `L4-L5`, `L5-S1`, `C5/6`, `L3-S1`, or a single vertebra, which touches two spaces.
  fileprivate func spinalLevel(at index: Int, _ bytes: [UInt8]) -> (spaces: Set<Int>, region: UInt8, end: Int)? {
    guard let (upper, next) = vertebra(at: index, bytes, region: nil) else { return nil }
    let region = bytes[Int(tokens[index].start)] & 0xDF
    if term(next) == .hyphen || term(next) == .slash,
      let (lower, end) = vertebra(at: next + 1, bytes, region: region), lower > upper, lower - upper <= 8,
      isTight(index..<end)
    {
      return (Set(upper..<lower), region == UInt8(ascii: "S") ? UInt8(ascii: "L") : region, end)
    }
    // A single thoracic vertebra is too ambiguous: T1 and T2 are also kinds of MRI images.
    guard region == UInt8(ascii: "L") || region == UInt8(ascii: "C") else { return nil }
    return ([upper - 1, upper], region, next)
  }

  /// The number of a vertebra counted from C1, and the index of the next token. In “L4-5” the second vertebra has no letter.
  private func vertebra(at index: Int, _ bytes: [UInt8], region: UInt8?) -> (Int, Int)? {
    guard let term = term(index) else { return nil }
    var letter = region
    var number = index
    if term != .number {
      let token = tokens[index]
      guard token.end - token.start == 1 else { return nil }
      letter = bytes[Int(token.start)] & 0xDF
      number = index + 1
      guard self.term(number) == .number, tokens[number].start == token.end else { return nil }
    } else if region == nil {
      return nil
    }
    let value = Int(tokens[number].value)
    switch letter {
    case UInt8(ascii: "C") where (1...8).contains(value): return (min(value, 7), number + 1)
    case UInt8(ascii: "T") where (1...12).contains(value): return (7 + value, number + 1)
    case UInt8(ascii: "L") where (1...5).contains(value): return (19 + value, number + 1)
    case UInt8(ascii: "S") where value == 1 && region != nil: return (25, number + 1)
    default: return nil
    }
  }
}
