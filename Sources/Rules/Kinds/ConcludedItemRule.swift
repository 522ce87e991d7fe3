import Diagnostics
import JSONText

extension FindingCode {
  /// A conclusion about another item than its own.
  package static let conclusionOfOtherItem = FindingCode("IMR-R016", "conclusion names another item")
}

extension RuleKind {
  /// `each`, `title`, `text`, `words`, `terms`, `drugs`: the sentence that concludes the reasons of an item names this item, and not what
  /// another item requests. Names of drugs are not compared with each other.
  package static let concludedItem = RuleKind(
    "concluded-item",
    Explanation(
      .conclusionOfOtherItem,
      "The sentence that concludes the reasons names what another item requests, or another study, contrast or supply than the title. The reasons may belong to the other item.",
      fix: "check whether these are the reasons of this item", source: "Lab. Code 4610.6(h)(5)", severity: .warning),
    seesElements: false
  ) { settings in
    settings.readEach(isRequired: true)
    let title = settings.texts("title")
    let texts = settings.texts("text")
    let words = settings.phrases(
      "words", needed: ItemWords.needed, optional: ItemWords.optional + ItemWords.empty + ItemWords.sets,
      valued: ItemWords.empty + ItemWords.sets, isOpen: true)
    let terms = settings.phrases("terms", needed: ConclusionReader.needed, optional: ConclusionReader.optional)
    var drugs: Set<WordTable.Key> = []
    settings.eachWord("drugs") { drugs.insert(WordTable.Key($0)) }
    guard let each = settings.eachList(), let words, let terms else { return nil }
    let small = Set(settings.keys(of: "small", in: words))
    let comparison = ItemComparison(
      words: ItemWords(words, small: small, drugs: drugs), reader: ConclusionReader(terms))
    return { reading, _, findings in
      let elements = reading.elements(ofEach: each)
      let titles = elements.map { reading.texts(title, $0) }
      var named: [WordTable.Key: Int]?
      for (own, element) in elements.enumerated() {
        guard let conflict = comparison.conflict(of: own, among: titles, in: reading.texts(texts, element), &named)
        else {
          continue
        }
        findings.report(
          .conclusionOfOtherItem, conflict.message, fix: "check whether these are the reasons of this item",
          at: conflict.tokens, of: conflict.prose, comparedWith: conflict.other.map { .init($0.value) })
      }
    }
  }
}

/// Compares the sentence that concludes with the titles of a case.
private struct ItemComparison: Sendable {
  struct Conflict {
    let message: String
    let prose: Prose
    let tokens: Range<Int>
    let other: Prose?
  }

  let words: ItemWords
  let reader: ConclusionReader

  private typealias Titles = ArraySlice<Prose>

  /// Compares the sentence that concludes the reasons of an item with the title of this item. Only if they have no word in common, it looks at
  /// the other titles.
  /// - Parameter named: the first item that has each word in its title, once somebody asks for it.
  func conflict(
    of own: Int, among titles: [ArraySlice<Prose>], in proses: ArraySlice<Prose>, _ named: inout [WordTable.Key: Int]?
  ) -> Conflict? {
    guard let (prose, range, topic) = reader.conclusion(of: proses, title: titles[own]),
      let subject = words.words(in: topic, of: prose).first
    else { return nil }
    let title = titles[own]
    let keys = Set(title.flatMap(words.words(of:)).map(\.key))
    guard !keys.isEmpty else { return nil }
    if let value = otherValue(than: title, in: topic, range, of: prose, subject) {
      return Conflict(
        message: "the conclusion and the title name different things", prose: prose, tokens: value, other: title.first)
    }
    guard !words.words(in: range, of: prose).contains(where: { keys.contains($0.key) }) else { return nil }
    let items = named ?? Self.items(naming: titles, words)
    named = items
    guard let other = items[subject.key], !(isDrug(title) && isDrug(titles[other])) else { return nil }
    return Conflict(
      message: "the conclusion names what another item requests", prose: prose, tokens: subject.tokens,
      other: titles[other].first)
  }

  private static func items(naming titles: [Titles], _ words: ItemWords) -> [WordTable.Key: Int] {
    var first: [WordTable.Key: Int] = [:]
    for (index, title) in titles.enumerated() {
      for word in title.flatMap(words.words(of:)) where first[word.key] == nil { first[word.key] = index }
    }
    return first
  }

  private func isDrug(_ title: Titles) -> Bool { title.contains { words.isDrug($0, words.words(of: $0).map(\.key)) } }

  /// A value of a set that the title does not have, if the title and the sentence have no value of this set in common. A study counts only
  /// where it is the subject: “the request for an EMG”, and not “the request for surgery, after an MRI”.
  private func otherValue(
    than title: Titles, in topic: Range<Int>, _ range: Range<Int>, of prose: Prose, _ subject: ItemWords.Word
  ) -> Range<Int>? {
    let candidates = words.values(in: topic, of: prose).filter { $0.set != 0 || $0.tokens == subject.tokens }
    guard !candidates.isEmpty else { return nil }
    let asked = ItemWords.bySet(title.flatMap { words.values(in: 0..<$0.tokens.count, of: $0) })
    let said = ItemWords.bySet(words.values(in: range, of: prose))
    return candidates.first { !asked[$0.set].isEmpty && asked[$0.set].isDisjoint(with: said[$0.set]) }?.tokens
  }
}
