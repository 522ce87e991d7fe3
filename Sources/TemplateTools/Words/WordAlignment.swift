import LetterTemplate

/// Finds the template lines of the words of a text file.
struct WordAlignment {
  /// The words of the file.
  let words: [String]
  /// For each word of the file, the index of the word of the letter, if it has one. List markers and rules have none.
  private let matches: [Int?]
  private let letter: [LetterWord]

  /// - Parameters:
  ///   - text: the plain text of a letter.
  ///   - letter: the words of the same letter.
  init(_ text: String, _ letter: [LetterWord]) { self.init(Self.words(of: text), letter) }

  /// - Parameters:
  ///   - words: the words of the letter as another output has them.
  ///   - letter: the words of the same letter.
  init(_ words: [String], _ letter: [LetterWord]) {
    self.words = words
    self.letter = letter
    var matches: [Int?] = []
    var next = 0
    for word in words {
      // Plain text has words that the letter does not have, such as list markers, and splits words that are longer than a line.
      let ahead = letter[next...].prefix(4).firstIndex { $0.text == word }
      matches.append(ahead)
      if let ahead { next = ahead + 1 }
    }
    self.matches = matches
  }

  /// The words of a text: what stands between white space.
  static func words(of text: String) -> [String] {
    text.utf8.split { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }.compactMap { String($0) }
  }

  /// The index of the word of the letter that is this word; nil if it has none.
  func match(_ index: Int) -> Int? { matches[index] }

  /// The word of the letter at a word of the file, or the next one that has one.
  func letterWord(from index: Int) -> LetterWord? {
    matches[min(index, matches.count)...].lazy.compactMap(\.self).first.map { letter[$0] }
      ?? matches.last { $0 != nil }.flatMap { $0 }.map { letter[$0] }
  }
}
