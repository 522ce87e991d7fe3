/// Cuts UTF-8 into tokens in one pass. It can be used for one text after the other.
struct Tokenizer {
  private(set) var tokens: [Token] = []
  /// The index of the first token of each sentence after the first.
  private(set) var sentenceStarts: [Int32] = []
  /// Full stops that no space follows although a sentence begins there.
  private(set) var tightStops: [Int32] = []
  private(set) var hasLineFeed = false
  /// The tokens that are round or square brackets.
  private(set) var brackets: [Int32] = []
  /// Whether a word starts as words in the blanks of forms do, such as TBD.
  private(set) var mayHoldSlot = false
  /// The tokens that are quotation marks.
  private(set) var quotes: [Int32] = []
  /// Whether it has an at sign.
  private(set) var hasAt = false
  /// Whether a letter O stands right after a digit, or a letter l right before a zero.
  private(set) var mayHoldLetterDigit = false
  /// The tokens that are hyphens right after a word.
  private(set) var hyphens: [Int32] = []
  /// The first token of each two or more that may stand twice in a row, in the second place, and each small word that may.
  private(set) var repeats: [Int32] = []
  private let book: PhraseBook

  init(_ book: PhraseBook) { self.book = book }

  mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>) {
    sentenceStarts.removeAll(keepingCapacity: true)
    tightStops.removeAll(keepingCapacity: true)
    hyphens.removeAll(keepingCapacity: true)
    brackets.removeAll(keepingCapacity: true)
    quotes.removeAll(keepingCapacity: true)
    repeats.removeAll(keepingCapacity: true)
    (hasLineFeed, mayHoldSlot, mayHoldLetterDigit, hasAt) = (false, false, false, false)
    // Each token has a byte, so there is room for all of them.
    withUnsafeTemporaryAllocation(of: Token.self, capacity: bytes.count) { buffer in
      var tokens = TokenList(buffer)
      ByteClass.table.withUnsafeBufferPointer { classes in
        book.words.withLookup { cut(bytes, classes, $0, &tokens) }
      }
      self.tokens = tokens.array
    }
  }

  private mutating func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, _ classes: UnsafeBufferPointer<ByteClass>, _ words: WordTable.Lookup,
    _ tokens: inout TokenList
  ) {
    var recent = RecentWords()
    var sentence: Int32 = 0
    var position = 0
    while position < bytes.count {
      let start = position
      let byte = bytes[start]
      switch classes[Int(byte)] {
      case .space:
        if byte == UInt8(ascii: "\n") { hasLineFeed = true }
        position += 1
      case .letter:
        position = WordBounds.end(bytes, start, classes)
        tokens.append(word(bytes, start, position, sentence, words, tokens.count, &recent))
        // A space follows nearly each word.
        if position < bytes.count, bytes[position] == 0x20 { position += 1 }
      case .digit:
        tokens.append(number(bytes, start, &position, sentence, words, tokens.count, &recent))
      case .mark:
        position += 1
        recent.takeMark()
        tokens.append(mark(byte, start, position, sentence))
        note(byte, bytes, start, tokens.count - 1)
        if Self.maySentenceEnd(byte), endsSentence(bytes, start, tokens) { startSentence(&sentence, tokens.count) }
      case .other:
        if PhraseWords.isLetter(bytes, start) {
          position = WordBounds.end(bytes, start, classes)
          tokens.append(word(bytes, start, position, sentence, words, tokens.count, &recent))
        } else {
          position += PhraseWords.length(bytes, start)
          if let mark = PhraseWords.mark(bytes, start) {
            recent.takeMark()
            tokens.append(self.mark(mark, start, position, sentence))
            if mark == UInt8(ascii: "\"") { quotes.append(Int32(tokens.count - 1)) }
          }
        }
      }
    }
  }

  @inline(__always)
  private mutating func word(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ sentence: Int32, _ words: WordTable.Lookup,
    _ index: Int, _ recent: inout RecentWords
  ) -> Token {
    let key = WordTable.Key(bytes, start, end)
    if let repeated = recent.take(key, at: index, isSmall: end &- start <= Self.smallWord) { repeats.append(repeated) }
    if start + 1 < bytes.count, Self.startsSlot(bytes[start], bytes[start + 1]) { mayHoldSlot = true }
    let isCrosses = bytes[start] | 0x20 == UInt8(ascii: "x") && Self.isCrosses(bytes, start, end)
    return Token(
      start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), word: words.word(key),
      value: 0, sentence: sentence,
      kind: isCrosses ? .crosses : .word)
  }

  /// The letters of the longest word that must not stand twice by itself.
  static let smallWord = 3

  private static func isCrosses(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    bytes[start..<end].allSatisfy { $0 | 0x20 == UInt8(ascii: "x") }
  }

  private mutating func number(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ position: inout Int, _ sentence: Int32,
    _ words: WordTable.Lookup, _ index: Int, _ recent: inout RecentWords
  ) -> Token {
    var value = 0
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
      value = min(value * 10 + Int(bytes[position] - 0x30), 99_999_999)
      position += 1
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: "O") { mayHoldLetterDigit = true }
    if bytes[start] == UInt8(ascii: "0"), start > 0, bytes[start - 1] == UInt8(ascii: "l") { mayHoldLetterDigit = true }
    let key = WordTable.Key(bytes, start, position)
    if let repeated = recent.take(key, at: index, isSmall: false) { repeats.append(repeated) }
    let word = book.hasNumbers ? words.word(key) : 0
    return Token(
      start: Int32(start), end: Int32(position), word: word, value: Int32(value), sentence: sentence, kind: .number)
  }

  private func mark(_ mark: UInt8, _ start: Int, _ end: Int, _ sentence: Int32) -> Token {
    Token(
      start: Int32(start), end: Int32(end), word: book.markWords[Int(mark)], value: Int32(mark), sentence: sentence,
      kind: .mark)
  }

  /// Notes marks that some rules look for.
  @inline(__always)
  private mutating func note(_ mark: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ token: Int) {
    switch mark {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: ")"), UInt8(ascii: "]"):
      brackets.append(Int32(token))
      if position + 2 < bytes.count, Self.startsInstruction(bytes[position + 1], bytes[position + 2]) {
        mayHoldSlot = true
      }
    case UInt8(ascii: "\""): quotes.append(Int32(token))
    case UInt8(ascii: "@"): hasAt = true
    case UInt8(ascii: "-") where position > 0 && bytes[position - 1] > 0x40: hyphens.append(Int32(token))
    default: break
    }
  }

  /// `TBD`, `TODO`, `T.B.D.`, `Lorem`, `MM`, `DD`, `XX`
  @inline(__always)
  private static func startsSlot(_ first: UInt8, _ second: UInt8) -> Bool {
    switch first {
    case UInt8(ascii: "T"): second == UInt8(ascii: "B") || second == UInt8(ascii: "O") || second == UInt8(ascii: ".")
    case UInt8(ascii: "L"), UInt8(ascii: "l"): second == UInt8(ascii: "o")
    case UInt8(ascii: "M"), UInt8(ascii: "m"), UInt8(ascii: "D"), UInt8(ascii: "X"), UInt8(ascii: "x"): second == first
    default: false
    }
  }

  /// `(INSERT`, `(PLACEHOLDER`, `(TBD`
  private static func startsInstruction(_ first: UInt8, _ second: UInt8) -> Bool {
    switch first | 0x20 {
    case UInt8(ascii: "i"): second | 0x20 == UInt8(ascii: "n")
    case UInt8(ascii: "p"): second | 0x20 == UInt8(ascii: "l")
    case UInt8(ascii: "t"): second | 0x20 == UInt8(ascii: "b")
    default: false
    }
  }

  @inline(__always)
  private static func maySentenceEnd(_ mark: UInt8) -> Bool {
    mark == UInt8(ascii: ".") || mark == UInt8(ascii: "!") || mark == UInt8(ascii: "?")
  }

  private mutating func startSentence(_ sentence: inout Int32, _ token: Int) {
    sentence += 1
    sentenceStarts.append(Int32(token))
  }

  /// A full stop before a space ends a sentence, unless it follows an abbreviation. So does one between a word or a number and a capital
  /// letter with small letters: the space is missing.
  private mutating func endsSentence(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ tokens: TokenList
  ) -> Bool {
    guard position + 1 < bytes.count else { return true }
    let next = bytes[position + 1]
    let before = tokens.count >= 2 ? tokens[tokens.count - 2] : nil
    if next <= 0x20 || Self.isNoBreakSpace(bytes, position + 1) {
      guard let before, before.word != 0, bytes[position] == UInt8(ascii: ".") else { return true }
      return !book.abbreviations.contains(before.word)
    }
    guard (0x41...0x5A).contains(next), position + 2 < bytes.count, (0x61...0x7A).contains(bytes[position + 2]),
      let before, Int(before.end) == position,
      before.kind == .word && (before.count > 2 || isUnit(tokens)) && (0x61...0x7A).contains(bytes[position - 1])
        || before.kind == .number && before.count > 1 || before.isMark(")")
    else { return false }
    tightStops.append(Int32(position))
    return true
  }

  /// Text from web pages has U+00A0 between sentences.
  private static func isNoBreakSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    bytes[position] == 0xC2 && position + 1 < bytes.count && bytes[position + 1] == 0xA0
  }

  /// Whether the last word before a mark stands right after a number: “5mg.Then”.
  private func isUnit(_ tokens: TokenList) -> Bool {
    guard tokens.count >= 3 else { return false }
    let (number, unit) = (tokens[tokens.count - 3], tokens[tokens.count - 2])
    return unit.count == 2 && number.kind == .number && number.end == unit.start
  }
}

/// The tokens so far, in room for all of them, so that no token needs a check whether the room has to grow.
private struct TokenList {
  private let buffer: UnsafeMutableBufferPointer<Token>
  private(set) var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<Token>) { self.buffer = buffer }

  @inline(__always)
  mutating func append(_ token: Token) {
    buffer.initializeElement(at: count, to: token)
    count += 1
  }

  subscript(index: Int) -> Token { buffer[index] }

  var array: [Token] { Array(buffer[..<count]) }
}
