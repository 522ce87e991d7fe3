import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// One text names the left, another the right.
  package static let lateralityContradicts = FindingCode("IMR-R021", "left and right contradict each other")
}

/// Left and right must agree across title, rationale and summary (Lab. Code 4610.6(h)(5): a plainly erroneous finding of fact).
extension ReviewRule {
  static let laterality = ReviewRule(
    "laterality", .lateralityContradicts,
    "One text names the left side of a part of the body, and another text names only the right side.",
    fix: "check which side is meant", source: "Lab. Code 4610.6(h)(5)",
    reads: [.description, .summary, .rationale]
  ) { reading, findings in
    let summary = Sides(reading.summary)
    for item in reading.items {
      let title = Sides(item.title)
      let rationale = Sides(item.rationale)
      for part in title.parts {
        guard let side = title.only(part) else { continue }
        if let place = rationale.contradiction(of: side, at: part) {
          findings.reportSide("the rationale and the title name different sides", place)
        } else if rationale.silent(on: part), let place = summary.contradiction(of: side, at: part) {
          // The decision is about the title, so the finding is at the title, even if the other text is wrong.
          findings.reportSide("the title and the summary name different sides", title.place(part) ?? place)
        }
      }
      for part in rationale.parts where title.only(part) == nil && title.mentions(part) {
        guard let side = rationale.only(part), summary.contradiction(of: side, at: part) != nil,
          let place = rationale.place(part)
        else { continue }
        findings.reportSide("the rationale and the summary name different sides", place)
      }
    }
  }
}

extension RuleFindings {
  fileprivate mutating func reportSide(_ message: String, _ place: Sides.Place) {
    report(.lateralityContradicts, message, fix: "check which side is meant", at: place.tokens, of: place.prose)
  }
}

/// The sides that some texts name, for each part of the body.
private struct Sides {
  struct Place {
    var prose: Prose
    var tokens: Range<Int>
  }

  /// The sides named directly before a part of the body, and the sides that may belong to it.
  private struct Mention {
    var named: TermSet = []
    var possible: TermSet = []
    var isBare = false
    var place: Place?
  }

  private var mentions: [Int32: Mention] = [:]

  init(_ texts: [Prose]) {
    for prose in texts {
      for index in prose.tokens.indices where prose.tokens[index].term == .bodyPart { note(prose, index) }
    }
  }

  private mutating func note(_ prose: Prose, _ index: Int) {
    let part = prose.tokens[index].value
    var mention = mentions[part] ?? Mention()
    // “left upper extremity”, “right distal radius and wrist”: the side may be a few words before the part.
    let sentence = prose.sentence(around: index)
    let before = max(sentence.lowerBound, index - 8)..<index
    let after = index + 1..<min(sentence.upperBound, index + 5)
    let isSide: (Int) -> Bool = { Self.sides.contains(prose.tokens[$0].term) }
    for index in before where isSide(index) { mention.possible.insert(prose.tokens[index].term) }
    for index in after where isSide(index) { mention.possible.insert(prose.tokens[index].term) }
    let direct = [index - 1, index - 2].first { before.contains($0) && isSide($0) }
    if let direct, direct == index - 1 || prose.term(index - 1) == .other || prose.term(index - 1) == .bodyPart {
      // “right and left hips”, “left/right”: all sides that are joined.
      let side = prose.tokens[direct].term
      mention.named.insert(side)
      if mention.place == nil { mention.place = Place(prose: prose, tokens: direct..<index + 1) }
    } else {
      mention.isBare = true
    }
    mentions[part] = mention
  }

  private static let sides: TermSet = [.left, .right, .bilateral]

  /// The named parts of the body, in a fixed order.
  var parts: [Int32] { mentions.keys.sorted() }

  func mentions(_ part: Int32) -> Bool { mentions[part] != nil }

  func silent(on part: Int32) -> Bool { mentions[part]?.named.isEmpty ?? true }

  func place(_ part: Int32) -> Place? { mentions[part]?.place }

  /// The side, if only one is named and no other is possible.
  func only(_ part: Int32) -> Term? {
    guard let mention = mentions[part] else { return nil }
    return [.left, .right].first { side in
      mention.named == [side] && mention.possible.isSubset(of: [side])
    }
  }

  /// The place where only the other side is named.
  func contradiction(of side: Term, at part: Int32) -> Place? {
    guard let mention = mentions[part], let other = only(part), other != side else { return nil }
    return mention.place
  }
}
