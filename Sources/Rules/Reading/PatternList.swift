/// The phrases of a vocabulary as it writes them: words with spaces between them. `a|b` stands for either word, and `a?` or `a|b?` may be
/// missing: `date|day of the? injury|accident`. A backslash before `|`, `?` or `\` means the character itself.
///
/// All patterns share a few flat lists: a set has thousands of them, and lists of strings for each would take much of the time that a
/// program needs to start.
struct PatternList: Sendable {
  /// The words of which one may stand at a place of the pattern.
  struct Part: Sendable {
    /// The numbers of the words.
    fileprivate(set) var words: Range<Int>
    /// Whether the place may be empty.
    fileprivate(set) var isOptional = false
  }

  /// What is wrong with a pattern.
  struct Problem: Error {
    let message: String
    let fix: String
  }

  /// A pattern stands for at most this many phrases. A vocabulary of ordinary size cannot use up memory then.
  static let mostPhrases = 2_000

  /// The parts of all patterns. A pattern is a range of them.
  private(set) var parts: [Part] = []
  /// The letters of all words, one word after the other.
  private var letters: [UInt8] = []
  /// Where each word starts, and where the last one ends.
  private var starts = [0]

  /// Adds a pattern.
  /// - Returns: its parts.
  /// - Throws: what is wrong with it; then nothing of it is added.
  mutating func add(_ pattern: String) throws(Problem) -> Range<Int> {
    let before = (parts: parts.count, words: starts.count, letters: letters.count)
    do throws(Problem) {
      try read(pattern)
      try check(before.parts..<parts.count)
    } catch {
      parts.removeSubrange(before.parts...)
      starts.removeSubrange(before.words...)
      letters.removeSubrange(before.letters...)
      throw error
    }
    return before.parts..<parts.count
  }

  private mutating func read(_ pattern: String) throws(Problem) {
    var reader = PatternReader(part: Part(words: words.endIndex..<words.endIndex))
    let bytes = Array(pattern.utf8)
    var position = 0
    while position <= bytes.count {
      let start = position
      while position < bytes.count, !PatternReader.isSpecial(bytes[position]) { position += 1 }
      // Most of a pattern are letters, which are added at once.
      if position - start > 1, reader.takesLetters {
        letters += bytes[start..<position]
      } else {
        position = start
      }
      // A space at the end ends the last part as well.
      try reader.take(position < bytes.count ? bytes[position] : UInt8(ascii: " "), into: &self)
      position += 1
    }
  }

  /// Gives a function the letters of all words. ``letters(ofWord:in:)`` finds those of one word in them.
  func withLetters<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    letters.withUnsafeBufferPointer(body)
  }

  /// The letters of a word.
  func letters(ofWord word: Int, in letters: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: letters[starts[word]..<starts[word + 1]])
  }

  /// Gives a function each word of a pattern, in order.
  func eachWord(of pattern: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    withLetters { letters in
      for part in parts[pattern] {
        for word in part.words { body(self.letters(ofWord: word, in: letters)) }
      }
    }
  }

  private func check(_ pattern: Range<Int>) throws(Problem) {
    var count = 1
    var isOptional = true
    for part in parts[pattern] {
      count *= part.words.count + (part.isOptional ? 1 : 0)
      isOptional = isOptional && part.isOptional
      guard count <= Self.mostPhrases else {
        throw Problem(
          message: "this pattern stands for more than \(Self.mostPhrases) phrases", fix: "write several patterns")
      }
    }
    guard !isOptional else {
      throw Problem(message: "all words of this pattern may be missing", fix: "make one of them required")
    }
  }

  // MARK: Adding

  fileprivate var words: Range<Int> { 0..<starts.count - 1 }

  /// Whether the word that is being read has no letters yet.
  fileprivate var isAtStartOfWord: Bool { letters.count == starts[starts.count - 1] }

  fileprivate mutating func append(_ letter: UInt8) { letters.append(letter) }

  fileprivate mutating func endWord() { starts.append(letters.count) }

  fileprivate mutating func append(_ part: Part) { parts.append(part) }
}

/// Reads a pattern byte by byte.
private struct PatternReader {
  var part: PatternList.Part
  private var isEscaped = false

  init(part: PatternList.Part) { self.part = part }

  /// Whether letters that come next belong to the word as they are.
  var takesLetters: Bool { !isEscaped && !part.isOptional }

  static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "|") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "\\")
  }

  mutating func take(_ byte: UInt8, into list: inout PatternList) throws(PatternList.Problem) {
    let isEnd = byte == UInt8(ascii: " ")
    if isEnd, list.isAtStartOfWord, part.words.isEmpty, !part.isOptional { return }
    if part.isOptional, !isEnd {
      throw PatternList.Problem(
        message: "a question mark stands inside a word", fix: "write \\? for the character itself")
    }
    switch byte {
    case _ where isEscaped && !isEnd:
      list.append(byte)
      isEscaped = false
    case UInt8(ascii: "\\"): isEscaped = true
    case UInt8(ascii: "?"): part.isOptional = true
    case UInt8(ascii: "|"), UInt8(ascii: " "):
      guard !list.isAtStartOfWord, !isEscaped else {
        throw PatternList.Problem(
          message: "a word is missing beside “|”, “?” or “\\”", fix: "write a word, or \\| for the character")
      }
      list.endWord()
      part.words = part.words.lowerBound..<list.words.upperBound
      guard isEnd else { return }
      list.append(part)
      part = PatternList.Part(words: list.words.upperBound..<list.words.upperBound)
    default: list.append(byte)
    }
  }
}
