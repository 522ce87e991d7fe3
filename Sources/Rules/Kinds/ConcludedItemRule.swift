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
      let items = reading.elements(ofEach: each).map { comparison.item(reading.texts(title, $0)) }
      let named = ItemComparison.titles(of: items)
      for (element, item) in zip(reading.elements(ofEach: each), items) {
        guard
          let conflict = comparison.conflict(of: item, in: reading.texts(texts, element), named: named, among: items)
        else { continue }
        findings.report(
          .conclusionOfOtherItem, conflict.message, fix: "check whether these are the reasons of this item",
          at: conflict.tokens, of: conflict.prose, comparedWith: conflict.other.map { .init($0.value) })
      }
    }
  }
}

/// Compares the sentence that concludes with the titles of a case.
private struct ItemComparison: Sendable {
  struct Item {
    let titles: ArraySlice<Prose>
    let words: Set<WordTable.Key>
    /// For each set, the values that the title names.
    let values: [Set<UInt16>]
    let isDrug: Bool
  }
  struct Conflict {
    let message: String
    let prose: Prose
    let tokens: Range<Int>
    let other: Prose?
  }

  let words: ItemWords
  let reader: ConclusionReader

  func item(_ titles: ArraySlice<Prose>) -> Item {
    let keys = Set(titles.flatMap { words.words(in: 0..<$0.tokens.count, of: $0).map(\.key) })
    return Item(
      titles: titles, words: keys,
      values: ItemWords.bySet(titles.flatMap { words.values(in: 0..<$0.tokens.count, of: $0) }),
      isDrug: titles.contains { words.isDrug($0, keys) })
  }

  /// The first item that has each word in its title.
  static func titles(of items: [Item]) -> [WordTable.Key: Int] {
    var first: [WordTable.Key: Int] = [:]
    for (index, item) in items.enumerated() {
      for key in item.words where first[key] == nil { first[key] = index }
    }
    return first
  }

  func conflict(
    of item: Item, in proses: ArraySlice<Prose>, named: [WordTable.Key: Int], among items: [Item]
  ) -> Conflict? {
    guard !item.words.isEmpty, let (prose, range, topic) = reader.conclusion(of: proses, title: item.titles),
      let subject = words.words(in: topic, of: prose).first
    else { return nil }
    if let value = otherValue(than: item, in: topic, range, of: prose, subject) {
      return Conflict(
        message: "the conclusion and the title name different things", prose: prose, tokens: value,
        other: item.titles.first)
    }
    guard let other = named[subject.key], !(item.isDrug && items[other].isDrug),
      !words.words(in: range, of: prose).contains(where: { item.words.contains($0.key) })
    else { return nil }
    return Conflict(
      message: "the conclusion names what another item requests", prose: prose, tokens: subject.tokens,
      other: items[other].titles.first)
  }

  /// A value of a set that the title does not have, if the title and the sentence have no value of this set in common. A study counts only
  /// where it is the subject: “the request for an EMG”, and not “the request for surgery, after an MRI”.
  private func otherValue(
    than item: Item, in topic: Range<Int>, _ range: Range<Int>, of prose: Prose, _ subject: ItemWords.Word
  ) -> Range<Int>? {
    let said = ItemWords.bySet(words.values(in: range, of: prose))
    return words.values(in: topic, of: prose).first { value in
      let own = item.values[value.set]
      return !own.isEmpty && (value.set != 0 || value.tokens == subject.tokens) && own.isDisjoint(with: said[value.set])
    }?.tokens
  }
}
