import Diagnostics
import JSONText
import UnicodeText

/// A text of a case file, cut once into words, numbers and marks, with the phrases that were found in it.
///
/// It is a class only because every rule takes it from list to list: passing a reference on costs one count, and a value would cost six.
package final class Prose: Sendable {
  /// The value in the case file that holds the text.
  package let value: JSONValue
  /// Where the value starts.
  let offset: Int
  /// The text, in NFC.
  package let text: String
  /// Its tokens, in order.
  package let tokens: [Token]
  /// The phrases in it, in the order of their first words.
  package let marks: [Mark]
  /// Full stops before which, or after which, a space is missing: the bytes.
  package let tightStops: [Int32]
  /// The categories of these phrases.
  package let categories: CategorySet
  /// The dates in it, in order.
  package let dates: [ProseDate]
  /// Whether a word starts as words in the blanks of forms do.
  let mayHoldSlot: Bool
  /// The tokens that are quotation marks.
  let quotes: [Int32]
  /// The first token of each two or more that may stand twice in a row, in the second place, and each small word that may.
  let repeats: [Int32]
  /// Whether it has an at sign.
  let hasAt: Bool
  /// Whether a letter may stand for a digit.
  let mayHoldLetterDigit: Bool
  /// The tokens that are round or square brackets.
  let brackets: [Int32]
  /// The tokens that are hyphens right after a word.
  let hyphens: [Int32]
  /// Whether it has a line feed.
  package let hasLineFeed: Bool
  /// Whether the text is the value as it stands. Comparing them for each finding would take a pass over both.
  private let isAsWritten: Bool
  /// The first token of each sentence after the first.
  private let sentenceStarts: [Int32]
  private let book: PhraseBook

  fileprivate init(
    _ value: JSONValue, _ text: String, isAsWritten: Bool, _ tokenizer: borrowing Tokenizer, _ marks: [Mark],
    _ book: PhraseBook
  ) {
    (self.value, self.text, self.book) = (value, text, book)
    offset = value.offset
    self.isAsWritten = isAsWritten
    tokens = tokenizer.tokens
    sentenceStarts = tokenizer.sentenceStarts.copied
    tightStops = tokenizer.tightStops.copied
    hyphens = tokenizer.hyphens.copied
    hasLineFeed = tokenizer.hasLineFeed
    brackets = tokenizer.brackets.copied
    mayHoldSlot = tokenizer.mayHoldSlot
    quotes = tokenizer.quotes.copied
    repeats = tokenizer.repeats.copied
    hasAt = tokenizer.hasAt
    mayHoldLetterDigit = tokenizer.mayHoldLetterDigit
    let marks = marks.copied
    self.marks = marks
    var categories: CategorySet = []
    for mark in marks { categories.insert(mark.category) }
    self.categories = categories
    dates = ProseDate.all(in: tokens, months: marks, book.month)
  }

  /// The phrases that start at some tokens, in order.
  package func marks(in range: Range<Int>) -> ArraySlice<Mark> {
    let low = marks.partitioningIndex { $0.first >= range.lowerBound }
    var end = low
    while end < marks.count, marks[end].first < range.upperBound { end += 1 }
    return marks[low..<end]
  }

  /// The tokens from the end of a phrase up to a bound, at most `count`. A phrase with a full stop in it can end behind the bound, which is the
  /// end of the sentence where it starts. Then nothing follows it.
  func tokens(from end: Int, upTo bound: Int, atMost count: Int) -> Range<Int> {
    end..<max(end, min(bound, end + count))
  }

  /// The token at an index; nil if the index is out of range.
  package func token(_ index: Int) -> Token? { tokens.token(index) }

  /// Whether the token at an index is a certain mark.
  package func isMark(_ mark: Unicode.Scalar, at index: Int) -> Bool { tokens.isMark(mark, index) }

  /// The number at an index; nil if there is none.
  package func number(_ index: Int) -> Int? { tokens.number(index) }

  /// The tokens of a sentence.
  package func sentence(_ number: Int) -> Range<Int> {
    let start = number > 0 ? Int(sentenceStarts[number - 1]) : 0
    return start..<(number < sentenceStarts.count ? Int(sentenceStarts[number]) : tokens.count)
  }

  /// The number of sentences. The last may be empty.
  package var sentenceCount: Int { sentenceStarts.count + 1 }

  /// The tokens of the sentence that contains a token.
  package func sentence(around index: Int) -> Range<Int> { sentence(Int(tokens[index].sentence)) }

  /// Whether there are no spaces between the tokens.
  package func isTight(_ range: Range<Int>) -> Bool { tokens.isTight(range) }

  /// The words of at least some letters among some tokens, as keys that compare fast.
  func keys(_ range: Range<Int>, least: Int) -> [WordTable.Key] {
    var keys: [WordTable.Key] = []
    var text = text
    text.withUTF8 { bytes in
      for index in range where tokens[index].kind == .word && tokens[index].count >= least {
        keys.append(tokens[index].key(in: bytes))
      }
    }
    return keys
  }

  /// Some tokens, words or not, as keys that compare fast.
  func keys(ofTokens range: Range<Int>) -> [WordTable.Key] {
    var text = text
    return text.withUTF8 { bytes in range.map { tokens[$0].key(in: bytes) } }
  }

  /// The tokens that are a word, in any letter case.
  package func places(of word: String) -> [Int] {
    var word = word
    let key = word.withUTF8 { WordTable.Key($0) }
    let count = word.utf8.count
    var text = text
    return text.withUTF8 { bytes in
      tokens.indices.filter { index in
        tokens[index].kind == .word && tokens[index].count == count
          && tokens[index].key(in: bytes) == key
      }
    }
  }

  /// Whether a word that a hyphen divides is in the phrase book without it.
  package func isKnownWithoutHyphen(_ hyphen: Int) -> Bool {
    guard tokens.indices.contains(hyphen - 1), tokens.indices.contains(hyphen + 1) else { return false }
    var text = text
    return text.withUTF8 { bytes in
      let parts = [tokens[hyphen - 1], tokens[hyphen + 1]]
      let joined = parts.flatMap { Array(bytes[Int($0.start)..<Int($0.end)]) }
      return joined.withUnsafeBufferPointer { book.words.word($0) != 0 }
    }
  }

  /// The bytes of some tokens.
  package func bytes(of range: Range<Int>) -> Range<Int>? {
    guard let first = tokens[range].first, let last = tokens[range].last else { return nil }
    return Int(first.start)..<Int(last.end)
  }

  /// The bytes of the value that became some bytes of the text. NFC joins and splits characters only inside of what readers take for one.
  package func source(of bytes: Range<Int>) -> Range<Int> {
    guard !isAsWritten, let source = value.string else { return bytes }
    func place(_ byte: Int) -> Int {
      let before = text.utf8.prefix(byte)
      let characters = String(Substring(before)).count
      return source.prefix(characters).utf8.count
    }
    let start = place(bytes.lowerBound)
    return start..<max(start, place(bytes.upperBound))
  }

  /// Whether it has a phrase of a category.
  package func has(_ category: Category) -> Bool { categories.contains(category) }

  /// The phrases of some categories, in order.
  package func marks(of wanted: CategorySet) -> [Mark] {
    guard categories.meets(wanted) else { return [] }
    var found: [Mark] = []
    for index in marks.indices where wanted.contains(marks[index].category) { found.append(marks[index]) }
    return found
  }
}

/// Reads one text after the other, and keeps its memory between them.
package struct ProseReader {
  private let book: PhraseBook
  private var tokenizer: Tokenizer
  private var marks: [Mark] = []

  /// Reads with the phrases of a book.
  package init(_ book: PhraseBook) {
    self.book = book
    tokenizer = Tokenizer(book)
  }

  /// Reads a text in NFC, as it is printed. A value that is not a text has no tokens.
  /// - Parameter isNFC: whether the text is certainly in NFC.
  package mutating func read(_ value: JSONValue, isNFC: Bool = false) -> Prose {
    var text = value.string ?? ""
    if !isNFC { text = Normalization.nfc(text) }
    text.utf8.span.withUnsafeBufferPointer { tokenizer.cut($0) }
    book.find(in: tokenizer.tokens, &marks)
    let isAsWritten = isNFC || value.string.map { $0.isSame(as: text) } ?? true
    return Prose(value, text, isAsWritten: isAsWritten, tokenizer, marks, book)
  }
}

extension Array {
  /// The same elements in memory of their own, and no more of it than they need.
  fileprivate var copied: [Element] { withUnsafeBufferPointer { Array($0) } }
}
