/// A word, a number or a mark of a text.
package struct Token: Sendable {
  /// What a token is.
  package enum Kind: UInt8, Sendable {
    case word, number, mark
    /// A word of the letter X only, such as `XXX`: forms use it for blanks.
    case crosses
  }

  /// The range of its bytes in the text.
  package let start: Int32
  package let end: Int32
  /// The word in the phrase book; 0 for words that no phrase has.
  package let word: WordID
  /// The number, or the byte of a mark.
  package let value: Int32
  /// The number of its sentence, from 0.
  package let sentence: Int32
  /// What it is.
  package let kind: Kind

  /// The number of its bytes.
  package var count: Int { Int(end - start) }

  /// Its bytes in the text.
  func bytes(in text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: text[Int(start)..<Int(end)])
  }

  /// Its key.
  func key(in text: UnsafeBufferPointer<UInt8>) -> WordTable.Key { WordTable.Key(bytes(in: text)) }

  /// Whether it is a certain mark.
  package func isMark(_ mark: Unicode.Scalar) -> Bool { kind == .mark && value == Int32(mark.value) }
}

extension [Token] {
  /// The token at an index; nil if the index is out of range.
  func token(_ index: Int) -> Token? { indices.contains(index) ? self[index] : nil }

  /// Whether the token at an index is a certain mark.
  func isMark(_ mark: Unicode.Scalar, _ index: Int) -> Bool { token(index)?.isMark(mark) ?? false }

  /// The number at an index; nil if there is none.
  func number(_ index: Int) -> Int? {
    guard let token = token(index), token.kind == .number else { return nil }
    return Int(token.value)
  }

  /// Whether there are no spaces between some tokens.
  func isTight(_ range: Range<Int>) -> Bool {
    for index in range.dropFirst() where self[index].start != self[index - 1].end { return false }
    return true
  }
}

/// The number of a word in a phrase book. 0 is a word that no phrase has.
package typealias WordID = UInt16

/// Words of a phrase that were found in a text.
package struct Mark: Sendable {
  /// The category of the phrase.
  package let category: Category
  /// The vocabulary of the phrase.
  let vocabulary: UInt8
  /// Which value of the category it is, for categories with values, such as the sides left and right.
  package let value: UInt16
  /// Its tokens.
  package let first: Int32
  package let end: Int32

  /// Its tokens.
  package var tokens: Range<Int> { Int(first)..<Int(end) }
}

/// A category of phrases in a vocabulary, such as the negations. Every vocabulary of a phrase book has its own.
package struct Category: Sendable, Equatable, Hashable {
  let id: UInt8

  /// A category that no phrase has.
  package static let none = Category(id: 127)

  /// A phrase book has at most this many categories, so that two words hold a set of them.
  static let most = 127
}

/// A set of categories.
package struct CategorySet: Sendable, Equatable, ExpressibleByArrayLiteral {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// Makes a set.
  package init(_ categories: [Category]) {
    for category in categories { insert(category) }
  }

  /// Makes a set.
  package init(arrayLiteral categories: Category...) { self.init(categories) }

  mutating func insert(_ category: Category) {
    guard category != .none else { return }
    if category.id < 64 { low |= 1 << UInt64(category.id) } else { high |= 1 << UInt64(category.id & 63) }
  }

  /// Whether it has a category.
  package func contains(_ category: Category) -> Bool {
    (category.id < 64 ? low >> UInt64(category.id) : high >> UInt64(category.id & 63)) & 1 == 1
  }

  /// Whether both have a category.
  package func meets(_ other: CategorySet) -> Bool { low & other.low | high & other.high != 0 }
}
