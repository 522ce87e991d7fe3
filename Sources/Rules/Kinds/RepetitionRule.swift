import Diagnostics
import JSONText

extension FindingCode {
  /// Words, a sentence or a paragraph that stand twice in a row.
  package static let repetition = FindingCode("IMR-R039", "words repeated")
}

extension RuleKind {
  /// A small word, a few words, a sentence or a paragraph that stands twice in a row.
  package static let repetition = RuleKind(
    "repetition",
    Explanation(
      .repetition,
      "A small word, a few words, a sentence or a paragraph stands twice in a row: “was was”, “of the of the”.",
      fix: "remove one of the two", source: "seen in 1 of 55 published letters", severity: .warning)
  ) { _ in
    { reading, _, findings in
      for (index, prose) in reading.proses.enumerated() {
        // One finding for each text: where words stand twice by habit, many findings would hide the others.
        let found = Repetition.all(in: prose)
        if let first = found.first {
          let others = found.count - 1
          findings.report(
            .repetition,
            others == 0
              ? "\(first.what) in a row"
              : "\(first.what) in a row, and so do words at \(others) other place\(others == 1 ? "" : "s") of this text",
            fix: "remove one of the two", at: first.tokens, of: prose)
        }
        guard index > 0, prose.repeats(reading.proses[index - 1], in: reading.root) else { continue }
        findings.report(
          .repetition, "this paragraph stands twice in a row", fix: "remove one of the two",
          at: 0..<prose.tokens.count, of: prose)
      }
    }
  }
}

/// Finds tokens that stand twice in a row.
private struct Repetition {
  let tokens: UnsafeBufferPointer<Token>
  let bytes: UnsafeBufferPointer<UInt8>

  /// The second of each two.
  static func all(in prose: Prose) -> [(tokens: Range<Int>, what: String)] {
    guard !prose.repeats.isEmpty || prose.sentenceCount > 1 else { return [] }
    var text = prose.text
    return text.withUTF8 { bytes in
      prose.tokens.withUnsafeBufferPointer { tokens in
        let repetition = Repetition(tokens: tokens, bytes: bytes)
        return repetition.phrases(from: prose.repeats) + repetition.sentences(of: prose)
      }
    }
  }

  /// Small words and groups of two to five words.
  private func phrases(from starts: [Int32]) -> [(tokens: Range<Int>, what: String)] {
    var found: [(tokens: Range<Int>, what: String)] = []
    var end = 0
    for index in starts.lazy.map({ Int($0) }) where index >= end && tokens[index].kind == .word {
      let lengths = 1...max(1, min(index, RecentWords.longestGroup))
      guard index > 0, let length = lengths.first(where: { areSame(index, index - $0) }),
        length > 1 || tokens[index].count <= Tokenizer.smallWord, isRepetition(length, at: index)
      else { continue }
      found.append((index..<index + length, length == 1 ? "this word stands twice" : "these words stand twice"))
      end = index + length + 1
    }
    return found
  }

  private func isRepetition(_ length: Int, at index: Int) -> Bool {
    let (first, end) = (index - length, index + length)
    guard end <= tokens.count, tokens[first].sentence == tokens[end - 1].sentence,
      (index..<end).allSatisfy({ areSame($0, $0 - length) }), !isJoined(first, end), !hasLineFeed(first..<end)
    else { return false }
    if length == 1 { return Self.linking.contains(word(index)) }
    // “a drug that is not recommended is not recommended”
    if first > 0, tokens[first - 1].kind == .word, Self.relatives.contains(word(first - 1)) { return false }
    let words = (index..<end).filter { tokens[$0].kind == .word }
    // “one by one by one” is two words and no slip; neither is “10 mg 10 mg”.
    return words.count >= 2 && (length > 2 || !words.contains { Self.links.contains(word($0)) })
  }

  /// Whether two tokens are the same word or number. Letter case does not count.
  private func areSame(_ one: Int, _ other: Int) -> Bool {
    tokens[one].kind == tokens[other].kind && tokens[one].kind != .mark && tokens[one].count == tokens[other].count
      && tokens[one].key(in: bytes) == tokens[other].key(in: bytes)
  }

  /// Whether a hyphen or a slash makes the words part of others: “follow-up up to”.
  private func isJoined(_ first: Int, _ end: Int) -> Bool {
    func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") }
    let (start, last) = (Int(tokens[first].start), Int(tokens[end - 1].end))
    return start > 0 && isMark(bytes[start - 1]) || last < bytes.count && isMark(bytes[last])
  }

  private func hasLineFeed(_ range: Range<Int>) -> Bool {
    bytes[Int(tokens[range.lowerBound].start)..<Int(tokens[range.upperBound - 1].end)].contains(UInt8(ascii: "\n"))
  }

  private func word(_ index: Int) -> String {
    String(decoding: tokens[index].bytes(in: bytes), as: UTF8.self).lowercased()
  }

  /// Small words that nobody doubles, of at most ``Tokenizer/smallWord`` letters. Others may stand twice: “had had”, “that that”, “Walla Walla”.
  private static let linking: Set = [
    "the", "of", "to", "a", "an", "and", "is", "was", "in", "for", "no", "or", "on", "be", "at", "by", "if", "we",
  ]
  private static let relatives: Set = ["that", "which", "who", "what", "as", "than"]
  private static let links: Set = ["and", "by", "to", "after", "upon", "over", "or", "for"]

  /// Sentences of at least four words.
  private func sentences(of prose: Prose) -> [(tokens: Range<Int>, what: String)] {
    guard prose.sentenceCount > 1 else { return [] }
    return (1..<prose.sentenceCount).compactMap { number in
      let (before, sentence) = (prose.sentence(number - 1), prose.sentence(number))
      guard sentence.count >= 5, before.count == sentence.count,
        zip(before, sentence).allSatisfy({
          tokens[$0].kind == .mark ? tokens[$0].value == tokens[$1].value : areSame($0, $1)
        })
      else { return nil }
      return (sentence, "this sentence stands twice")
    }
  }
}

extension Prose {
  /// Whether it is the paragraph before it again, in the same list.
  fileprivate func repeats(_ other: Prose, in root: JSONValue) -> Bool {
    guard tokens.count >= 8, tokens.count == other.tokens.count, text.isSame(as: other.text) else { return false }
    func list(_ prose: Prose) -> Substring? {
      root.pointer(toValueAt: prose.offset).flatMap { pointer in
        pointer.lastIndex(of: "/").map { pointer[..<$0] }
      }
    }
    guard let parent = list(self), parent == list(other) else { return false }
    return root.pointer(toValueAt: offset)?.last?.isNumber ?? false
  }
}
