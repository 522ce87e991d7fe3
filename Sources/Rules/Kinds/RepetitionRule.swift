import Diagnostics
import JSONText
import UnicodeText

extension FindingCode {
  /// Words, a sentence or a paragraph that stand twice in a row.
  package static let repetition = FindingCode("IMR-R039", "words repeated")
}

extension RuleKind {
  /// A word, a few words, a sentence or a paragraph that stands twice in a row.
  package static let repetition = RuleKind(
    "repetition",
    Explanation(
      .repetition,
      "A word, a few words, a sentence or a paragraph stands twice in a row: “was was”, “of the of the”.",
      fix: "remove one of the two", source: "seen in 2 of 55 published letters", severity: .warning)
  ) { _ in
    { reading, _, findings in
      for (index, prose) in reading.proses.enumerated() {
        for (tokens, what) in Repetition.all(in: prose) {
          findings.report(
            .repetition, "\(what) in a row", fix: "remove one of the two", at: tokens, of: prose)
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
    var text = prose.text
    return text.withUTF8 { bytes in
      prose.tokens.withUnsafeBufferPointer { tokens in
        let repetition = Repetition(tokens: tokens, bytes: bytes)
        return repetition.phrases + repetition.sentences(of: prose)
      }
    }
  }

  /// Words and groups of at most five words.
  private var phrases: [(tokens: Range<Int>, what: String)] {
    var found: [(tokens: Range<Int>, what: String)] = []
    var index = 1
    while index < tokens.count {
      if tokens[index].kind == .word, let length = (1...5).first(where: { isRepeated($0, at: index) }) {
        found.append((index..<index + length, length == 1 ? "this word stands twice" : "these words stand twice"))
        index += length
      }
      index += 1
    }
    return found
  }

  /// Whether `length` tokens from an index on repeat those before.
  @inline(__always)
  private func isRepeated(_ length: Int, at index: Int) -> Bool {
    // Nearly all tokens differ in their word or in their length.
    guard index >= length, tokens[index].word == tokens[index - length].word,
      tokens[index].count == tokens[index - length].count
    else { return false }
    return isRepetition(length, at: index)
  }

  private func isRepetition(_ length: Int, at index: Int) -> Bool {
    let (first, end) = (index - length, index + length)
    guard end <= tokens.count, tokens[first].sentence == tokens[end - 1].sentence,
      (index..<end).allSatisfy({ areSame($0, $0 - length) }), !isJoined(first, end), !hasLineFeed(first..<end)
    else { return false }
    if length == 1 { return !isUsual(index) }
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

  /// Whether English doubles the word, or it is a name such as “Walla Walla”.
  private func isUsual(_ index: Int) -> Bool {
    let word = word(index)
    if word.utf8.count == 1 { return word != "a" }
    let isFirst = index < 2 || tokens[index - 2].sentence != tokens[index].sentence
    let start = Int(tokens[index].start)
    let isName =
      !isFirst && (0x41...0x5A).contains(bytes[start]) && (0x61...0x7A).contains(bytes[start + 1])
      && (0x41...0x5A).contains(bytes[Int(tokens[index - 1].start)])
    return isName || Self.doubled.contains(word)
  }

  private func word(_ index: Int) -> String {
    String(decoding: tokens[index].bytes(in: bytes), as: UTF8.self).lowercased()
  }

  private static let doubled: Set = ["that", "had", "her", "very", "so", "do"]
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
