import UnicodeText

/// The words of a text in which names are looked for. Parts that hyphens or apostrophes join are one word.
struct NameWords {
  private let text: FoldedText
  private var words: [(start: Int, end: Int, isCapitalized: Bool, hasFullStop: Bool)] = []

  var count: Int { words.count }

  init(_ text: FoldedText) {
    self.text = text
    words.reserveCapacity(text.wordStarts.count)
    for index in text.wordStarts.indices {
      let word = text.word(index)
      let isJoined = text.gaps[word.startIndex] == .soft
      // A possessive s is not part of a name.
      if isJoined, word.count == 1, word.first == UInt8(ascii: "s") { continue }
      if isJoined, words.last?.end == word.startIndex {
        words[words.count - 1].end = word.endIndex
        words[words.count - 1].hasFullStop = text.hasFullStop[index]
      } else {
        words.append((word.startIndex, word.endIndex, text.isCapitalized[index], text.hasFullStop[index]))
      }
    }
  }

  subscript(index: Int) -> [UInt8] { Array(text.bytes[words[index].start..<words[index].end]) }

  /// The letters of some words in a row.
  func letters(_ range: ClosedRange<Int>) -> [UInt8] {
    range.count == 1 ? self[range.lowerBound] : range.flatMap { self[$0] }
  }

  func isCapitalized(_ index: Int) -> Bool { words[index].isCapitalized }
  func hasFullStop(_ index: Int) -> Bool { words[index].hasFullStop }
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
