/// A level of the spine in a text: `L4-5`, `L4-L5`, `L5-S1`, `C5/6`, `L3-S1`, or a single vertebra.
struct SpinalLevel {
  /// The spaces between vertebrae, counted from C1 and C2. A single vertebra touches two.
  let spaces: Set<Int>
  /// The letter of the region; the sacrum counts as lumbar.
  let region: UInt8
  let tokens: Range<Int>
  /// Whether it is one vertebra, such as a fractured one, and not a space.
  let isVertebra: Bool

  /// Whether both name a common space, or the same vertebra.
  func meets(_ other: SpinalLevel) -> Bool {
    isVertebra && other.isVertebra ? spaces == other.spaces : !spaces.isDisjoint(with: other.spaces)
  }

  /// The levels of a text. The notation is the same in all languages of medicine.
  static func all(in prose: Prose) -> [SpinalLevel] {
    guard prose.tokens.contains(where: { $0.kind == .number }) else { return [] }
    var levels: [SpinalLevel] = []
    var text = prose.text
    text.withUTF8 { bytes in
      let reader = LevelReader(prose: prose, bytes: bytes)
      var index = 0
      while index + 1 < prose.tokens.count {
        if prose.tokens[index].count == 1, prose.tokens[index].kind == .word, let level = reader.level(at: index) {
          levels.append(level)
          index = level.tokens.upperBound
        } else {
          index += 1
        }
      }
    }
    return levels
  }
}

private struct LevelReader {
  let prose: Prose
  let bytes: UnsafeBufferPointer<UInt8>

  func level(at index: Int) -> SpinalLevel? {
    guard let (upper, next) = vertebra(at: index, region: nil) else { return nil }
    let region = letter(index)
    // “L4-5”, “L4/5”, “L4 through L5”, “L4 to S1”
    var second = next
    if prose.isMark("-", at: next) || prose.isMark("/", at: next) {
      second = next + 1
    } else if prose.token(next)?.kind == .word,
      prose.token(next + 1).map({ $0.count == 1 && $0.kind == .word }) ?? false,
      isWord("through", next) || isWord("to", next)
    {
      second = next + 1
    }
    if second > next, let (lower, end) = vertebra(at: second, region: region), lower > upper, lower - upper <= 8 {
      return SpinalLevel(
        spaces: Set(upper..<lower), region: lower > 19 ? UInt8(ascii: "L") : region, tokens: index..<end,
        isVertebra: false)
    }
    // T1 and T2 are also kinds of MRI images.
    guard region != UInt8(ascii: "T") || upper > 9 else { return nil }
    // “the L5 dermatome” tells where somebody feels something.
    if Self.ofNerves.contains(where: { isWord($0, next) }) { return nil }
    return SpinalLevel(
      spaces: [upper - 1, upper], region: region == UInt8(ascii: "S") ? UInt8(ascii: "L") : region,
      tokens: index..<next,
      isVertebra: true)
  }

  /// The number of a vertebra counted from C1, and the index of the next token. In “L4-5” the second vertebra has no letter.
  private func vertebra(at index: Int, region: UInt8?) -> (Int, Int)? {
    guard let token = prose.token(index) else { return nil }
    var letter = region
    var number = index
    if token.kind == .word, token.count == 1 {
      letter = self.letter(index)
      number = index + 1
      guard let digits = prose.token(number), digits.kind == .number, digits.start == token.end else { return nil }
    } else if region == nil || token.kind != .number {
      return nil
    }
    guard let value = prose.number(number) else { return nil }
    switch letter {
    case UInt8(ascii: "C") where (1...8).contains(value): return (min(value, 7), number + 1)
    case UInt8(ascii: "T") where (1...12).contains(value): return (7 + value, number + 1)
    case UInt8(ascii: "L") where (1...5).contains(value): return (19 + value, number + 1)
    case UInt8(ascii: "S") where value == 1: return (25, number + 1)
    default: return nil
    }
  }

  /// The first letter of a token, as a capital.
  private func letter(_ index: Int) -> UInt8 { bytes[Int(prose.tokens[index].start)] & 0xDF }

  /// Words after a vertebra that name what belongs to its nerve.
  private static let ofNerves = [
    "dermatome", "dermatomes", "dermatomal", "nerve", "nerves", "root", "roots", "myotome", "myotomes", "distribution",
  ]

  private func isWord(_ word: String, _ index: Int) -> Bool {
    guard let token = prose.token(index) else { return false }
    return token.count == word.utf8.count && bytes[Int(token.start)..<Int(token.end)].elementsEqual(word.utf8)
  }
}
