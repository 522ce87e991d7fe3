import UnicodeText

/// The words of a text in which names are looked for. Parts that hyphens or apostrophes join are one word.
struct NameWords {
  private var words: [[UInt8]] = []
  private var flags: [(isCapitalized: Bool, hasFullStop: Bool)] = []

  var count: Int { words.count }

  init(_ text: FoldedText) {
    for index in text.wordStarts.indices {
      let isJoined = index > 0 && text.gaps[text.wordStarts[index]] == .soft
      // A possessive s is not part of a name.
      if isJoined, Array(text.word(index)) == [UInt8(ascii: "s")] { continue }
      if isJoined, !words.isEmpty {
        words[words.count - 1] += text.word(index)
        flags[flags.count - 1].hasFullStop = text.hasFullStop[index]
      } else {
        words.append(Array(text.word(index)))
        flags.append((text.isCapitalized[index], text.hasFullStop[index]))
      }
    }
  }

  subscript(index: Int) -> [UInt8] { words[index] }

  /// The letters of some words in a row.
  func letters(_ range: ClosedRange<Int>) -> [UInt8] {
    range.count == 1 ? words[range.lowerBound] : words[range].flatMap(\.self)
  }

  func isCapitalized(_ index: Int) -> Bool { flags[index].isCapitalized }
  func hasFullStop(_ index: Int) -> Bool { flags[index].hasFullStop }
}

/// Words of names. A text may have them as one word, or as the words that hyphens and apostrophes join: `Smith-Jones`, `Smith Jones`.
struct JoinedWords {
  private var words: Set<[UInt8]> = []
  /// The last parts of joined words, each with the numbers of parts that such words have.
  private var counts: [[UInt8]: Set<Int>] = [:]

  mutating func insert(_ word: PersonName.Word) {
    words.insert(word.letters)
    guard (2...Self.mostParts).contains(word.parts.count), let last = word.parts.last else { return }
    counts[last, default: []].insert(word.parts.count)
  }

  private static let mostParts = 4

  /// Where words that end with one of a text start, if the text has their parts as several words.
  func starts(endingAt index: Int, in text: NameWords) -> [Int] {
    guard !counts.isEmpty, let counts = counts[text[index]] else { return [] }
    return counts.map { index - $0 + 1 }.filter { $0 >= 0 && words.contains(text.letters($0...index)) }
  }

  /// Whether one of the words ends with a word of a text.
  func contains(endingAt index: Int, in text: NameWords) -> Bool {
    words.contains(text[index]) || !starts(endingAt: index, in: text).isEmpty
  }
}
