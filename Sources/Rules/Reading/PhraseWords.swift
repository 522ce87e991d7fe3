/// Cuts the words of vocabularies as ``Tokenizer`` cuts texts, and knows the characters outside of ASCII.
enum PhraseWords {
  /// The words, numbers and marks of a text, with ASCII letters in lower case.
  static func words(of text: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
    var tokenizer = Tokenizer(.empty)
    tokenizer.cut(text)
    return tokenizer.tokens.map { token in
      if token.kind == .mark { return [UInt8(truncatingIfNeeded: token.value)] }
      return text[Int(token.start)..<Int(token.end)].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
  }

  /// The number of bytes of a character.
  static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    let count =
      switch bytes[position] {
      case 0xF0...: 4
      case 0xE0...: 3
      case 0xC0...: 2
      default: 1
      }
    return min(count, bytes.count - position)
  }

  /// Whether a character outside of ASCII belongs to a word. Letters do, also an apostrophe (U+2019) between letters.
  static func isLetter(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    let next = position + 1 < bytes.count ? bytes[position + 1] : 0
    switch bytes[position] {
    case 0xC2: return false
    case 0xC3: return next != 0x97 && next != 0xB7
    case 0xE2 where next == 0x80:
      let isApostrophe = position + 2 < bytes.count && bytes[position + 2] == 0x99
      return isApostrophe && position > 0 && isASCIILetter(bytes[position - 1]) && position + 3 < bytes.count
        && isASCIILetter(bytes[position + 3])
    case 0xE2: return !(0x81...0xB0).contains(next)
    default: return true
    }
  }

  /// The ASCII mark that a character outside of ASCII stands for; nil for spaces.
  static func mark(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> UInt8? {
    let next = position + 1 < bytes.count ? bytes[position + 1] : 0
    let last = position + 2 < bytes.count ? bytes[position + 2] : 0
    switch (bytes[position], next, last) {
    case (0xC2, 0xA0, _): return nil
    case (0xC3, 0x97, _): return UInt8(ascii: "*")
    case (0xE2, 0x80, 0x80...0x8F): return nil
    case (0xE2, 0x80, 0x90...0x95): return UInt8(ascii: "-")
    case (0xE2, 0x80, 0x98...0x9F): return UInt8(ascii: "\"")
    default: return 0x7F
    }
  }

  private static func isASCIILetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
