import JSONText

/// The form of a case that rules work on: its texts, cut once into words with the phrases that the rules of the set look for.
///
/// It is a class only because every rule gets it: passing it on costs one reference count.
package final class CaseReading: Sendable {
  /// An element of a list that a rule checks, or the whole case.
  package struct Element: Sendable {
    /// The value.
    package let value: JSONValue
    /// Its place in the list; 0 for the whole case.
    let index: Int
  }

  /// The case.
  package let root: JSONValue
  /// Every text of the case, in order.
  package let texts: [CaseText]
  /// The prose of each text.
  package let proses: [Prose]
  /// Where each text starts.
  private let offsets: [Int]
  /// The elements of each list of the plan.
  private let elements: [[Element]]
  /// For each list of texts, the texts of each element.
  private let lists: [[[Prose]]]
  /// For each reader of events, the dates of each text with their events.
  private let events: [[[EventDates.Event]]]

  /// Reads a case.
  package init(_ document: JSONDocument, _ texts: [CaseText], _ plan: ReadingPlan) {
    let root = document.root
    var reader = ProseReader(plan.book)
    let proses = texts.map { reader.read($0.value, isNFC: !$0.traits.contains(.mayNotBeNFC)) }
    let elements = plan.each.map { path in
      path.values(in: root).enumerated().map { Element(value: $1, index: $0) }
    }
    let offsets = proses.map(\.offset)
    (self.root, self.texts, self.proses, self.offsets, self.elements) = (root, texts, proses, offsets, elements)
    let whole = [Element(value: root, index: 0)]
    let places = plan.places.map { place in
      (place.each.map { elements[$0] } ?? whole).map { Self.texts(at: place, in: $0.value, proses, offsets) }
    }
    lists = plan.lists.map { list in
      guard list.places.count != 1 else { return places[list.places[0]] }
      let count = list.each.map { elements[$0].count } ?? 1
      return (0..<count).map { element in list.places.flatMap { places[$0][element] } }
    }
    events = plan.events.map { reader in proses.map(reader.events) }
  }

  /// The whole case as an element.
  var whole: Element { Element(value: root, index: 0) }

  /// The elements of a list of the plan.
  func elements(ofEach index: Int) -> [Element] { elements[index] }

  /// The dates of a text with their events.
  func events(_ reader: EventList, of prose: Prose) -> [EventDates.Event] {
    prose.dates.isEmpty ? [] : events[reader.index][index(of: prose.offset)]
  }

  /// The texts of a list.
  func texts(_ list: TextList, _ element: Element) -> [Prose] {
    let texts = lists[list.index]
    return texts.indices.contains(element.index) ? texts[element.index] : []
  }

  /// The texts of a list that belongs to the whole case.
  func texts(_ list: TextList) -> [Prose] { lists[list.index].first ?? [] }

  /// The prose of a value; nil if it is not a text.
  package func prose(of value: JSONValue) -> Prose? {
    let index = index(of: value.offset)
    return index < offsets.count && offsets[index] == value.offset ? proses[index] : nil
  }

  /// The texts at a place.
  private static func texts(at place: ReadingPlan.Place, in element: JSONValue, _ proses: [Prose], _ offsets: [Int])
    -> [Prose]
  {
    var found: [Prose] = []
    for value in place.path.values(in: element) {
      // Values stand in the order of the text, so the texts inside a value follow each other.
      let last = place.isDeep ? lastOffset(in: value) ?? value.offset : value.offset
      let first = offsets.lowerBound { $0 < value.offset }
      var end = first
      while end < offsets.count, offsets[end] <= last { end += 1 }
      found += proses[first..<end]
    }
    return found
  }

  /// Where the last value inside a value starts.
  private static func lastOffset(in value: JSONValue) -> Int? {
    switch value.content {
    case .array(let elements): elements.last.map { lastOffset(in: $0) ?? $0.offset } ?? nil
    case .object(let object): object.members.last.map { lastOffset(in: $0.value) ?? $0.value.offset } ?? nil
    default: value.offset
    }
  }

  /// The index of the first text that starts at an offset or after it.
  private func index(of offset: Int) -> Int { offsets.lowerBound { $0 < offset } }
}
