import Diagnostics
import JSONText

extension FindingCode {
  /// The texts name different levels of the spine.
  package static let spinalLevelContradicts = FindingCode("IMR-R022", "levels of the spine contradict each other")
}

extension RuleKind {
  /// `each`, `title`, `text`, `summary`: a request, its reasons and the summary of the case name the same levels of the spine.
  package static let levels = RuleKind(
    "levels",
    Explanation(
      .spinalLevelContradicts,
      "One text names a level of the spine, and another text names only other levels of the same region.",
      fix: "check which level is meant", source: "Lab. Code 4610.6(h)(5)", severity: .warning),
    seesElements: false
  ) { settings in
    settings.readEach(isRequired: true)
    let (title, texts, summary) = settings.requestTexts()
    guard let each = settings.eachList() else { return nil }
    return { reading, _, findings in
      var known: LevelMentions?
      for element in reading.elements(ofEach: each) {
        let titles = LevelMentions(reading.texts(title, element))
        guard !titles.isEmpty else { continue }
        let inSummary = known ?? LevelMentions(reading.texts(summary))
        known = inSummary
        let reasons = LevelMentions(reading.texts(texts, element))
        guard let conflict = titles.conflict(reasons: reasons, summary: inSummary) else { continue }
        findings.report(
          .spinalLevelContradicts, conflict.message, fix: "check which level is meant",
          at: conflict.place.level.tokens, of: conflict.place.prose,
          comparedWith: .init(conflict.other.prose, conflict.other.level.tokens))
      }
    }
  }
}

/// The levels of the spine that some texts name.
private struct LevelMentions {
  typealias Mention = (prose: Prose, level: SpinalLevel)
  struct Conflict {
    let message: String
    let place: Mention
    let other: Mention
  }

  private let all: [Mention]

  init(_ proses: ArraySlice<Prose>) {
    all = proses.flatMap { prose in SpinalLevel.all(in: prose).map { (prose, $0) } }
  }

  var isEmpty: Bool { all.isEmpty }

  private func mentions(of region: UInt8) -> [Mention] { all.filter { $0.level.region == region } }

  /// Whether some of them meet a level.
  private static func meet(_ mentions: [Mention], _ level: SpinalLevel) -> Bool {
    mentions.contains { $0.level.meets(level) }
  }

  /// The first conflict of a title with the other texts.
  func conflict(reasons: LevelMentions, summary: LevelMentions) -> Conflict? {
    for region in Set(all.map(\.level.region)).sorted() {
      let own = mentions(of: region)
      let inReasons = reasons.mentions(of: region)
      let inSummary = summary.mentions(of: region)
      // Levels of the reasons that the title does not name: all of them, or one that the summary does not name either.
      let others = inReasons.filter { !Self.meet(own, $0.level) }
      let unknown = others.first { !$0.level.isVertebra && !Self.meet(inSummary, $0.level) }
      if let place = unknown ?? (others.count == inReasons.count ? others.first : nil) {
        return Conflict(
          message: "the reasons and the title name different levels of the spine", place: place, other: own[0])
      }
      // Spans that overlap, such as C4 to C6 and C5 to C7.
      if own.count == 1, inReasons.count == 1, let one = own.first, let other = inReasons.first,
        !one.level.spaces.isSubset(of: other.level.spaces), !other.level.spaces.isSubset(of: one.level.spaces),
        !one.level.isVertebra, !other.level.isVertebra
      {
        return Conflict(
          message: "the reasons and the title name different spans of the spine", place: other, other: one)
      }
      // A level of the title that no other text names.
      guard let other = inReasons.first ?? inSummary.first else { continue }
      if let place = own.first(where: { !Self.meet(inReasons, $0.level) && !Self.meet(inSummary, $0.level) }) {
        return Conflict(
          message: "the title names a level of the spine that no other text names", place: place, other: other)
      }
    }
    return nil
  }
}
