import Diagnostics
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
  private func index(of offset: Int) -> Int { offsets.partitioningIndex { $0 >= offset } }
}
