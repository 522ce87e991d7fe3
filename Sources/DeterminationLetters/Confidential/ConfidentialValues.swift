import JSONText
import UnicodeText

/// Confidential values, prepared for finding them in texts: as they are, and in the other forms in which people write names, numbers and
/// dates. docs/confidential-values.md lists the forms.
struct ConfidentialValues: Sendable {
  /// A sequence of letters and digits to look for, and what gaps may be inside it.
  struct Pattern: Sendable {
    let bytes: [UInt8]
    /// Where the words of the value end.
    var wordEnds: [Int]
    /// Whether it has so many digits that gaps do not count and a letter may be next to it.
    let isNumber: Bool
    /// Whether it can be a telephone number, which the 1 of the country may precede.
    let isPhone: Bool
  }

  private let patterns: [Pattern]
  private let search: PatternSearch
  private let names: PersonNames
  private let dates: Set<CalendarDate>
  private let hasLookalikes: Bool
  /// Limits the time that a hostile case can take. If the search would take longer, the value counts as found.
  private static let mostSteps = 100_000_000

  init(_ values: [String]) {
    var patterns = DistinctPatterns()
    var names = PersonNames()
    var hasLookalikes = false
    for value in values {
      let folded = FoldedText(value)
      guard folded.letterCount >= 2 else { continue }
      if folded.hasLookalikes { hasLookalikes = true }
      for script in folded.hasLookalikes ? [FoldedText.Script.asWritten, .byLook] : [.asWritten] {
        let text = script == .asWritten ? folded : FoldedText(value, script: script)
        patterns.add(Pattern(text))
        if let number = Pattern(phoneWithoutCountry: text, isMarked: value.contains("+")) { patterns.add(number) }
        if let name = PersonName(value, script: script) {
          names.insert(name)
          for sequence in name.sequences { patterns.add(Pattern(sequence)) }
        }
      }
    }
    self.patterns = patterns.patterns
    search = PatternSearch(patterns.patterns.map(\.bytes))
    self.names = names
    self.hasLookalikes = hasLookalikes
    dates = Set(values.compactMap(DateForms.date))
  }

  /// Whether a text contains one of the values.
  func occur(in text: String) -> Bool {
    let folded = FoldedText(text)
    if occur(in: folded, of: text) { return true }
    guard folded.mayBeEncoded, let decoded = EncodedText.decoded(text) else { return false }
    return occur(in: FoldedText(decoded), of: decoded)
  }

  private func occur(in folded: FoldedText, of text: String) -> Bool {
    if occur(in: folded) { return true }
    return (folded.hasLookalikes || hasLookalikes) && occur(in: FoldedText(text, script: .byLook))
  }

  private func occur(in text: FoldedText) -> Bool {
    var steps = 0
    let found = search.search(text.bytes, mayEnd: { Self.mayEnd(at: $0, in: text) }) { index, end in
      let pattern = patterns[index]
      steps += pattern.bytes.count
      return steps > Self.mostSteps || pattern.matches(text, endingAt: end)
    }
    return found || names.occur(in: text) || (!dates.isEmpty && DateForms.occur(dates, in: text))
  }

  /// Whether a match may end at a byte: at the end of a word, or between a letter and a digit.
  private static func mayEnd(at index: Int, in text: FoldedText) -> Bool {
    guard index + 1 < text.bytes.count, text.gaps[index + 1] == .none else { return true }
    return isDigit(text.bytes[index]) != isDigit(text.bytes[index + 1])
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
