import UnicodeText

/// The patterns of some values. Those with the same letters become one, because the search knows only one of them.
struct DistinctPatterns {
  private(set) var patterns: [ConfidentialValues.Pattern] = []
  private var indices: [[UInt8]: Int] = [:]

  mutating func add(_ pattern: ConfidentialValues.Pattern) {
    guard let index = indices[pattern.bytes] else {
      indices[pattern.bytes] = patterns.count
      return patterns.append(pattern)
    }
    // “Ann Smithjones” and “Ann Smith-Jones”: words may end where those of either end.
    guard patterns[index].wordEnds != pattern.wordEnds else { return }
    patterns[index].wordEnds = Set(patterns[index].wordEnds + pattern.wordEnds).sorted()
  }
}

extension ConfidentialValues.Pattern {
  init(_ text: FoldedText) { self.init(text.wordStarts.indices.map { Array(text.word($0)) }) }

  /// - Parameter words: the words of the value, folded.
  init(_ words: [[UInt8]]) {
    bytes = words.flatMap(\.self)
    wordEnds = words.reduce(into: [Int]()) { $0.append(($0.last ?? 0) + $1.count) }
    let digits = bytes.count(where: ConfidentialValues.isDigit)
    isNumber = digits >= 5
    // Area codes start with 2 or more.
    isPhone = digits == 10 && bytes.count == 10 && bytes[0] >= UInt8(ascii: "2")
  }

  /// A telephone number that is written with the 1 of its country, without it; nil for anything else.
  /// - Parameter isMarked: whether the value has a plus sign.
  init?(phoneWithoutCountry text: FoldedText, isMarked: Bool) {
    guard text.bytes.count == 11, text.bytes[0] == UInt8(ascii: "1"), isMarked || text.word(0).count == 1 else {
      return nil
    }
    self.init([Array(text.bytes.dropFirst())])
    guard isPhone else { return nil }
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
      func isStart(_ index: Int) -> Bool { index == 0 || isEdge(index) }
      let hasCountry = isPhone && start > 0 && text.bytes[start - 1] == UInt8(ascii: "1")
      return (isStart(start) || hasCountry && isStart(start - 1)) && isEdge(end)
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
