/// A side of the body.
enum Side: UInt16 {
  case left, right, both

  var opposite: Side? { self == .left ? .right : self == .right ? .left : nil }

  /// The values of the category `side`, in this order.
  static let names = ["left", "right", "both"]
}

/// A part of the body with its side.
struct SideMention {
  let part: UInt16
  let side: Side
  let prose: Prose
  let tokens: Range<Int>
  /// Whether the side stands directly at the part. “right shoulder and elbow” may mean the right elbow.
  let isDirect: Bool
  /// Whether a phrase takes it out of the comparison: “compared to the left knee”, “prior surgery of the left knee”.
  let isExcepted: Bool
}

/// Reads which parts of the body a text names, and with which side.
struct SideReader: Sendable {
  static let needed = ["side", "part"]
  static let optional = ["except", "aside", "other", "ends", "joins"]

  private let side, part, except, aside, ends, joins: Category
  private let all: CategorySet

  /// A year is looked for in this many tokens before a side. No sentence of a letter is longer.
  private static let farthest = 300

  init(_ phrases: Phrases) {
    (side, part) = (phrases.category("side"), phrases.category("part"))
    (except, ends, joins) = (phrases.category("except"), phrases.category("ends"), phrases.category("joins"))
    aside = phrases.category("aside")
    all = CategorySet(Self.needed.map(phrases.category) + Self.optional.map(phrases.category))
  }

  /// The mentions of sides in some texts.
  func mentions(in proses: ArraySlice<Prose>) -> [SideMention] { proses.flatMap(mentions) }

  private func mentions(in prose: Prose) -> [SideMention] {
    guard prose.has(side) else { return [] }
    let marks = prose.marks(of: all)
    var found: [SideMention] = []
    for (index, mark) in marks.enumerated() where mark.category == side {
      guard let side = Side(rawValue: mark.value) else { continue }
      let isExcepted = isExcepted(index, marks, prose)
      if let first = partAfter(index, marks, prose) {
        let isBoth = isJoinedWithOpposite(index, marks, side)
        add(marks, first, isBoth ? .both : side, mark, prose, isExcepted, &found)
      } else if let before = partBefore(index, marks, prose) {
        let isBoth = isJoinedWithOpposite(index, marks, side)
        let range = Int(before.first)..<Int(mark.end)
        found.append(
          SideMention(
            part: before.value, side: isBoth ? .both : side, prose: prose, tokens: range, isDirect: true,
            isExcepted: isExcepted))
      }
    }
    return found
  }

  /// Adds the part after a side, and the parts that are joined to it: “right shoulder, elbow and wrist”.
  private func add(
    _ marks: [Mark], _ first: Int, _ side: Side, _ mark: Mark, _ prose: Prose, _ isExcepted: Bool,
    _ found: inout [SideMention]
  ) {
    var index = first
    var isDirect = true
    while true {
      let part = marks[index]
      found.append(
        SideMention(
          part: part.value, side: side, prose: prose, tokens: Int(isDirect ? mark.first : part.first)..<Int(part.end),
          isDirect: isDirect, isExcepted: isExcepted))
      // The next part, if nothing but a joining word stands between.
      var next = index + 1
      while next < marks.count, marks[next].category == joins, marks[next].first - marks[next - 1].end <= 1 {
        next += 1
      }
      guard next < marks.count, marks[next].category == self.part, marks[next].first - marks[next - 1].end <= 1 else {
        return
      }
      index = next
      isDirect = false
    }
  }

  /// The part that a side stands before: “left upper extremity”, “right-sided knee pain”.
  private func partAfter(_ index: Int, _ marks: [Mark], _ prose: Prose) -> Int? {
    let sentence = prose.tokens[Int(marks[index].first)].sentence
    var next = index + 1
    while next < marks.count, marks[next].first - marks[index].end <= 5,
      prose.tokens[Int(marks[next].first)].sentence == sentence
    {
      switch marks[next].category {
      case part: return next
      case side, joins: break
      default: return nil
      }
      next += 1
    }
    return nil
  }

  /// The part that a side stands after: “knee, right”, “knee (left)”, “pain in the knee on the left”.
  private func partBefore(_ index: Int, _ marks: [Mark], _ prose: Prose) -> Mark? {
    var before = index - 1
    while before >= 0, marks[index].first - marks[before].end <= 3 {
      if marks[before].category == part {
        // The two can have a word in common: “upper arm left”.
        let start = Int(marks[before].end)
        let between = start..<max(start, Int(marks[index].first))
        let isClose = between.allSatisfy {
          prose.tokens[$0].kind == .mark && !prose.isMark(".", at: $0) || prose.tokens[$0].count <= 3
        }
        return isClose
          && prose.tokens[Int(marks[before].first)].sentence == prose.tokens[Int(marks[index].first)].sentence
          ? marks[before] : nil
      }
      if marks[before].category == side { return nil }
      before -= 1
    }
    return nil
  }

  /// “right and left hips”, “left/right”
  private func isJoinedWithOpposite(_ index: Int, _ marks: [Mark], _ side: Side) -> Bool {
    for other in [index - 1, index + 1, index - 2, index + 2] where marks.indices.contains(other) {
      let (first, second) = other < index ? (marks[other], marks[index]) : (marks[index], marks[other])
      if marks[other].category == self.side, marks[other].value == side.opposite?.rawValue,
        second.first - first.end <= 2
      {
        return true
      }
    }
    return false
  }

  /// Whether an exception stands before the side in its clause, or directly after it.
  private func isExcepted(_ index: Int, _ marks: [Mark], _ prose: Prose) -> Bool {
    guard except != .none else { return false }
    let sentence = prose.tokens[Int(marks[index].first)].sentence
    // “In 2011 he broke the right ankle”: a year alone tells of the past.
    let start = max(prose.sentence(Int(sentence)).lowerBound, Int(marks[index].first) - Self.farthest)
    for token in start..<Int(marks[index].first)
    where prose.tokens[token].kind == .number && prose.tokens[token].count == 4 {
      let isAlone = token > 0 && prose.tokens[token - 1].kind == .word && prose.tokens[token - 1].count == 2
      if (1_900...2_099).contains(prose.tokens[token].value), isAlone { return true }
    }
    var before = index - 1
    while before >= 0, marks[index].first - marks[before].end <= 12,
      prose.tokens[Int(marks[before].first)].sentence == sentence
    {
      if marks[before].category == except || marks[before].category == aside { return true }
      if marks[before].category == ends, marks[index].first - marks[before].end > 3 { break }
      before -= 1
    }
    var after = index + 1
    var isInClause = true
    while after < marks.count, marks[after].first - marks[index].end <= 12,
      prose.tokens[Int(marks[after].first)].sentence == sentence
    {
      // “The right knee aches too, but it is not at issue.”
      if marks[after].category == aside { return true }
      if marks[after].category == ends || marks[after].first - marks[index].end > 6 { isInClause = false }
      if marks[after].category == except, isInClause { return true }
      after += 1
    }
    return false
  }
}
