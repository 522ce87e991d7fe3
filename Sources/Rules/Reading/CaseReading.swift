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
  /// The elements of each list of the plan.
  private let elements: [[Element]]
  /// For each list of texts, the texts of each element.
  private let lists: [[[Prose]]]
  /// For each reader of events, the dates of each text with their events.
  private let events: [[[EventDates.Event]]]

  /// Reads a case.
  package init(_ document: JSONDocument, _ texts: [CaseText], _ plan: ReadingPlan) {
    let root = document.root
    let proses = texts.map { Prose($0.value, plan.book) }
    let elements = plan.each.map { path in
      path.values(in: root).enumerated().map { Element(value: $1, index: $0) }
    }
    (self.root, self.texts, self.proses, self.elements) = (root, texts, proses, elements)
    let whole = [Element(value: root, index: 0)]
    lists = plan.lists.map { list in
      (list.each.map { elements[$0] } ?? whole).map { element in
        var found: [Prose] = []
        for path in list.paths {
          for value in path.values(in: element.value) {
            if list.isDeep {
              found += Self.inside(value, proses)
            } else if let prose = Self.prose(of: value, among: proses) {
              found.append(prose)
            }
          }
        }
        return found
      }
    }
    events = plan.events.map { reader in proses.map(reader.events) }
  }

  /// The whole case as an element.
  var whole: Element { Element(value: root, index: 0) }

  /// The elements of a list of the plan.
  func elements(ofEach index: Int) -> [Element] { elements[index] }

  /// The dates of a text with their events.
  func events(_ reader: EventList, of prose: Prose) -> [EventDates.Event] {
    prose.dates.isEmpty ? [] : events[reader.index][Self.index(of: prose.offset, among: proses)]
  }

  /// The texts of a list.
  func texts(_ list: TextList, _ element: Element) -> [Prose] {
    let texts = lists[list.index]
    return texts.indices.contains(element.index) ? texts[element.index] : []
  }

  /// The texts of a list that belongs to the whole case.
  func texts(_ list: TextList) -> [Prose] { lists[list.index].first ?? [] }

  /// The prose of a value; nil if it is not a text.
  package func prose(of value: JSONValue) -> Prose? { Self.prose(of: value, among: proses) }

  private static func prose(of value: JSONValue, among proses: [Prose]) -> Prose? {
    let index = index(of: value.offset, among: proses)
    return index < proses.count && proses[index].offset == value.offset ? proses[index] : nil
  }

  /// The prose of every text inside a value.
  private static func inside(_ value: JSONValue, _ proses: [Prose]) -> [Prose] {
    // Values stand in the order of the text, so the texts inside a value follow each other.
    guard let last = lastOffset(in: value) else { return [] }
    let first = index(of: value.offset, among: proses)
    return Array(proses[first..<max(first, index(of: last + 1, among: proses))])
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
  private static func index(of offset: Int, among proses: [Prose]) -> Int {
    proses.lowerBound { $0.offset < offset }
  }
}
