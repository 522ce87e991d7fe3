import UnicodeText

/// The name of a person: first name, middle names, last name, without titles and credentials.
struct PersonName: Sendable {
  /// A word of a name. Hyphens and apostrophes join its parts: `Smith-Jones`, `O'Brien`.
  struct Word: Sendable {
    var parts: [[UInt8]]
    var letters: [UInt8] { parts.count == 1 ? parts[0] : parts.flatMap(\.self) }
  }

  let first: Word
  let middle: [Word]
  let last: Word

  /// Reads a value as a name, also in the form “Last, First”; nil if it is a single word, or not a person's name.
  init?(_ value: String, script: FoldedText.Script = .asWritten) {
    var parts = value.split(separator: ",", maxSplits: 1).map { FoldedText(String($0), script: script) }.map(Self.words)
    if parts.count == 2 {
      parts[1] = Self.withoutCredentials(parts[1])
      if !parts[1].isEmpty { parts = [parts[1] + parts[0]] }
    }
    var words = Self.withoutCredentials(parts.first ?? [])
    while let title = words.first, words.count > 1, Self.titles.contains(title.letters) { words.removeFirst() }
    guard words.count >= 2, words.count <= 5, words.last?.letters.count ?? 0 >= 2 else { return nil }
    guard
      !words.map(\.letters).contains(where: {
        $0.contains(where: ConfidentialValues.isDigit) || Self.organizationWords.contains($0)
      })
    else { return nil }
    first = words[0]
    middle = Array(words[1..<words.count - 1])
    last = words[words.count - 1]
  }

  private static func words(_ text: FoldedText) -> [Word] {
    var words: [Word] = []
    for index in text.wordStarts.indices {
      if index > 0, text.gaps[text.wordStarts[index]] == .soft {
        words[words.count - 1].parts.append(Array(text.word(index)))
      } else {
        words.append(Word(parts: [Array(text.word(index))]))
      }
    }
    return words
  }

  private static func withoutCredentials(_ words: [Word]) -> [Word] {
    var words = words
    while let last = words.last {
      // “M.D.” is two words here.
      if let count = (1...3).first(where: {
        $0 <= words.count && credentials.contains(words.suffix($0).flatMap(\.letters))
      }) {
        words.removeLast(count)
      } else if last.letters.count == 1, words.count > 2 {
        words.removeLast()
      } else {
        break
      }
    }
    return words
  }

  /// The first letter of the first name.
  var initial: [UInt8] { Array(first.letters.prefix(Self.length(first.letters))) }

  /// Whether a word is a single letter.
  static func isInitial(_ word: [UInt8]) -> Bool { word.count == length(word) }

  /// The bytes of the first character of a word.
  private static func length(_ word: [UInt8]) -> Int {
    1 + word.dropFirst().prefix { $0 & 0xC0 == 0x80 }.count
  }

  /// The name in full, with its words in other orders. Words that hyphens join can stand by themselves too: `Smith Jones, Ann`.
  var sequences: [[[UInt8]]] {
    let whole = [[first] + middle + [last], [last, first] + middle]
    return (middle.isEmpty ? whole : whole + [[first, last], [last, first]]).map { $0.flatMap(\.parts) }
  }

  private static func set(_ words: String) -> Set<[UInt8]> { Set(words.split(separator: " ").map { Array($0.utf8) }) }

  static let titles = set("mr mrs ms miss mx dr doctor prof professor sr sra srta judge hon rev")
  /// Small words of last names.
  static let particles = set(
    "de la las los del della di da do dos das du des van von der den ter ten zu zur bin ibn al el le")
  private static let credentials = set(
    "md do dc dpm dds phd psyd jr sr ii iii iv esq rn np pa lac pt dpt mph mba faans")
  /// A value with one of these words is not a person. Its initial and last word would be found everywhere.
  private static let organizationWords = set(
    "inc llc llp corp corporation company co group clinic center centre hospital insurance medical associates institute university "
      + "health healthcare services service network department county city state district fund trust bank school the and of for"
  )
}
