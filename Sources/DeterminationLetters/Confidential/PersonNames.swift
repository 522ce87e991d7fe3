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
    while let last = words.last {
      // “M.D.” is two words here.
      if let count = (1...3).first(where: {
        $0 <= words.count && credentials.contains(Array(words.suffix($0).joined()))
      }) {
        words.removeLast(count)
      } else if last.count == 1, words.count > 2 {
        words.removeLast()
      } else {
        break
      }
    }
    return words
  }

  /// The first letter of the first name.
  var initial: [UInt8] { Array(first.prefix(Self.length(first))) }

  /// Whether a word is a single letter.
  static func isInitial(_ word: [UInt8]) -> Bool { word.count == length(word) }

  /// The bytes of the first character of a word.
  private static func length(_ word: [UInt8]) -> Int {
    1 + word.dropFirst().prefix { $0 & 0xC0 == 0x80 }.count
  }

  /// The name in full, with its words in other orders.
  var sequences: [[[UInt8]]] {
    let whole = [[first] + middle + [last], [last, first] + middle]
    return middle.isEmpty ? whole : whole + [[first, last], [last, first]]
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

/// Finds names in the forms that people use when they do not write them out: with initials, with a middle initial, with a title.
struct PersonNames: Sendable {
  private struct Known {
    var firstNames: Set<[UInt8]> = []
    var initials: Set<[UInt8]> = []
    var middleNames: Set<[UInt8]> = []
  }

  private var byLastName: [[UInt8]: Known] = [:]
  /// The first of two last names, as in “Maria García López”, which may stand without the second one.
  private var byFirstLastName: [[UInt8]: Known] = [:]

  mutating func insert(_ name: PersonName) {
    let middle = name.middle.filter { !PersonName.particles.contains($0) }
    let known = Known(firstNames: [name.first], initials: [name.initial], middleNames: Set(middle))
    func add(to list: inout [[UInt8]: Known], _ last: [UInt8]) {
      list[last, default: Known()].firstNames.formUnion(known.firstNames)
      list[last, default: Known()].initials.formUnion(known.initials)
      list[last, default: Known()].middleNames.formUnion(known.middleNames)
    }
    add(to: &byLastName, name.last)
    if let last = middle.last, last.count >= 3 { add(to: &byFirstLastName, last) }
  }

  /// Whether one of the names is in a text.
  func occur(in text: FoldedText) -> Bool {
    guard !byLastName.isEmpty else { return false }
    let words = Words(text)
    return (0..<words.count).contains { index in
      guard words.isCapitalized(index) else { return false }
      if let known = byLastName[words[index]],
        isNamed(before: index, known, words) || isInitial(index + 1, known, words)
      {
        return true
      }
      // “M. García”: a title would say too little of a name in the middle.
      guard let known = byFirstLastName[words[index]] else { return false }
      return isInitial(Self.beforeParticles(index - 1, words), known, words)
    }
  }

  /// “J. Doe”, “J. Q. Doe”, “J. Quinn Doe”, “Jane Q. Doe”, “Jane Quinn Doe”, “Dr. Doe”, “Mr. de la Cruz”
  private func isNamed(before index: Int, _ known: Known, _ words: Words) -> Bool {
    var place = Self.beforeParticles(index - 1, words)
    var isSure = true
    for step in 0...Self.mostMiddleNames {
      guard place >= 0 else { return false }
      let word = words[place]
      if isSure, PersonName.titles.contains(word) || isInitial(place, known, words) { return true }
      guard words.isCapitalized(place) else { return false }
      if step > 0, known.firstNames.contains(word) { return true }
      // A middle name of this person, an initial, or once another name after the first name.
      let isKnown = PersonName.isInitial(word) || known.middleNames.contains(word)
      guard isKnown || step == 0 else { return false }
      isSure = isSure && isKnown
      place = Self.beforeParticles(place - 1, words)
    }
    return false
  }

  private static let mostMiddleNames = 4

  /// The word before the particles of a last name: “van”, “de la”.
  private static func beforeParticles(_ index: Int, _ words: Words) -> Int {
    var place = index
    while place >= 0, index - place < 4, PersonName.particles.contains(words[place]) { place -= 1 }
    return place
  }

  /// Whether a word is the initial of a first name. “A” and “I” are words too, so they need a full stop.
  private func isInitial(_ index: Int, _ known: Known, _ words: Words) -> Bool {
    guard (0..<words.count).contains(index), words.isCapitalized(index), known.initials.contains(words[index]) else {
      return false
    }
    return words.hasFullStop(index) || ![[UInt8(ascii: "a")], [UInt8(ascii: "i")]].contains(words[index])
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
