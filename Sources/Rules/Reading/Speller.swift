/// Finds words with one wrong letter. A word of six letters with one wrong letter has its first three or its last three letters right, so the
/// words are listed by these.
struct Speller: Sendable {
  /// Words by three of their letters, as chains.
  private struct Index: Sendable {
    /// For each three letters, the last word that has them, counted from 1.
    var last = [UInt16](repeating: 0, count: 32_768)
    /// For each word, the one before it with the same three letters.
    var previous: [UInt16] = []
    /// For each three letters, one bit for each length of a word that has them.
    var lengths = [UInt32](repeating: 0, count: 32_768)

    mutating func append(_ key: Int, length: Int) {
      previous.append(last[key])
      last[key] = UInt16(previous.count)
      lengths[key] |= 1 << UInt32(length)
    }
  }

  private var words: [[UInt8]] = []
  private var byStart = Index()
  private var byEnd = Index()
  private let least: Int
  private static let most = 28

  /// - Parameter least: shorter words have too many neighbours; at least 6.
  init(words list: [String], least: Int) {
    self.least = least
    var known: Set<WordTable.Key> = []
    for word in list {
      var letters = Array(word.utf8)
      for index in letters.indices where (0x41...0x5A).contains(letters[index]) { letters[index] |= 0x20 }
      let count = letters.count
      guard (least...Self.most).contains(count), letters.allSatisfy({ (0x61...0x7A).contains($0) }),
        words.count < 60_000, known.insert(letters.withUnsafeBufferPointer { WordTable.Key($0) }).inserted
      else { continue }
      byStart.append(Self.three(letters[0], letters[1], letters[2]), length: count)
      byEnd.append(Self.three(letters[count - 3], letters[count - 2], letters[count - 1]), length: count)
      words.append(letters)
    }
  }

  /// The tokens of a text that are nearly a word, each with that word.
  func mistakes(in prose: Prose) -> [(index: Int, right: String)] {
    var found: [(index: Int, right: String)] = []
    var text = prose.text
    text.withUTF8 { bytes in
      for index in prose.tokens.indices {
        let token = prose.tokens[index]
        guard token.word == 0, token.kind == .word, token.count >= least, token.count <= Self.most else { continue }
        let word = token.bytes(in: bytes)
        let count = word.count
        let (start, end) = (
          Self.three(word[0], word[1], word[2]), Self.three(word[count - 3], word[count - 2], word[count - 1])
        )
        // Three bits: one letter less, the same, one more.
        let lengths = (byStart.lengths[start] | byEnd.lengths[end]) >> UInt32(word.count - 1)
        guard lengths & 7 != 0, let right = nearest(to: word, start, end) else { continue }
        found.append((index, right))
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
    return found.map { String(decoding: words[$0], as: UTF8.self) }
  }

  private func isNear(_ word: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let right = words[index]
    guard abs(word.count - right.count) <= 1 else { return false }
    return right.withUnsafeBufferPointer { Self.isOneApart(word, $0) }
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

  private static func three(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    Int(first & 31) << 10 | Int(second & 31) << 5 | Int(third & 31)
  }
}
