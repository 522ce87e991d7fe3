import Diagnostics
import JSONText

/// Collects vocabularies and makes a phrase book of them. Patterns go into the tree as they are, part by part: a list of all their phrases
/// would take most of the time that a program needs to start.
package struct PhraseBookBuilder {
  /// The end of a phrase, and the index of the end that was added to the same node before, or -1.
  private struct Ending {
    let ending: PhraseBook.Ending
    let previous: Int32
  }

  /// A node of the tree that is being built.
  private struct Node {
    var hasEdges = false
    /// The index of the last end that was added, or -1.
    var lastEnding: Int32 = -1
    /// The last part of a pattern that reached it. A list of all nodes of a part would have to be searched for each.
    var reached: UInt32 = 0
  }

  private var words = WordTable()
  /// The words, numbers and marks of the word of a pattern that is being added.
  private var tokens: [WordID] = []
  private var edges = EdgeTable()
  /// The nodes of the tree; the first is its root.
  private var nodes = [Node()]
  private var partNumber: UInt32 = 0
  /// The nodes where the pattern that is being added ends so far, and those where its next part ends.
  private var ends: [UInt32] = []
  private var next: [UInt32] = []
  private var endings: [Ending] = []
  private var abbreviations: Set<WordID> = []
  private var months: [Category] = []
  private var vocabularyCount: UInt8 = 0
  private var categories: [ExactText: [String: Category]] = [:]
  private var categoryCount: UInt8 = 0

  /// A phrase book has at most this many different words.
  package static let mostWords = 60_000
  /// And its tree at most this many nodes, besides those of one more pattern: `EdgeTable` has room for sixteen times as many.
  private static let mostNodes = 1 << 20

  /// Starts without phrases.
  package init() {}

  /// Adds a vocabulary, unless it was added before.
  /// - Returns: the category for the name of each group.
  /// - Throws: patterns that say two things or nothing new, or that there are more words or categories than a phrase book can have.
  package mutating func add(_ vocabulary: Vocabulary) throws(Findings) -> [String: Category] {
    if let known = categories[ExactText(vocabulary.name)] { return known }
    guard vocabulary.groups.count + Int(categoryCount) <= Category.most, vocabularyCount < 255 else {
      throw Findings(Self.tooMuch(vocabulary))
    }
    if vocabularyCount == 0 { makeRoom() }
    let number = vocabularyCount
    vocabularyCount += 1
    let first = categoryCount
    var findings: [Finding] = []
    var added: [String: Category] = [:]
    for group in vocabulary.groups {
      let category = Category(id: categoryCount)
      categoryCount += 1
      added[group.name] = category
      if group.name == Self.month { months.append(category) }
      let isTree = group.name != Self.abbreviations && !Self.unmarked.contains(group.name)
      var seen: Set<[WordID]> = []
      for phrase in group.phrases {
        guard words.count < Self.mostWords, nodes.count < Self.mostNodes else {
          throw Findings(Self.tooMuch(vocabulary))
        }
        if !isTree {
          if !seen.insert(list(phrase.pattern, of: vocabulary.patterns, group.name)).inserted {
            findings.append(Self.repeated(phrase, group, vocabulary))
          }
          continue
        }
        var isNew = false
        findEnds(of: phrase.pattern, in: vocabulary.patterns)
        for node in ends {
          guard let other = ending(of: number, at: node) else {
            insert(PhraseBook.Ending(vocabulary: number, category: category, value: phrase.value), at: node)
            isNew = true
            continue
          }
          guard other.category != category || other.value != phrase.value else { continue }
          isNew = true
          let place = vocabulary.groups[Int(other.category.id - first)].place(other.value)
          findings.append(
            Finding(
              .wrongForm, "a phrase of this pattern stands in \(place) already", fix: "remove one of the two",
              in: vocabulary.source, at: phrase.offset))
        }
        if !isNew { findings.append(Self.repeated(phrase, group, vocabulary)) }
      }
    }
    // Another rule that uses it finds nothing new.
    categories[ExactText(vocabulary.name)] = added
    guard findings.isEmpty else { throw Findings(findings) }
    return added
  }

  /// Makes room for the vocabularies of most sets: those of the shipped ones have 12,500 nodes.
  private mutating func makeRoom() {
    let nodes = 14_000
    edges.makeRoom(for: nodes)
    self.nodes.reserveCapacity(nodes)
    endings.reserveCapacity(nodes)
  }

  private static func tooMuch(_ vocabulary: Vocabulary) -> Finding {
    Finding(
      .wrongForm, "the vocabularies of this set have too many words, phrases or categories",
      fix: "remove what no rule needs",
      in: vocabulary.source, at: 0)
  }

  private static func repeated(
    _ phrase: Vocabulary.Phrase, _ group: Vocabulary.Group, _ vocabulary: Vocabulary
  ) -> Finding {
    Finding(
      .wrongForm, "other patterns of \(group.place(phrase.value)) have all phrases of this one", fix: "remove it",
      in: vocabulary.source, at: phrase.offset)
  }

  /// The category of words after which a full stop does not end a sentence. Every vocabulary may have it.
  package static let abbreviations = "abbreviations"

  /// Categories of very frequent words, such as “of”, that rules look for in a few places. They are known, but no text gets marks for them.
  static let unmarked: Set<String> = ["small", "introduction", "near"]

  /// The category of the names of months, with the twelve months as values.
  package static let month = "month"

  /// The book of all that was added.
  package func book() -> PhraseBook {
    var list: [PhraseBook.Ending] = []
    list.reserveCapacity(endings.count)
    let nodes = nodes.map { node in
      let first = list.count
      var next = node.lastEnding
      while next >= 0 {
        list.append(endings[Int(next)].ending)
        next = endings[Int(next)].previous
      }
      // In the order in which they were added. Most nodes have one at most.
      if list.count - first > 1 { list[first...].reverse() }
      return PhraseBook.Node(
        firstEnding: UInt32(first), endingCount: UInt16(clamping: list.count - first), hasEdges: node.hasEdges)
    }
    let roots = (0...words.count).map { edges.next(0, WordID($0)) ?? 0 }
    return PhraseBook(
      words: words, abbreviations: abbreviations, vocabularyCount: Int(vocabularyCount),
      month: CategorySet(months), roots: roots, edges: edges, nodes: nodes, endings: list)
  }

  // MARK: Words

  /// The words of a pattern that is only listed.
  private mutating func list(_ pattern: Range<Int>, of patterns: PatternList, _ group: String) -> [WordID] {
    var found: [WordID] = []
    patterns.eachWord(of: pattern) { word in
      cut(word)
      if group == Self.abbreviations, let first = tokens.first { abbreviations.insert(first) }
      found += tokens
    }
    return found
  }

  /// Whether a word has only lower-case letters of ASCII, as nearly all words of vocabularies.
  private static func isPlain(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    word.allSatisfy { (0x61...0x7A).contains($0) }
  }

  /// Cuts a word of a pattern into words, numbers and marks.
  private mutating func cut(_ word: UnsafeBufferPointer<UInt8>) {
    tokens.removeAll(keepingCapacity: true)
    if Self.isPlain(word) { return tokens.append(words.add(word)) }
    for part in PhraseWords.words(of: word) { tokens.append(part.withUnsafeBufferPointer { words.add($0) }) }
  }

  // MARK: The tree

  /// Finds the nodes where the phrases of a pattern end, each once, and makes those that are missing.
  private mutating func findEnds(of pattern: Range<Int>, in patterns: PatternList) {
    ends.removeAll(keepingCapacity: true)
    ends.append(0)
    patterns.withLetters { letters in
      for part in patterns.parts[pattern] {
        partNumber &+= 1
        next.removeAll(keepingCapacity: true)
        if part.isOptional { next += ends }
        for node in next { nodes[Int(node)].reached = partNumber }
        for word in part.words {
          let word = patterns.letters(ofWord: word, in: letters)
          if Self.isPlain(word) {
            let token = words.add(word)
            for index in ends.indices { reach(child(of: ends[index], token)) }
          } else {
            reachCut(word)
            // In texts the apostrophe of “isn’t” is often a mark of its own (U+2019).
            if word.contains(UInt8(ascii: "'")) {
              let curly = word.flatMap { $0 == UInt8(ascii: "'") ? [0xE2, 0x80, 0x99] : [$0] }
              curly.withUnsafeBufferPointer { reachCut($0) }
            }
          }
        }
        swap(&ends, &next)
      }
    }
    // A word without letters, such as a space of another kind, has no tokens.
    if ends.contains(0) { ends.removeAll { $0 == 0 } }
  }

  /// Goes on from all nodes with the words, numbers and marks of a word of a pattern.
  private mutating func reachCut(_ word: UnsafeBufferPointer<UInt8>) {
    cut(word)
    for index in ends.indices { reach(tokens.reduce(ends[index]) { child(of: $0, $1) }) }
  }

  /// Notes that the part of a pattern ends at a node, once.
  private mutating func reach(_ node: UInt32) {
    guard nodes[Int(node)].reached != partNumber else { return }
    next.append(node)
    nodes[Int(node)].reached = partNumber
  }

  private mutating func child(of node: UInt32, _ word: WordID) -> UInt32 {
    if let known = edges.next(node, word) { return known }
    let child = UInt32(nodes.count)
    edges.insert(node, word, child)
    nodes[Int(node)].hasEdges = true
    nodes.append(Node())
    return child
  }

  /// What a vocabulary says of a phrase.
  private func ending(of vocabulary: UInt8, at node: UInt32) -> PhraseBook.Ending? {
    let last = nodes[Int(node)].lastEnding
    // Endings of the vocabulary that is being added come last.
    guard last >= 0, endings[Int(last)].ending.vocabulary == vocabulary else { return nil }
    return endings[Int(last)].ending
  }

  private mutating func insert(_ ending: PhraseBook.Ending, at node: UInt32) {
    endings.append(Ending(ending: ending, previous: nodes[Int(node)].lastEnding))
    nodes[Int(node)].lastEnding = Int32(endings.count - 1)
  }
}
