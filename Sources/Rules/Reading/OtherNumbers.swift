/// Finds numbers that are built like a given one, but are others: `CM16-0000002` beside `CM16-0000001`.
struct OtherNumbers {
  private let tokens: [Token]
  private let keys: [WordTable.Key]
  private let letters: String

  /// How many tokens a number can have.
  private static let longest = 12

  /// - Parameter own: the given number. Letters stand first in it, and it has no spaces; nil otherwise, because any number would be like it.
  init?(_ own: Prose) {
    guard (2...Self.longest).contains(own.tokens.count), own.tokens[0].kind == .word,
      own.tokens.contains(where: { $0.kind == .number }), own.isTight(0..<own.tokens.count),
      let letters = SharedWords.words(0..<1, of: own).first
    else { return nil }
    (tokens, keys, self.letters) = (own.tokens, own.keys(ofTokens: 0..<own.tokens.count), letters)
  }

  /// The places of such numbers in a text.
  func places(in prose: Prose) -> [Range<Int>] {
    prose.places(of: letters).compactMap { first in
      let range = first..<first + tokens.count
      guard range.upperBound <= prose.tokens.count, prose.isTight(range) else { return nil }
      let isAlike = zip(prose.tokens[range], tokens).allSatisfy { one, other in
        one.kind == other.kind && (one.kind == .number ? one.count == other.count : one.value == other.value)
      }
      return isAlike && prose.keys(ofTokens: range) != keys ? range : nil
    }
  }
}
