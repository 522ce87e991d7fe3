/// Remembers the last words and numbers of a text, to find those that stand twice in a row. What it finds may be wrong in rare cases, because
/// two words can have the same digest. So a rule compares them.
struct RecentWords {
  /// The most words of a group that is found.
  static let longestGroup = 5

  /// The digests of the last five tokens, the last one first. Marks have none.
  private var (first, second, third, fourth, fifth): (UInt32, UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0, 0)
  /// The last token that was seen before, and how many tokens before.
  private var last = (token: -1, distance: 0)

  /// Takes the next word or number.
  /// - Parameter isSmall: whether it is found by itself; longer ones are found only if the one after them stands twice too.
  /// - Returns: the token where a word or a group starts that stood right before it too.
  @inline(__always)
  mutating func take(_ key: WordTable.Key, at token: Int, isSmall: Bool) -> Int32? {
    let digest = UInt32(truncatingIfNeeded: key.digest >> 32)
    let isSeen = digest == first || digest == second || digest == third || digest == fourth || digest == fifth
    let found = isSeen ? repeated(digest, token, isSmall) : nil
    push(digest)
    return found
  }

  /// Takes the next mark.
  @inline(__always)
  mutating func takeMark() { push(0) }

  @inline(__always)
  private mutating func push(_ digest: UInt32) {
    (first, second, third, fourth, fifth) = (digest, first, second, third, fourth)
  }

  @inline(never)
  private mutating func repeated(_ digest: UInt32, _ token: Int, _ isSmall: Bool) -> Int32? {
    let distance = digest == first ? 1 : digest == second ? 2 : digest == third ? 3 : digest == fourth ? 4 : 5
    let isGroup = last.token == token - 1 && last.distance == distance
    last = (token, distance)
    if distance == 1 { return isSmall ? Int32(truncatingIfNeeded: token) : nil }
    return isGroup ? Int32(truncatingIfNeeded: token - 1) : nil
  }
}
