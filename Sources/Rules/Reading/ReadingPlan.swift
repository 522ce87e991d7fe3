import Diagnostics
import JSONText

/// What the rules of a set want to read of a case: the texts at some places, and the phrases in them. It is made once for a set, so that every
/// case is read once for all rules.
package struct ReadingPlan: Sendable {
  /// Texts that rules read together: those at some paths, for the whole case or for each element of a list.
  struct List: Sendable {
    /// The index in ``ReadingPlan/each``; nil for the whole case.
    let each: Int?
    /// The indices of its places in ``ReadingPlan/places``.
    let places: [Int]
  }

  /// A place that lists of texts name. Many lists share one, and each is read once.
  struct Place: Sendable {
    /// The index in ``ReadingPlan/each``; nil for the whole case.
    let each: Int?
    let path: SchemaPath
    /// Whether every text inside a value counts, and not only a value that is a text.
    let isDeep: Bool
  }

  let book: PhraseBook
  /// The lists whose elements rules check one by one.
  let each: [SchemaPath]
  let places: [Place]
  let lists: [List]
  /// The readers of dates with their events, one for each vocabulary.
  let events: [EventDates]

  /// A plan that reads nothing.
  package static let empty = ReadingPlanBuilder().plan()
}

/// The number of a list of texts in a reading plan.
package struct TextList: Sendable {
  let index: Int
}

/// The number of a reader of dates in a reading plan.
struct EventList: Sendable {
  let index: Int
}

/// Collects what rules want to read.
package struct ReadingPlanBuilder {
  var phrases = PhraseBookBuilder()
  /// The vocabularies that were read, each once for all rules.
  var vocabularies: [ExactText: Vocabulary] = [:]
  private var each: [SchemaPath] = []
  private var places: [ReadingPlan.Place] = []
  private var lists: [ReadingPlan.List] = []
  private var known: [String: Int] = [:]
  private var events: [EventDates] = []
  private var eventVocabularies: [String] = []

  /// Starts without wishes.
  package init() {}

  /// The plan for all rules.
  package func plan() -> ReadingPlan {
    ReadingPlan(book: phrases.book(), each: each, places: places, lists: lists, events: events)
  }

  /// The number of a reader of events. Rules with the same vocabulary share it.
  mutating func events(_ reader: EventDates, vocabulary: String) -> EventList {
    if let index = eventVocabularies.firstIndex(of: vocabulary) { return EventList(index: index) }
    events.append(reader)
    eventVocabularies.append(vocabulary)
    return EventList(index: events.count - 1)
  }

  /// The number of a list whose elements are checked one by one.
  mutating func index(ofEach path: SchemaPath) -> Int {
    if let known = each.firstIndex(where: { $0.steps == path.steps }) { return known }
    each.append(path)
    return each.count - 1
  }

  /// The number of a list of texts. Rules that read the same texts share it.
  mutating func list(_ paths: [SchemaPath], each path: SchemaPath?, isDeep: Bool) -> TextList {
    let key = ([path?.description ?? ""] + paths.map(\.description) + [isDeep ? "deep" : ""]).joined(separator: "\n")
    if let index = known[key] { return TextList(index: index) }
    let index = path.map { self.index(ofEach: $0) }
    lists.append(ReadingPlan.List(each: index, places: paths.map { place($0, index, isDeep) }))
    known[key] = lists.count - 1
    return TextList(index: lists.count - 1)
  }

  private mutating func place(_ path: SchemaPath, _ each: Int?, _ isDeep: Bool) -> Int {
    let known = places.firstIndex { $0.each == each && $0.isDeep == isDeep && $0.path.steps == path.steps }
    if let known { return known }
    places.append(ReadingPlan.Place(each: each, path: path, isDeep: isDeep))
    return places.count - 1
  }
}
