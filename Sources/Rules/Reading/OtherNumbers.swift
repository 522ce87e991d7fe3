/// Finds numbers that are built like a given one, but are others: `CM16-0000002` beside `CM16-0000001`.
struct OtherNumbers {
  private let tokens: [Token]
  private let keys: [WordTable.Key]
  /// The index of its last token that is a number. Texts have fewer numbers than words, so this one is looked for.
  private let last: Int

  /// How many tokens a number can have.
  private static let longest = 12

  /// - Parameter own: the given number. Letters stand first in it, and it has no spaces; nil otherwise, because any number would be like it.
  init?(_ own: Prose) {
    guard (2...Self.longest).contains(own.tokens.count), own.tokens[0].kind == .word,
      let last = own.tokens.lastIndex(where: { $0.kind == .number }), own.isTight(0..<own.tokens.count)
    else { return nil }
    (tokens, keys, self.last) = (own.tokens, own.keys(ofTokens: 0..<own.tokens.count), last)
  }

  /// The places of such numbers in a text.
  func places(in prose: Prose) -> [Range<Int>] {
    var found: [Range<Int>] = []
    let count = tokens[last].count
    for index in prose.tokens.indices where prose.tokens[index].kind == .number && prose.tokens[index].count == count {
      let first = index - last
      guard first >= 0, first + tokens.count <= prose.tokens.count else { continue }
      let range = first..<first + tokens.count
      let isAlike = zip(prose.tokens[range], tokens).allSatisfy { one, other in
        one.kind == other.kind && (one.kind == .mark ? one.value == other.value : one.count == other.count)
      }
      guard isAlike, prose.isTight(range) else { continue }
      let others = prose.keys(ofTokens: range)
      if others[0] == keys[0], others != keys { found.append(range) }
    }
    return found
  }
}
