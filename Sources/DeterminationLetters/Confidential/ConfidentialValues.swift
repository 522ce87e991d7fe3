import JSONText
import UnicodeText

/// Confidential values, prepared for finding them in texts: as they are, and in the other forms in which people write names, numbers and
/// dates. docs/confidential-values.md lists the forms.
struct ConfidentialValues: Sendable {
  /// A sequence of letters and digits to look for, and what gaps may be inside it.
  struct Pattern: Sendable {
    let bytes: [UInt8]
    /// Where the words of the value end.
    let wordEnds: [Int]
    /// Whether it has so many digits that gaps do not count and a letter may be next to it.
    let isNumber: Bool
  }

  private let patterns: [Pattern]
  private let search: PatternSearch
  private let names: PersonNames
  private let dates: Set<CalendarDate>
  private let hasLookalikes: Bool
  /// Limits the time that a hostile case can take. If the search would take longer, the value counts as found.
  private static let mostSteps = 100_000_000

  init(_ values: [String]) {
    var patterns: [Pattern] = []
    var names = PersonNames()
    var hasLookalikes = false
    for value in values {
      let folded = FoldedText(value)
      guard folded.letterCount >= 2 else { continue }
      patterns.append(Pattern(folded))
      if folded.hasLookalikes {
        hasLookalikes = true
        patterns.append(Pattern(FoldedText(value, script: .byLook)))
      }
      if let name = PersonName(value) {
        names.insert(name)
        patterns += name.sequences.map(Pattern.init)
      }
    }
    self.patterns = patterns
    search = PatternSearch(patterns.map(\.bytes))
    self.names = names
    self.hasLookalikes = hasLookalikes
    dates = Set(values.compactMap(DateForms.date))
  }

  /// Whether a text contains one of the values.
  func occur(in text: String) -> Bool {
    let folded = FoldedText(text)
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
    return found || names.occur(in: text)
      || (!dates.isEmpty && DateForms.dates(in: text).contains(where: dates.contains))
  }

  /// Whether a match may end at a byte: at the end of a word, or between a letter and a digit.
  private static func mayEnd(at index: Int, in text: FoldedText) -> Bool {
    guard index + 1 < text.bytes.count, text.gaps[index + 1] == .none else { return true }
    return isDigit(text.bytes[index]) != isDigit(text.bytes[index + 1])
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

extension ConfidentialValues.Pattern {
  init(_ text: FoldedText) { self.init(text.wordStarts.indices.map { Array(text.word($0)) }) }

  /// - Parameter words: the words of the value, folded.
  init(_ words: [[UInt8]]) {
    bytes = words.flatMap(\.self)
    wordEnds = words.reduce(into: [Int]()) { $0.append(($0.last ?? 0) + $1.count) }
    isNumber = bytes.count(where: ConfidentialValues.isDigit) >= 5
  }

  /// Whether a match of the pattern that ends at an index is the value, and not part of other words.
  func matches(_ text: FoldedText, endingAt end: Int) -> Bool {
    let start = end - bytes.count
    func isWordEdge(_ index: Int) -> Bool { index == text.bytes.count || text.gaps[index] != .none }
    if isNumber {
      // `WC123456` is found in `WC-123 456` and in `WC123456A`. But 123456 is not found in 1234567.
      func isEdge(_ index: Int) -> Bool {
        isWordEdge(index)
          || !(ConfidentialValues.isDigit(text.bytes[index]) && ConfidentialValues.isDigit(text.bytes[index - 1]))
      }
      return (start == 0 || isEdge(start)) && isEdge(end)
    }
    guard isWordEdge(start), isWordEdge(end) else { return false }
    var word = 0
    for wordEnd in wordEnds {
      guard hasWord(text, from: start + word, to: start + wordEnd) else { return false }
      // Short words that are joined could form another word.
      if wordEnd < bytes.count, text.gaps[start + wordEnd] == .none, bytes.count < 6 { return false }
      word = wordEnd
    }
    return true
  }

  /// Whether a text has a word of the value: whole, divided by hyphens or line ends, or with spaces between its letters.
  private func hasWord(_ text: FoldedText, from start: Int, to end: Int) -> Bool {
    let inner = text.gaps[start + 1..<max(end, start + 1)]
    if inner.allSatisfy({ $0 == .none }) { return true }
    let hasDigits = text.bytes[start..<end].contains(where: ConfidentialValues.isDigit)
    if !hasDigits, inner.count >= 3, inner.allSatisfy({ $0 != .hard }) { return true }
    return !hasDigits && inner.count >= 2 && inner.count { $0 != .none } * 2 > inner.count
  }
}
