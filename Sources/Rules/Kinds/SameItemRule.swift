import Diagnostics
import JSONText

extension FindingCode {
  /// A disputed item that occurs twice.
  package static let duplicateItem = FindingCode("IMR-R023", "disputed item occurs twice")
}

extension RuleKind {
  /// `each`, `title`, `words`: no two requests of a case mean the same. Punctuation, word order, plural, small words and the notation of
  /// spinal levels do not count.
  package static let sameItem = RuleKind(
    "same-item",
    Explanation(
      .duplicateItem,
      "Two disputed items mean the same. A reader cannot know which decision belongs to which item.",
      fix: "remove one, or write how they differ", source: "8 CCR 9792.10.6(d)", severity: .warning),
    seesElements: false
  ) { settings in
    settings.readEach(isRequired: true)
    let title = settings.texts("title")
    guard let list = settings.eachList(),
      let words = settings.phrases(
        "words", needed: ["small"], optional: ["number", "generic", "dose"], valued: ["number"], isOpen: true)
    else { return nil }
    let small = settings.keys(of: "small", in: words)
    let number = words.category("number")
    let numbers = words.values(of: "number").map { UInt64($0) ?? 0 }
    let same = words.open.filter { $0 != "number" }.map { ($0, words.category($0)) }
    return { reading, _, findings in
      let elements = reading.elements(ofEach: list)
      guard elements.count > 1 else { return }
      var seen: [(key: [WordTable.Key], prose: Prose)] = []
      for element in elements {
        let proses = reading.texts(title, element)
        guard let first = proses.first else { continue }
        let key = proses.flatMap { RequestKey.words(of: $0, small: small, number: number, numbers, same: same) }
          .sorted()
        if let earlier = seen.first(where: { $0.key == key })?.prose {
          findings.report(
            .duplicateItem, "an earlier item means the same", fix: "remove one, or write how they differ",
            at: first.value,
            comparedWith: .init(earlier.value))
        } else {
          seen.append((key, first))
        }
      }
    }
  }
}

/// The words of a request that tell it from others.
private enum RequestKey {
  static func words(
    of prose: Prose, small: [WordTable.Key], number: Category, _ numbers: [UInt64],
    same: [(name: String, category: Category)]
  ) -> [WordTable.Key] {
    var words: [WordTable.Key] = []
    var taken = [Bool](repeating: false, count: prose.tokens.count)
    func take(_ tokens: Range<Int>) { for index in tokens { taken[index] = true } }
    for level in SpinalLevel.all(in: prose) {
      let spaces = level.spaces.reduce(0 as UInt64) { $0 | 1 << UInt64(clamping: max(0, $1)) }
      words.append(WordTable.Key(kind: 1 + UInt64(level.region), spaces))
      take(level.tokens)
    }
    for mark in prose.marks where !mark.tokens.contains(where: { taken[$0] }) {
      if mark.category == number {
        words.append(WordTable.Key(kind: 0, numbers[Int(mark.value)]))
        take(mark.tokens)
      } else if let synonym = same.firstIndex(where: { $0.category == mark.category }) {
        words.append(WordTable.Key(kind: 512 + UInt64(synonym), UInt64(mark.value)))
        take(mark.tokens)
      }
    }
    var text = prose.text
    text.withUTF8 { bytes in
      for index in prose.tokens.indices where !taken[index] && prose.tokens[index].kind != .mark {
        let token = prose.tokens[index]
        guard token.kind != .number else {
          words.append(WordTable.Key(kind: 0, UInt64(token.value)))
          continue
        }
        if small.contains(token.key(in: bytes)) { continue }
        // “pre-operative” is the same as “preoperative”.
        if index + 2 < prose.tokens.count, prose.tokens[index + 1].isMark("-"), prose.tokens[index + 2].kind == .word,
          !taken[index + 2], prose.isTight(index..<index + 3)
        {
          let next = prose.tokens[index + 2]
          let joined = Array(token.bytes(in: bytes)) + next.bytes(in: bytes)
          joined.withUnsafeBufferPointer { words.append(WordTable.Key(singular: $0)) }
          taken[index + 2] = true
          continue
        }
        words.append(WordTable.Key(singular: token.bytes(in: bytes)))
      }
    }
    return words
  }
}
