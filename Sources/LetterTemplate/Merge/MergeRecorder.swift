import JSONText
import LetterDocument

/// Records, while a letter is merged, which branches it takes and why each text is there. Without a recorder, merging does none of this.
final class MergeRecorder {
  private(set) var branches: Set<TemplateBranch> = []
  private(set) var entries: [TracedLetter.Entry] = []
  /// What decided that the current instruction is carried out.
  private var reasons: [TracedLetter.Reason] = []
  /// What was read since the last decision or text.
  private var reads: [TracedLetter.Read] = []
  /// What the parameters of the current partial were made of.
  private var parameters: [[TracedLetter.Read]] = []

  // MARK: Decisions

  /// How many decisions were made so far. ``leave(_:)`` goes back to that number.
  var depth: Int { reasons.count }

  /// Notes that what was read decides about what follows.
  func decide(_ place: Place) {
    reasons.append(TracedLetter.Reason(source: place.source, range: place.range, reads: takeReads()))
  }

  func leave(_ depth: Int) { reasons.removeSubrange(depth...) }

  func take(_ part: TemplateBranch.Part, _ place: Place) { branches.insert(TemplateBranch(place, part)) }

  // MARK: Data

  /// Notes that a path was read.
  func read(_ keys: ArraySlice<String>, in start: JSONValue) {
    var value = start
    for (index, key) in zip(keys.indices, keys) {
      guard let member = value[key] else {
        reads.append(TracedLetter.Read(offset: value.offset, missing: Array(keys[index...])))
        return
      }
      value = member
    }
    reads.append(TracedLetter.Read(offset: value.offset, missing: []))
  }

  /// Notes that a helper may read the elements of a list.
  func readElements(of value: MergeValue) {
    guard case .data(let data) = value else { return }
    for element in data.array ?? [] where element.object == nil && element.array == nil {
      reads.append(TracedLetter.Read(offset: element.offset, missing: []))
    }
  }

  func readParameter(_ index: Int) { if parameters.indices.contains(index) { reads += parameters[index] } }

  /// The reads since the last call, which belong to one parameter of a partial.
  func takeReads() -> [TracedLetter.Read] {
    defer { reads = [] }
    return reads
  }

  /// Enters a partial with what its parameters were made of; gives those of the place around it.
  func exchangeParameters(_ new: [[TracedLetter.Read]]) -> [[TracedLetter.Read]] {
    defer { parameters = new }
    return parameters
  }

  // MARK: Texts

  /// The words of the template with an entry of their own.
  func traced(_ text: Text) -> Text {
    guard case .template(let source, let offset) = text.origin else { return text }
    return Text(text.string, origin: add(source, offset, reads: []))
  }

  /// A value to print with an entry of its own.
  func traced(_ value: MergeValue, at place: Place) -> MergeValue {
    guard let printed = value.printed else { return value }
    let origin = add(place.source, place.range.lowerBound, reads: takeReads())
    // Separators of lists are words of the template too, but they stand between values.
    if printed.count == 1, case .template = printed[0].origin { entries[entries.count - 1].isChosen = true }
    return .texts(printed.map { Text($0.string, origin: origin) })
  }

  private func add(_ source: Int, _ offset: Int, reads: [TracedLetter.Read]) -> Origin {
    entries.append(TracedLetter.Entry(source: source, offset: offset, reads: reads, reasons: reasons))
    return .template(source: TracedLetter.source, offset: entries.count - 1)
  }
}
