import UnicodeText

/// The name of a person: first name, middle names, last name, without titles and credentials.
struct PersonName: Sendable {
  let first: [UInt8]
  let middle: [[UInt8]]
  let last: [UInt8]

  /// Reads a value as a name, also in the form “Last, First”; nil if it is a single word, or not a person's name.
  init?(_ value: String) {
    var parts = value.split(separator: ",", maxSplits: 1).map { FoldedText(String($0)) }.map(Self.words)
    if parts.count == 2 {
      parts[1] = Self.withoutCredentials(parts[1])
      if !parts[1].isEmpty { parts = [parts[1] + parts[0]] }
    }
    var words = Self.withoutCredentials(parts.first ?? [])
    while let title = words.first, words.count > 1, Self.titles.contains(title) { words.removeFirst() }
    guard words.count >= 2, words.count <= 5, words.last?.count ?? 0 >= 2 else { return nil }
    guard
      !words.contains(where: { $0.contains(where: ConfidentialValues.isDigit) || Self.organizationWords.contains($0) })
    else { return nil }
    first = words[0]
    middle = Array(words[1..<words.count - 1])
    last = words[words.count - 1]
  }

  /// The words of a text; parts that hyphens or apostrophes join are one word.
  private static func words(_ text: FoldedText) -> [[UInt8]] {
    var words: [[UInt8]] = []
    for index in text.wordStarts.indices {
      if index > 0, text.gaps[text.wordStarts[index]] == .soft {
        words[words.count - 1] += text.word(index)
      } else {
        words.append(Array(text.word(index)))
      }
    }
    return words
  }

  private static func withoutCredentials(_ words: [[UInt8]]) -> [[UInt8]] {
    var words = words
    while let last = words.last, credentials.contains(last) || last.count == 1 && words.count > 2 { words.removeLast() }
    return words
  }

  /// The name in full, with its words in other orders.
  var sequences: [[[UInt8]]] {
    let whole = [[first] + middle + [last], [last, first] + middle]
    return middle.isEmpty ? whole : whole + [[first, last], [last, first]]
  }

  private static func set(_ words: String) -> Set<[UInt8]> { Set(words.split(separator: " ").map { Array($0.utf8) }) }

  static let titles = set("mr mrs ms miss mx dr doctor prof professor sr sra srta judge hon rev")
  private static let credentials = set(
    "md do dc dpm dds phd psyd jr sr ii iii iv esq rn np pa lac pt dpt mph mba faans")
  /// A value with one of these words is not a person. Its initial and last word would be found everywhere.
  private static let organizationWords = set(
    "inc llc llp corp corporation company co group clinic center centre hospital insurance medical associates institute university "
      + "health healthcare services service network department county city state district fund trust bank school the and of for"
  )
}

/// Finds names in the forms that people use when they do not write them out: with initials, with a middle initial, with a title.
struct PersonNames: Sendable {
  private struct Known {
    var firstNames: Set<[UInt8]> = []
    var initials: Set<UInt8> = []
  }

  private var byLastName: [[UInt8]: Known] = [:]

  mutating func insert(_ name: PersonName) {
    byLastName[name.last, default: Known()].firstNames.insert(name.first)
    byLastName[name.last, default: Known()].initials.insert(name.first[0])
  }

  /// Whether one of the names is in a text.
  func occur(in text: FoldedText) -> Bool {
    guard !byLastName.isEmpty else { return false }
    let words = Words(text)
    return (0..<words.count).contains { index in
      guard let known = byLastName[words[index]], words.isCapitalized(index) else { return false }
      return isNamed(before: index, known, words) || isInitial(index + 1, known, words)
    }
  }

  /// “J. Doe”, “J. Q. Doe”, “Jane Q. Doe”, “Jane Quinn Doe”, “Dr. Doe”
  private func isNamed(before index: Int, _ known: Known, _ words: Words) -> Bool {
    guard index > 0 else { return false }
    if PersonName.titles.contains(words[index - 1]) || isInitial(index - 1, known, words) { return true }
    guard index > 1, words.isCapitalized(index - 1) else { return false }
    if known.firstNames.contains(words[index - 2]) { return words.isCapitalized(index - 2) }
    return words[index - 1].count == 1 && isInitial(index - 2, known, words)
  }

  /// Whether a word is the initial of a first name. “A” and “I” are words too, so they need a full stop.
  private func isInitial(_ index: Int, _ known: Known, _ words: Words) -> Bool {
    guard (0..<words.count).contains(index), words[index].count == 1, words.isCapitalized(index),
      known.initials.contains(words[index][0])
    else { return false }
    return words.hasFullStop(index) || ![UInt8(ascii: "a"), UInt8(ascii: "i")].contains(words[index][0])
  }

  /// The words of a text; parts that hyphens or apostrophes join are one word.
  private struct Words {
    private var words: [[UInt8]] = []
    private var flags: [(isCapitalized: Bool, hasFullStop: Bool)] = []

    var count: Int { words.count }

    init(_ text: FoldedText) {
      for index in text.wordStarts.indices {
        let isJoined = index > 0 && text.gaps[text.wordStarts[index]] == .soft
        // A possessive s is not part of a name.
        if isJoined, Array(text.word(index)) == [UInt8(ascii: "s")] { continue }
        if isJoined, !words.isEmpty {
          words[words.count - 1] += text.word(index)
          flags[flags.count - 1].hasFullStop = text.hasFullStop[index]
        } else {
          words.append(Array(text.word(index)))
          flags.append((text.isCapitalized[index], text.hasFullStop[index]))
        }
      }
    }

    subscript(index: Int) -> [UInt8] { words[index] }

    func isCapitalized(_ index: Int) -> Bool { flags[index].isCapitalized }
    func hasFullStop(_ index: Int) -> Bool { flags[index].hasFullStop }
  }
}
