import Diagnostics
import JSONText

/// Collects the texts of lists in a few flat arrays. A list of texts for each element of each list would be fifty arrays for a letter.
struct TextLists {
  let proses: [Prose]
  let offsets: [Int]
  /// The texts, one list after the other, and inside a list one element after the other.
  private(set) var listed: [Prose] = []
  /// For each element of each list, its texts among those.
  private(set) var ranges: [Range<Int>] = []
  /// For each list, its elements among the ranges.
  private(set) var lists: [Range<Int>] = []
  /// For each place of the plan, its elements among the ranges.
  private var places: [Range<Int>] = []

  init(proses: [Prose], offsets: [Int]) {
    (self.proses, self.offsets) = (proses, offsets)
    // The rules of Independent Medical Review list each text about four times.
    listed.reserveCapacity(4 * min(proses.count, 1_000))
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
    let first = offsets.partitioningIndex { $0 >= value.offset }
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
