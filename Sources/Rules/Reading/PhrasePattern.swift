/// A phrase as vocabularies write it: words with spaces between them. `a|b` stands for either word, and `a?` or `a|b?` may be missing:
/// `date|day of the? injury|accident`. A backslash before `|`, `?` or `\` means the character itself.
struct PhrasePattern: Sendable {
  /// The words that may stand at one place.
  struct Part: Sendable {
    fileprivate(set) var words: [String] = []
    /// Whether none of them needs to stand there.
    fileprivate(set) var isOptional = false
  }

  /// What is wrong with a pattern.
  struct Problem: Error {
    let message: String
    let fix: String
  }

  /// A pattern stands for at most this many phrases. A vocabulary of ordinary size cannot use up memory then.
  static let mostPhrases = 2_000

  /// Its parts, in order.
  let parts: [Part]

  /// Reads a pattern.
  init(_ pattern: String) throws(Problem) {
    var parts: [Part] = []
    var part = Part()
    var word: [UInt8] = []
    var isEscaped = false
    // A space at the end ends the last part as well.
    for byte in Array(pattern.utf8) + [UInt8(ascii: " ")] {
      let isEnd = byte == UInt8(ascii: " ")
      if isEnd, word.isEmpty, part.words.isEmpty, !part.isOptional { continue }
      if part.isOptional, !isEnd {
        throw Problem(message: "a question mark stands inside a word", fix: "write \\? for the character itself")
      }
      switch byte {
      case _ where isEscaped && !isEnd:
        word.append(byte)
        isEscaped = false
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "?"): part.isOptional = true
      case UInt8(ascii: "|"), UInt8(ascii: " "):
        guard !word.isEmpty, !isEscaped else {
          throw Problem(
            message: "a word is missing beside “|”, “?” or “\\”", fix: "write a word, or \\| for the character")
        }
        part.words.append(String(decoding: word, as: UTF8.self))
        word.removeAll(keepingCapacity: true)
        if isEnd {
          parts.append(part)
          part = Part()
        }
      default: word.append(byte)
      }
    }
    self.parts = parts
    try check()
  }

  private func check() throws(Problem) {
    var count = 1
    for part in parts {
      count *= part.words.count + (part.isOptional ? 1 : 0)
      guard count <= Self.mostPhrases else {
        throw Problem(
          message: "this pattern stands for more than \(Self.mostPhrases) phrases", fix: "write several patterns")
      }
    }
    guard parts.contains(where: { !$0.isOptional }) else {
      throw Problem(message: "all words of this pattern may be missing", fix: "make one of them required")
    }
  }
}
