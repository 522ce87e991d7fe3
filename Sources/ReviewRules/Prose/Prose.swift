import JSONText

/// A text of a case file, cut once into the words, numbers and marks that rules use.
struct Prose: Sendable {
  /// A word, a number or a mark.
  struct Token: Sendable {
    /// Its meaning for the rules.
    var term: Term
    /// The month, the number, or the index of the body part or unit, depending on `term`.
    var value: Int32
    /// The range of its bytes in the text.
    var start: Int32
    var end: Int32
    /// The number of its sentence, from 0.
    var sentence: Int32
  }

  /// The value in the case file that holds the text.
  let value: JSONValue
  /// The text.
  let text: String
  /// Its tokens, in order.
  let tokens: [Token]
  /// The index of the first token of each sentence.
  private let sentenceStarts: [Int32]

  /// Cuts a text into tokens. A value that is not a text has none.
  init(_ value: JSONValue) {
    self.value = value
    text = value.string ?? ""
    var tokenizer = Tokenizer()
    var copy = text
    tokens = copy.withUTF8 { tokenizer.tokens(of: $0) }
    sentenceStarts = tokenizer.sentenceStarts
  }

  /// The term at an index; nil if the index is out of range.
  func term(_ index: Int) -> Term? { tokens.indices.contains(index) ? tokens[index].term : nil }

  /// Whether these terms are at an index.
  func matches(_ terms: Term..., at index: Int) -> Bool {
    guard index >= 0, index + terms.count <= tokens.count else { return false }
    for (offset, term) in terms.enumerated() where tokens[index + offset].term != term { return false }
    return true
  }

  /// The tokens of the sentence that contains a token.
  func sentence(around index: Int) -> Range<Int> {
    let number = Int(tokens[index].sentence)
    let end = number + 1 < sentenceStarts.count ? Int(sentenceStarts[number + 1]) : tokens.count
    return Int(sentenceStarts[number])..<end
  }
}

/// Cuts UTF-8 into tokens in one pass.
private struct Tokenizer {
  private var result: [Prose.Token] = []
  private var sentence: Int32 = 0
  private(set) var sentenceStarts: [Int32] = [0]
  private let vocabulary = Vocabulary.shared

  mutating func tokens(of bytes: UnsafeBufferPointer<UInt8>) -> [Prose.Token] {
    result.reserveCapacity(bytes.count / 4 + 8)
    Self.classes.withUnsafeBufferPointer { classes in
      var position = 0
      while position < bytes.count {
        switch classes[Int(bytes[position])] {
        case .space: position += 1
        case .letter: position = word(bytes, position, classes)
        case .digit: position = number(bytes, position)
        case .mark:
          mark(bytes, position)
          position += 1
        }
      }
    }
    return result
  }

  private mutating func word(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ classes: UnsafeBufferPointer<ByteClass>
  ) -> Int {
    var end = start + 1
    while end < bytes.count, classes[Int(bytes[end])] == .letter || Self.joins(bytes, end) { end += 1 }
    let entry = vocabulary.entry(UnsafeBufferPointer(rebasing: bytes[start..<end]))
    append(entry?.term ?? .other, Int(entry?.value ?? 0), start, end)
    return end
  }

  private mutating func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var end = start
    var value = 0
    while end < bytes.count, Self.isDigit(bytes[end]) {
      value = min(value * 10 + Int(bytes[end] - 0x30), 99_999_999)
      end += 1
    }
    append(.number, value, start, end)
    return end
  }

  private mutating func mark(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) {
    let term: Term =
      switch bytes[position] {
      case UInt8(ascii: "-"): .hyphen
      case UInt8(ascii: "/"): .slash
      case UInt8(ascii: ","): .comma
      case UInt8(ascii: "."): .period
      case UInt8(ascii: "("): .openParenthesis
      case UInt8(ascii: ")"): .closeParenthesis
      case UInt8(ascii: "#"): .hash
      default: .symbol
      }
    append(term, Int(bytes[position]), position, position + 1)
    if Self.endsSentence(bytes, position) {
      sentence += 1
      sentenceStarts.append(Int32(result.count))
    }
  }

  private mutating func append(_ term: Term, _ value: Int, _ start: Int, _ end: Int) {
    result.append(
      Prose.Token(term: term, value: Int32(value), start: Int32(start), end: Int32(end), sentence: sentence))
  }

  /// A full stop between digits or letters is part of a number or an abbreviation.
  private static func endsSentence(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    switch bytes[position] {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
      position + 1 == bytes.count || bytes[position + 1] <= 0x20
        || (0x41...0x5A).contains(bytes[position + 1]) && position > 0 && isDigit(bytes[position - 1])
    default: false
    }
  }

  /// An apostrophe between letters. A typographic apostrophe has three bytes, and each of them counts as a letter.
  private static func joins(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    bytes[position] == UInt8(ascii: "'") && position + 1 < bytes.count && isLetter(bytes[position + 1])
  }

  private enum ByteClass: UInt8 { case space, letter, digit, mark }

  private static let classes: [ByteClass] = (0..<256).map { byte in
    byte <= 0x20 ? .space : isLetter(UInt8(byte)) ? .letter : isDigit(UInt8(byte)) ? .digit : .mark
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80 }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
