import LetterTemplate

/// Finds the template lines of the words of a text file.
struct WordAlignment {
  /// The words of the file.
  let words: [String]
  /// For each word of the file, the index of the word of the letter, if it has one. List markers and rules have none.
  private let matches: [Int?]

  /// - Parameters:
  ///   - text: the plain text of a letter.
  ///   - letter: the words of the same letter.
  init(_ text: String, _ letter: [LetterWord]) { self.init(Self.words(of: text), letter) }

  /// - Parameters:
  ///   - words: the words of the letter as another output has them.
  ///   - letter: the words of the same letter.
  init(_ words: [String], _ letter: [LetterWord]) {
    self.words = words
    var matches: [Int?] = []
    // Plain text has words that the letter does not have, such as list markers, and it prints the heads of a table in another way.
    let hunks = SequenceDifference(words, letter.map(\.text), goesOn: true).hunks
    var next = 0
    for hunk in hunks {
      matches += (next..<next + hunk.old.lowerBound - matches.count).map { $0 }
      matches += Self.matches(of: words[hunk.old], in: letter[hunk.new])
      next = hunk.new.upperBound
    }
    self.matches = matches + (next..<next + words.count - matches.count).map { $0 }
  }

  /// The words of the letter for words of a stretch that differs. Some are only broken at the end of a line.
  private static func matches(of words: ArraySlice<String>, in letter: ArraySlice<LetterWord>) -> [Int?] {
    var matches: [Int?] = []
    var next = letter.startIndex
    /// What is left of the last word of the letter, if a line ends in it.
    var rest: Substring = ""
    for word in words {
      if !rest.isEmpty, rest.hasPrefix(word) {
        matches.append(next - 1)
        rest = rest.dropFirst(word.count)
        continue
      }
      if !rest.isEmpty {
        // It only began like the word of the letter.
        next -= 1
        if let last = matches.indices.last { matches[last] = nil }
      }
      var ahead = letter[next...].prefix(4).firstIndex { $0.text == word }
      rest = ""
      if ahead == nil, next < letter.endIndex, letter[next].text.hasPrefix(word) {
        ahead = next
        rest = letter[next].text.dropFirst(word.count)
      }
      matches.append(ahead)
      if let ahead { next = ahead + 1 }
    }
    return matches
  }

  /// The words of a text: what stands between white space.
  static func words(of text: String) -> [String] {
    text.utf8.split { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }.compactMap { String($0) }
  }

  /// The index of the word of the letter that is this word; nil if it has none.
  func match(_ index: Int) -> Int? { matches[index] }

  /// The index of the word of the letter at a word of the file, or of the next one that has one.
  func letterWord(from index: Int) -> Int? {
    matches[min(index, matches.count)...].lazy.compactMap(\.self).first ?? matches.last { $0 != nil }.flatMap { $0 }
  }
}
