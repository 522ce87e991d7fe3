import Diagnostics
import JSONText

extension FindingCode {
  /// A word that is nearly a word of a vocabulary.
  package static let misspelt = FindingCode("IMR-R035", "word misspelt")
}

extension RuleKind {
  /// `in`, `words`, `near`: words that are nearly, but not quite, words of some vocabularies, such as the names of drugs. `near` is the
  /// vocabulary of words that are right all the same.
  package static let spelling = RuleKind(
    "spelling",
    Explanation(
      .misspelt, "The word is nearly the name of a drug, a part of the body or a guideline, with a letter wrong.",
      fix: "correct it, or leave it if it is right", source: "the sources that the vocabularies name",
      severity: .warning)
  ) { settings in
    settings.readEach()
    let paths = settings.texts("in", isDeep: true)
    let words = settings.words("words")
    guard let near = settings.phrases("near", needed: ["near"], optional: ["wrong", "right"], valued: ["wrong"]) else {
      return nil
    }
    let wrong = near.category("wrong")
    let right = near.values(of: "wrong")
    let speller = Speller(words: words, least: 6)
    return { reading, element, findings in
      for prose in reading.texts(paths, element) {
        for mark in prose.has(wrong) ? prose.marks : [] where mark.category == wrong {
          findings.report(
            .misspelt, "this is probably “\(right[Int(mark.value)])”", fix: "correct it, or leave it if it is right",
            at: mark.tokens, of: prose)
        }
        for (index, right) in speller.mistakes(in: prose) {
          findings.report(
            .misspelt, "this is nearly “\(right)”", fix: "correct it, or leave it if it is right",
            at: index..<index + 1,
            of: prose)
        }
      }
    }
  }
}

/// Finds words with one wrong letter. A word of six letters with one wrong letter has its first three or its last three letters right, so the
/// words are listed by these.
struct Speller: Sendable {
  private var words: [[UInt8]] = []
  /// The words by their first three letters, and by their last three.
  private var byStart: [Int: [UInt16]] = [:]
  private var byEnd: [Int: [UInt16]] = [:]
  /// One bit for each length that words with these letters have.
  private var startLengths = [UInt32](repeating: 0, count: 32_768)
  private var endLengths = [UInt32](repeating: 0, count: 32_768)
  private let least: Int
  private static let most = 28

  /// - Parameter least: shorter words have too many neighbours; at least 6.
  init(words: [String], least: Int) {
    self.least = least
    for word in words {
      let letters = Array(word.lowercased().utf8)
      let count = letters.count
      guard (least...Self.most).contains(count), letters.allSatisfy({ (0x61...0x7A).contains($0) }),
        self.words.count < 60_000
      else { continue }
      let (start, end) = (
        Self.three(letters[0], letters[1], letters[2]),
        Self.three(letters[count - 3], letters[count - 2], letters[count - 1])
      )
      byStart[start, default: []].append(UInt16(self.words.count))
      byEnd[end, default: []].append(UInt16(self.words.count))
      startLengths[start] |= 1 << UInt32(count)
      endLengths[end] |= 1 << UInt32(count)
      self.words.append(letters)
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
        let lengths = (startLengths[start] | endLengths[end]) >> UInt32(word.count - 1)
        guard lengths & 7 != 0, let right = nearest(to: word, start, end) else { continue }
        found.append((index, right))
      }
    }
    return found
  }

  private func nearest(to word: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> String? {
    for index in byStart[start] ?? [] where isNear(word, index) { return text(index) }
    for index in byEnd[end] ?? [] where isNear(word, index) { return text(index) }
    return nil
  }

  private func isNear(_ word: UnsafeBufferPointer<UInt8>, _ index: UInt16) -> Bool {
    let right = words[Int(index)]
    guard abs(word.count - right.count) <= 1 else { return false }
    return right.withUnsafeBufferPointer { Self.isOneApart(word, $0) }
  }

  private func text(_ index: UInt16) -> String { String(decoding: words[Int(index)], as: UTF8.self) }

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
