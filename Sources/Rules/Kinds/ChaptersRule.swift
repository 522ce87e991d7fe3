import Diagnostics
import JSONText

extension FindingCode {
  /// A guideline about another region of the body.
  package static let chapterOfOtherRegion = FindingCode("IMR-R015", "guideline chapter of another body region")
}

extension RuleKind {
  /// `each`, `title`, `text`, `summary`, `guidelines`, `words`, `chapters`: a cited chapter is about the region of the body that is treated.
  package static let chapters = RuleKind(
    "chapters",
    Explanation(
      .chapterOfOtherRegion,
      "A guideline chapter is cited that is about other regions of the body than the request. Chapters for all regions, such as chronic pain, always fit.",
      fix: "check which chapter is meant", source: "Lab. Code 4610.5(c)(2); 8 CCR 9792.10.6(d)", severity: .warning)
  ) { settings in
    settings.readEach()
    let (title, texts, summary) = settings.requestTexts()
    let guidelines = settings.texts("guidelines", isDeep: true)
    let words = settings.phrases(
      "words", needed: SideReader.needed, optional: SideReader.optional, valued: SideReader.needed)
    let chapters = settings.phrases(
      "chapters", needed: ["chapter"], optional: ["section", "general"], valued: ["chapter"])
    guard let words, let chapters else { return nil }
    let reader = RegionReader(words: words, chapters: chapters)
    return { reading, element, findings in
      let cited = reading.texts(guidelines, element)
      guard cited.contains(where: { reader.names(chapterIn: $0) }) else { return }
      let titles = reading.texts(title, element)
      guard !reader.isGeneral(titles) else { return }
      var place: (prose: Prose, tokens: Range<Int>)?
      var regions = reader.regions(in: titles, &place)
      if regions == 0 {
        regions = reader.regions(
          in: reading.texts(texts, element) + reading.texts(summary), &place)
      }
      guard regions != 0, let place else { return }
      for prose in cited where !reader.isGeneral([prose]) {
        guard let mark = reader.chapter(in: prose, outside: regions) else { continue }
        findings.report(
          .chapterOfOtherRegion, "this chapter is about another region of the body than the request",
          fix: "check which chapter is meant", at: mark.tokens, of: prose,
          comparedWith: .init(place.prose, place.tokens))
        return
      }
    }
  }
}

/// The regions of the body that texts and chapters are about.
private struct RegionReader: Sendable {
  private let part, chapter, general: Category
  /// The regions of each part and of each chapter. A chapter without regions fits all.
  private let partRegions: [UInt64]
  private let chapterRegions: [UInt64]

  init(words: Phrases, chapters: Phrases) {
    (part, chapter, general) = (words.category("part"), chapters.category("chapter"), chapters.category("general"))
    var names: [String] = []
    /// One bit for each region; more than 64 share the last.
    func bits(_ regions: [String]) -> UInt64 {
      regions.reduce(0) { bits, name in
        if !names.contains(name) { names.append(name) }
        return bits | 1 << UInt64(min(63, names.firstIndex(of: name) ?? 63))
      }
    }
    partRegions = words.values(of: "part").map { bits(words.related("regions", to: $0)) }
    chapterRegions = chapters.values(of: "chapter").map { bits(chapters.related("regions", to: $0)) }
  }

  func names(chapterIn prose: Prose) -> Bool { prose.has(chapter) }

  /// Whether texts name something that any chapter may treat, such as laboratory tests before an operation.
  func isGeneral(_ proses: ArraySlice<Prose>) -> Bool { proses.contains { $0.has(general) } }

  /// The regions that texts name, and the first place where they do.
  func regions(in proses: ArraySlice<Prose>, _ place: inout (prose: Prose, tokens: Range<Int>)?) -> UInt64 {
    var found: UInt64 = 0
    for prose in proses where prose.has(part) {
      for mark in prose.marks where mark.category == part {
        found |= partRegions[Int(mark.value)]
        if place == nil { place = (prose, mark.tokens) }
      }
    }
    return found
  }

  /// The first chapter that has no region in common, if the text cites no other chapter that has.
  func chapter(in prose: Prose, outside regions: UInt64) -> Mark? {
    var outside: Mark?
    for mark in prose.marks where mark.category == chapter {
      let own = chapterRegions[Int(mark.value)]
      if own == 0 || own & regions != 0 { return nil }
      outside = outside ?? mark
    }
    return outside
  }
}
