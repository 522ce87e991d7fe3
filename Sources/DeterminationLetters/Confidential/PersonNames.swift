import UnicodeText

/// Finds names in the forms that people use when they do not write them out: with initials, with a middle initial, with a title.
struct PersonNames: Sendable {
  private struct Known {
    var firstNames = JoinedWords()
    var initials: Set<[UInt8]> = []
    var middleNames: Set<[UInt8]> = []
  }

  private var byLastName: [[UInt8]: Known] = [:]
  private var lastNames = JoinedWords()
  /// The first of two last names, as in “Maria García López”, which may stand without the second one.
  private var byFirstLastName: [[UInt8]: Known] = [:]

  mutating func insert(_ name: PersonName) {
    let middle = name.middle.map(\.letters).filter { !PersonName.particles.contains($0) }
    func add(to list: inout [[UInt8]: Known], _ last: [UInt8]) {
      var known = list[last] ?? Known()
      known.firstNames.insert(name.first)
      // “Jean Luc” can be written “Jean-Luc”.
      if let second = middle.first { known.firstNames.insert(PersonName.Word(parts: [name.first.letters + second])) }
      known.initials.insert(name.initial)
      known.middleNames.formUnion(middle)
      list[last] = known
    }
    lastNames.insert(name.last)
    add(to: &byLastName, name.last.letters)
    // “Ann Smith Jones” can be written “A. Smith-Jones”, and “de la Cruz” “Delacruz”.
    let particles = name.middle.map(\.letters).reversed().prefix(while: PersonName.particles.contains).reversed()
    if let joined = particles.isEmpty ? middle.last : particles.flatMap(\.self) {
      add(to: &byLastName, joined + name.last.letters)
    }
    if let last = middle.last, last.count >= 3 { add(to: &byFirstLastName, last) }
  }

  /// Whether one of the names is in a text.
  func occur(in text: FoldedText) -> Bool {
    guard !byLastName.isEmpty else { return false }
    let words = NameWords(text)
    return (0..<words.count).contains { index in
      guard words.isCapitalized(index) else { return false }
      if isName(index...index, words) { return true }
      if lastNames.starts(endingAt: index, in: words).contains(where: { isName($0...index, words) }) { return true }
      // “M. García”: a title would say too little of a name in the middle.
      guard let known = byFirstLastName[words[index]] else { return false }
      return isInitial(Self.beforeParticles(index - 1, words), known, words)
    }
  }

  /// Whether a last name and what is beside it are the name of a known person.
  private func isName(_ last: ClosedRange<Int>, _ words: NameWords) -> Bool {
    guard let known = byLastName[words.letters(last)] else { return false }
    return isNamed(before: last.lowerBound, known, words) || isInitial(last.upperBound + 1, known, words)
  }

  /// “J. Doe”, “J. Q. Doe”, “J. Quinn Doe”, “Jane Q. Doe”, “Jane Quinn Doe”, “Dr. Doe”, “Mr. de la Cruz”
  private func isNamed(before index: Int, _ known: Known, _ words: NameWords) -> Bool {
    var place = Self.beforeParticles(index - 1, words)
    var isSure = true
    for step in 0...Self.mostMiddleNames {
      guard place >= 0 else { return false }
      let word = words[place]
      if isSure, PersonName.titles.contains(word) || isInitial(place, known, words) { return true }
      guard words.isCapitalized(place) else { return false }
      if step > 0, known.firstNames.contains(endingAt: place, in: words) { return true }
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
  private static func beforeParticles(_ index: Int, _ words: NameWords) -> Int {
    var place = index
    while place >= 0, index - place < 4, PersonName.particles.contains(words[place]) { place -= 1 }
    return place
  }

  /// Whether a word is the initial of a first name. “A” and “I” are words too, so they need a full stop.
  private func isInitial(_ index: Int, _ known: Known, _ words: NameWords) -> Bool {
    guard (0..<words.count).contains(index), words.isCapitalized(index), known.initials.contains(words[index]) else {
      return false
    }
    return words.hasFullStop(index) || ![[UInt8(ascii: "a")], [UInt8(ascii: "i")]].contains(words[index])
  }
}
