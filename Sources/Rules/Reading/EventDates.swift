import JSONText

/// Gives each date of a text its event: the injury, the review, a visit. A phrase gives a date its event in one direction, “injury on” before
/// its date and “utilization review” after it, within a sentence and up to the next date (the method of NegEx and ConText).
struct EventDates: Sendable {
  /// A date and its event.
  struct Event: Sendable {
    let date: ProseDate
    /// The category of the phrase that says what happened; nil if none does.
    let category: Category?
    /// Whether a phrase such as “prior injury” or “scheduled for” takes the date out of the comparison.
    let isExcepted: Bool
  }

  /// The values of a category of events: where the phrase stands.
  private static let positions = ["before", "after", "either"]

  private let events: CategorySet
  private let all: CategorySet
  private let except: Category
  private let elsewhere: Category
  private let introductions: [WordTable.Key]
  private let ends: Category
  /// For each event, the direction of each of its values.
  private let directions: [Category: [String]]

  /// The categories besides events: `except` gives up the date in the same clause, `ends` ends the scope of a phrase.
  static let others = ["except", "elsewhere", "ends", "introduction"]

  /// Takes the events of a vocabulary.
  /// - Parameter introductions: the keys of the words that introduce a date.
  init(_ phrases: Phrases, events names: [String], introductions: [WordTable.Key]) {
    events = CategorySet(names.map(phrases.category))
    except = phrases.category("except")
    elsewhere = phrases.category("elsewhere")
    self.introductions = introductions
    ends = phrases.category("ends")
    all = CategorySet(names.map(phrases.category) + [except, elsewhere, ends])
    directions = Dictionary(names.map { (phrases.category($0), phrases.values(of: $0)) }) { first, _ in first }
  }

  /// Reads the events of a vocabulary.
  static func read(_ settings: inout RuleSettings, events needed: [String]) -> (
    reader: EventDates, list: EventList, phrases: Phrases
  )? {
    guard
      let phrases = settings.phrases(
        "phrases", needed: needed + [PhraseBookBuilder.month], optional: others, isOpen: true)
    else { return nil }
    for name in phrases.open {
      for value in phrases.values(of: name) where !positions.contains(value) {
        settings.refuse("phrases", "“\(value)” of “\(name)” is not “before”, “after” or “either”")
      }
    }
    for name in needed where !phrases.open.contains(name) {
      settings.refuse("phrases", "the phrases of “\(name)” need “before”, “after” or “either”")
    }
    let reader = EventDates(
      phrases, events: phrases.open, introductions: settings.keys(of: "introduction", in: phrases))
    return (reader, settings.builder.events(reader, vocabulary: phrases.name), phrases)
  }

  /// The dates of a text with their events.
  func events(in prose: Prose) -> [Event] {
    guard !prose.dates.isEmpty else { return [] }
    return prose.dates.indices.map { event(at: $0, prose) }
  }

  /// Whether a word such as “on” stands right before a date, so that it cannot be another number.
  func isIntroduced(_ date: ProseDate, _ prose: Prose) -> Bool {
    let first = date.tokens.lowerBound
    return first > 0 && prose.keys(first - 1..<first, least: 2).contains { introductions.contains($0) }
  }

  func event(at index: Int, _ prose: Prose) -> Event {
    let date = prose.dates[index]
    let sentence = prose.sentence(around: date.tokens.lowerBound)
    let start = max(sentence.lowerBound, index > 0 ? prose.dates[index - 1].tokens.upperBound : 0)
    var end = sentence.upperBound
    if index + 1 < prose.dates.count { end = min(end, prose.dates[index + 1].tokens.lowerBound) }
    let before = before(date, start, prose)
    let after = before.category == nil ? after(date, end, prose) : (category: nil, isExcepted: false)
    return Event(
      date: date, category: before.category ?? after.category, isExcepted: before.isExcepted || after.isExcepted)
  }

  /// The nearest phrase before a date.
  private func before(_ date: ProseDate, _ start: Int, _ prose: Prose) -> (category: Category?, isExcepted: Bool) {
    var found: Category?
    var isExcepted = false
    let reach = max(start, date.tokens.lowerBound - 24)
    for mark in prose.marks(in: reach..<date.tokens.lowerBound).reversed() where all.contains(mark.category) {
      guard mark.end <= date.tokens.lowerBound else { continue }
      if mark.category == ends { break }
      if mark.category == except {
        isExcepted = true
        if found == nil { continue }
        break
      }
      if found == nil, direction(mark) != "after" {
        found = mark.category
        // An exception may stand before the phrase: “a prior industrial injury on”.
        continue
      }
    }
    return (found, isExcepted)
  }

  /// The nearest phrase after a date.
  private func after(_ date: ProseDate, _ end: Int, _ prose: Prose) -> (category: Category?, isExcepted: Bool) {
    let from = date.tokens.upperBound
    guard from < end else { return (nil, false) }
    var found: Mark?
    for mark in prose.marks(in: from..<min(end, from + 24)) where all.contains(mark.category) {
      if mark.category == ends { break }
      // “On December 1 an RFA form was written, and other sessions were ordered”: another event of the kind, told after the phrase.
      if mark.category == elsewhere { return (found?.category, true) }
      if found == nil, mark.category == except { return (nil, true) }
      if found == nil, direction(mark) != "before" { found = mark }
    }
    return (found?.category, false)
  }

  private func direction(_ mark: Mark) -> String { directions[mark.category]?[Int(mark.value)] ?? "before" }
}
