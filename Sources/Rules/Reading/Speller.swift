/// Finds words with one wrong letter. A word of six letters with one wrong letter has its first three or its last three letters right, so the
/// words are listed by these.
struct Speller: Sendable {
  /// Words by three of their letters, as chains. Some threes share a slot: the table is looked up for nearly every word of a letter, so it
  /// counts that it fits into the first cache of a processor.
  private struct Index: Sendable {
    private static let bits: UInt64 = 13
    /// For each slot, the last word that is there, counted from 1.
    var last = [UInt16](repeating: 0, count: 1 << bits)
    /// For each word, the one before it in the same slot.
    var previous: [UInt16] = []
    /// For each slot, one bit for each length of a word that is there.
    var lengths = [UInt32](repeating: 0, count: 1 << bits)

    mutating func append(_ slot: Int, length: Int) {
      previous.append(last[slot])
      last[slot] = UInt16(previous.count)
      lengths[slot] |= 1 << UInt32(length)
    }

    /// The slot of three letters.
    @inline(__always)
    static func slot(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
      let letters = UInt64(first & 31) << 10 | UInt64(second & 31) << 5 | UInt64(third & 31)
      return Int((letters &* 0x9E37_79B9_7F4A_7C15) >> (64 - bits))
    }
  }

  /// The letters of the words, one word after the other, and where each starts.
  private var letters: [UInt8] = []
  private var starts = [0]
  private var byStart = Index()
  private var byEnd = Index()
  private let least: Int
  fileprivate static let most = 28

  /// Knows no words.
  /// - Parameter least: shorter words have too many neighbours; at least 6.
  fileprivate init(least: Int) { self.least = least }

  fileprivate mutating func add(_ word: UnsafeBufferPointer<UInt8>) {
    let start = letters.count
    for letter in word { letters.append(letter | 0x20) }
    let end = letters.count
    starts.append(end)
    byStart.append(Index.slot(letters[start], letters[start + 1], letters[start + 2]), length: word.count)
    byEnd.append(Index.slot(letters[end - 3], letters[end - 2], letters[end - 1]), length: word.count)
  }

  /// The tokens of a text that are nearly a word, each with that word.
  func mistakes(in prose: Prose) -> [(index: Int, right: String)] {
    var found: [(index: Int, right: String)] = []
    var text = prose.text
    text.withUTF8 { bytes in
      prose.tokens.withUnsafeBufferPointer { tokens in
        // Most words are in the vocabularies, and only the others can be wrong.
        for index in tokens.indices where tokens[index].word == 0 && tokens[index].kind == .word {
          let token = tokens[index]
          guard token.count >= least, token.count <= Self.most else { continue }
          let word = token.bytes(in: bytes)
          let count = word.count
          let (start, end) = (
            Index.slot(word[0], word[1], word[2]), Index.slot(word[count - 3], word[count - 2], word[count - 1])
          )
          // Three bits: one letter less, the same, one more.
          let lengths = (byStart.lengths[start] | byEnd.lengths[end]) >> UInt32(word.count - 1)
          guard lengths & 7 != 0, let right = nearest(to: word, start, end) else { continue }
          found.append((index, right))
        }
      }
    }
    return found
  }

  private func nearest(to word: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> String? {
    first(in: byStart, start, near: word) ?? first(in: byEnd, end, near: word)
  }

  private func first(in index: Index, _ key: Int, near word: UnsafeBufferPointer<UInt8>) -> String? {
    var found: Int?
    var next = index.last[key]
    // The chain runs backwards, so the last word that is found is the first of the list.
    while next != 0 {
      if isNear(word, Int(next) - 1) { found = Int(next) - 1 }
      next = index.previous[Int(next) - 1]
    }
    return found.map { String(decoding: letters[starts[$0]..<starts[$0 + 1]], as: UTF8.self) }
  }

  private func isNear(_ word: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let range = starts[index]..<starts[index + 1]
    guard abs(word.count - range.count) <= 1 else { return false }
    return letters.withUnsafeBufferPointer { Self.isOneApart(word, UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Whether one letter is wrong, missing, added, or two neighbours are exchanged. A plural is not a mistake.
  static func isOneApart(_ word: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    let shorter = min(word.count, right.count)
    while start < shorter, word[start] | 0x20 == right[start] { start += 1 }
    var end = 0
    while end < shorter - start, word[word.count - 1 - end] | 0x20 == right[right.count - 1 - end] { end += 1 }
    let isPlural = UInt8(ascii: "s")
    switch (word.count - start - end, right.count - start - end) {
    case (1, 1): return true
    case (1, 0): return !(word.last.map { $0 | 0x20 } == isPlural && start == right.count)
    case (0, 1): return !(right.last == isPlural && start == word.count)
    case (2, 2): return word[start] | 0x20 == right[start + 1] && word[start + 1] | 0x20 == right[start]
    default: return false
    }
  }
}

/// Collects the words of a ``Speller``.
struct SpellerBuilder {
  private(set) var speller: Speller
  private var known = WordTable()
  private let least: Int
  private static let mostWords = 60_000

  /// - Parameter least: shorter words have too many neighbours; at least 6.
  init(least: Int) {
    self.least = least
    speller = Speller(least: least)
  }

  /// Adds a word, unless it is known, or too short or too long, or has other characters than the letters of ASCII.
  mutating func add(_ word: UnsafeBufferPointer<UInt8>) {
    guard (least...Speller.most).contains(word.count), word.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) }),
      known.count < Self.mostWords
    else { return }
    let before = known.count
    _ = known.add(word)
    if known.count > before { speller.add(word) }
  }
}
