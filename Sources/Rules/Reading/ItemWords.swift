/// Reads which words of a text tell what is requested. Generic words, numbers and sides tell nothing.
struct ItemWords: Sendable {
  static let needed = ["small"]
  static let optional = ["generic", "dose"]
  /// Categories with values that tell nothing.
  static let empty = ["number", "side", "part", "unit", "times", "count", "screen"]
  /// Categories of which a request has one value: the study, the contrast medium, rental or purchase.
  static let sets = ["study", "contrast", "supply"]

  /// A word that tells something. The phrases of a value are one word.
  struct Word {
    let key: WordTable.Key
    let tokens: Range<Int>
  }
  /// A value of a set.
  struct Value {
    let set: Int
    let value: UInt16
    let tokens: Range<Int>
  }

  private let silent: CategorySet
  private let dose: Category
  private let same, sets: [Category]
  private let small, drugs: Set<WordTable.Key>

  /// - Parameters:
  ///   - small: the words of the category `small`.
  ///   - drugs: the words of the names of drugs.
  init(_ phrases: Phrases, small: Set<WordTable.Key>, drugs: Set<WordTable.Key>) {
    // A study names what is requested; contrast and rental do not.
    let names = Self.needed + Self.optional + Self.empty + Self.sets.dropFirst()
    silent = CategorySet(names.map(phrases.category))
    dose = phrases.category("dose")
    same = phrases.open.filter { !names.contains($0) }.map(phrases.category)
    sets = Self.sets.map(phrases.category)
    (self.small, self.drugs) = (small, drugs)
  }

  /// The words of a text that tell something, in order.
  func words(of prose: Prose) -> [Word] { words(in: 0..<prose.tokens.count, of: prose) }

  /// The words of some tokens that tell something, in order.
  func words(in range: Range<Int>, of prose: Prose) -> [Word] {
    var words: [Word] = []
    var next = range.lowerBound
    var text = prose.text
    text.withUTF8 { bytes in
      func take(upTo end: Int) {
        while next < end {
          let token = prose.tokens[next]
          if token.kind == .word, token.count >= 3, !small.contains(token.key(in: bytes)) {
            words.append(Word(key: WordTable.Key(singular: token.bytes(in: bytes)), tokens: next..<next + 1))
          }
          next += 1
        }
      }
      for mark in prose.marks(in: range) where Int(mark.first) >= next {
        if silent.contains(mark.category) {
          take(upTo: Int(mark.first))
        } else if let index = same.firstIndex(of: mark.category) {
          take(upTo: Int(mark.first))
          words.append(Word(key: WordTable.Key(kind: 512 + UInt64(index), UInt64(mark.value)), tokens: mark.tokens))
        } else {
          continue
        }
        next = max(next, Int(mark.end))
      }
      take(upTo: range.upperBound)
    }
    return words
  }

  /// The values of the sets among some tokens.
  func values(in range: Range<Int>, of prose: Prose) -> [Value] {
    prose.marks(in: range).compactMap { mark in
      sets.firstIndex(of: mark.category).map { Value(set: $0, value: mark.value, tokens: mark.tokens) }
    }
  }

  /// For each set, its values among some.
  static func bySet(_ values: [Value]) -> [Set<UInt16>] {
    var found = [Set<UInt16>](repeating: [], count: sets.count)
    for value in values { found[value.set].insert(value.value) }
    return found
  }

  /// Whether a title names a drug, or the strength of one. A brand and its generic name are the same drug, so drugs are not compared.
  func isDrug(_ title: Prose, _ words: some Sequence<WordTable.Key>) -> Bool {
    title.has(dose) || words.contains(where: drugs.contains)
  }
}

extension WordTable.Key {
  /// A word without the s of the plural.
  init(singular word: UnsafeBufferPointer<UInt8>) {
    let isS = { (byte: UInt8) in byte | 0x20 == UInt8(ascii: "s") }
    guard word.count > 3, isS(word[word.count - 1]), !isS(word[word.count - 2]) else {
      self.init(word)
      return
    }
    self.init(UnsafeBufferPointer(rebasing: word[..<(word.count - 1)]))
  }
}
