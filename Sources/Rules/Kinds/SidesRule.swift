import Diagnostics
import JSONText

extension FindingCode {
  /// One text names the left, another the right.
  package static let lateralityContradicts = FindingCode("IMR-R021", "left and right contradict each other")
}

extension RuleKind {
  /// `each`, `title`, `text`, `summary`, `words`: a part of the body has the same side in the title of a request, in its reasons and in the
  /// summary of the case.
  package static let sides = RuleKind(
    "sides",
    Explanation(
      .lateralityContradicts,
      "One text names the left side of a part of the body, and another text names the right side, or both. Comparisons with the healthy side and earlier injuries are left out.",
      fix: "check which side is meant", source: "Lab. Code 4610.6(h)(5)", severity: .warning),
    seesElements: false
  ) { settings in
    settings.readEach(isRequired: true)
    let (title, texts, summary) = settings.requestTexts(needsReasons: false)
    guard
      let words = settings.phrases(
        "words", needed: SideReader.needed, optional: SideReader.optional, valued: SideReader.needed)
    else {
      return nil
    }
    if words.values(of: "side") != Side.names {
      settings.refuse("words", "the category “side” has the values “left”, “right” and “both”, in this order")
    }
    let reader = SideReader(words)
    let limbs = words.values(of: "part").map { words.related("limb", to: $0).first }
    guard let each = settings.eachList() else { return nil }
    return { reading, _, findings in
      let elements = reading.elements(ofEach: each)
      let titles = elements.map { reader.mentions(in: reading.texts(title, $0)) }
      let summary = reader.mentions(in: reading.texts(summary))
      for (element, own) in zip(elements, titles) {
        let reasons = reader.mentions(in: reading.texts(texts, element))
        if own.isEmpty, reasons.isEmpty || summary.isEmpty { continue }
        let whole = reading.texts(title, element).first
        let comparison = SideComparison(
          whole: whole, title: own, titles: titles, reasons: reasons, summary: summary, limbs: limbs)
        for conflict in comparison.conflicts {
          findings.report(
            .lateralityContradicts, conflict.message, fix: "check which side is meant", at: conflict.place.tokens,
            of: conflict.place.prose, comparedWith: .init(conflict.other.prose, conflict.other.tokens))
        }
      }
    }
  }
}

/// Compares the sides of one request with those of its reasons and of the summary.
struct SideComparison {
  /// The first text of the title: the whole request, if it was modified.
  let whole: Prose?
  let title: [SideMention]
  /// The titles of all requests of the case.
  let titles: [[SideMention]]
  let reasons: [SideMention]
  let summary: [SideMention]
  /// The limb of each part, if it has one.
  let limbs: [String?]

  struct Conflict {
    let message: String
    let place: SideMention
    let other: SideMention
  }

  /// One conflict for each part of the body.
  var conflicts: [Conflict] {
    var found: [Conflict] = []
    for part in Set(title.map(\.part)).sorted() {
      if let conflict = conflict(ofTitlePart: part) { found.append(conflict) }
    }
    guard found.isEmpty else { return found }
    for part in Set(reasons.map(\.part)).subtracting(title.map(\.part)).sorted() {
      if let conflict = conflict(ofReasonsPart: part) { found.append(conflict) }
    }
    return found
  }

  /// The title names a part: the reasons and the summary name the same side.
  private func conflict(ofTitlePart part: UInt16) -> Conflict? {
    let own = title.filter { $0.part == part }
    if let conflict = conflict(ofWhole: own) { return conflict }
    guard let mention = own.first(where: \.isDirect), let side = only(own) else { return nil }
    let reasons = reasons.filter { $0.part == part && !$0.isExcepted }
    let summary = summary.filter { $0.part == part && !$0.isExcepted }
    guard let opposite = side.opposite else {
      // “both”: the other texts know one side only.
      let others = reasons + summary
      guard let first = others.first(where: \.isDirect), let only = only(others), only != .both,
        reasons.contains(where: \.isDirect) || summary.count >= 2
      else { return nil }
      return Conflict(message: "the title names both sides, and the other texts one", place: mention, other: first)
    }
    if let wrong = reasons.first(where: { $0.side == opposite && $0.isDirect }) {
      let agrees = reasons.contains { $0.side != opposite }
      let isKnown =
        agrees
        && (summary.contains { $0.side != side }
          || titles.contains { $0.contains { $0.part == part && $0.side != side } })
      if !agrees || !isKnown {
        return Conflict(message: "the reasons and the title name different sides", place: wrong, other: mention)
      }
    } else if reasons.contains(where: { $0.side == .both }) {
      return nil
    }
    if let wrong = summary.first(where: { $0.side == opposite && $0.isDirect }),
      !summary.contains(where: { $0.side != opposite })
    {
      return Conflict(message: "the title and the summary name different sides", place: mention, other: wrong)
    }
    return summary.isEmpty ? limbConflict(mention, side, opposite) : nil
  }

  /// The whole request names one side of a part, and what remains of it the other side.
  private func conflict(ofWhole own: [SideMention]) -> Conflict? {
    let inWhole = own.filter { $0.prose === whole }
    guard let mention = inWhole.first, let opposite = only(inWhole)?.opposite,
      let wrong = own.first(where: { $0.prose !== whole && $0.side == opposite && $0.isDirect })
    else { return nil }
    return Conflict(message: "the parts of the request name different sides", place: wrong, other: mention)
  }

  /// The summary does not name the part, but other parts of the same limb, and all of these on the other side.
  private func limbConflict(_ mention: SideMention, _ side: Side, _ opposite: Side) -> Conflict? {
    guard let limb = limbs[Int(mention.part)] else { return nil }
    let near = summary.filter { !$0.isExcepted && limbs[Int($0.part)] == limb }
    guard let wrong = near.first(where: \.isDirect), near.allSatisfy({ $0.side == opposite }) else { return nil }
    return Conflict(
      message: "the title and the summary name different sides of the same limb", place: mention, other: wrong)
  }

  /// The title does not name the side of a part: the reasons and the summary agree.
  private func conflict(ofReasonsPart part: UInt16) -> Conflict? {
    let own = reasons.filter { $0.part == part && !$0.isExcepted }
    let known = summary.filter { $0.part == part && !$0.isExcepted }
    for mention in own where mention.isDirect {
      guard let opposite = mention.side.opposite,
        let other = known.first(where: { $0.side == opposite && $0.isDirect }),
        !known.contains(where: { $0.side != opposite })
      else { continue }
      return Conflict(message: "the reasons and the summary name different sides", place: mention, other: other)
    }
    return nil
  }

  /// The side, if only one is named.
  private func only(_ mentions: [SideMention]) -> Side? {
    guard let first = mentions.first?.side, mentions.allSatisfy({ $0.side == first }) else { return nil }
    return first
  }
}
