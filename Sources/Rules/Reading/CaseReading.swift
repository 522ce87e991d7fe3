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
  /// The texts of lists, one list after the other, and inside a list one element after the other. So there are few arrays.
  private let listed: [Prose]
  /// For each element of each list, its texts among those.
  private let ranges: [Range<Int>]
  /// For each list, its elements among these ranges.
  private let lists: [Range<Int>]
  /// For each reader of events, the dates of each text with their events.
  private let events: [[[EventDates.Event]]]

  /// Reads a case.
  package init(_ document: JSONDocument, _ texts: [CaseText], _ plan: ReadingPlan) {
    let root = document.root
    var reader = ProseReader(plan.book)
    let proses = texts.map { reader.read($0.value, isNFC: !$0.traits.contains(.mayNotBeNFC)) }
    let elements = plan.each.map { path in
      var elements: [Element] = []
      path.visitValues(in: root) { elements.append(Element(value: $0, index: elements.count)) }
      return elements
    }
    let offsets = proses.map(\.offset)
    (self.root, self.texts, self.proses, self.offsets, self.elements) = (root, texts, proses, offsets, elements)
    var lists = TextLists(proses: proses, offsets: offsets)
    let whole = [Element(value: root, index: 0)]
    for place in plan.places { lists.read(place, of: place.each.map { elements[$0] } ?? whole) }
    for list in plan.lists { lists.join(list.places) }
    (listed, ranges, self.lists) = (lists.listed, lists.ranges, lists.lists)
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
  func texts(_ list: TextList, _ element: Element) -> ArraySlice<Prose> {
    let elements = lists[list.index]
    return element.index < elements.count ? listed[ranges[elements.lowerBound + element.index]] : []
  }

  /// The texts of a list that belongs to the whole case.
  func texts(_ list: TextList) -> ArraySlice<Prose> {
    lists[list.index].first.map { listed[ranges[$0]] } ?? []
  }

  /// The prose of a value; nil if it is not a text.
  package func prose(of value: JSONValue) -> Prose? {
    let index = index(of: value.offset)
    return index < offsets.count && offsets[index] == value.offset ? proses[index] : nil
  }

  /// The index of the first text that starts at an offset or after it.
  private func index(of offset: Int) -> Int { offsets.lowerBound { $0 < offset } }
}

/// Collects the texts of lists.
private struct TextLists {
  let proses: [Prose]
  let offsets: [Int]
  private(set) var listed: [Prose] = []
  private(set) var ranges: [Range<Int>] = []
  private(set) var lists: [Range<Int>] = []
  /// For each place of the plan, its elements among the ranges.
  private var places: [Range<Int>] = []

  init(proses: [Prose], offsets: [Int]) {
    (self.proses, self.offsets) = (proses, offsets)
    listed.reserveCapacity(4 * proses.count)
    ranges.reserveCapacity(64)
  }

  /// Reads the texts at a place of each element.
  mutating func read(_ place: ReadingPlan.Place, of elements: [CaseReading.Element]) {
    let first = ranges.count
    for index in elements.indices {
      let start = listed.count
      place.path.visitValues(in: elements[index].value) { add($0, isDeep: place.isDeep) }
      ranges.append(start..<listed.count)
    }
    places.append(first..<ranges.count)
  }

  /// Adds the list of the texts at some places, which belong to the same elements.
  mutating func join(_ wanted: [Int]) {
    guard wanted.count != 1 else { return lists.append(places[wanted[0]]) }
    let first = ranges.count
    for element in 0..<(wanted.first.map { places[$0].count } ?? 0) {
      let start = listed.count
      for place in wanted {
        // One by one, because the list would be copied if a part of it were appended to it.
        for index in ranges[places[place].lowerBound + element] { listed.append(listed[index]) }
      }
      ranges.append(start..<listed.count)
    }
    lists.append(first..<ranges.count)
  }

  private mutating func add(_ value: JSONValue, isDeep: Bool) {
    // Values stand in the order of the text, so the texts inside a value follow each other.
    let last = isDeep ? Self.lastOffset(in: value) ?? value.offset : value.offset
    let first = offsets.lowerBound { $0 < value.offset }
    var end = first
    while end < offsets.count, offsets[end] <= last { end += 1 }
    listed += proses[first..<end]
  }

  /// Where the last value inside a value starts.
  private static func lastOffset(in value: JSONValue) -> Int? {
    switch value.content {
    case .array(let elements): elements.last.map { lastOffset(in: $0) ?? $0.offset } ?? nil
    case .object(let object): object.members.last.map { lastOffset(in: $0.value) ?? $0.value.offset } ?? nil
    default: value.offset
    }
  }
}
