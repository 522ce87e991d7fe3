/// Collects vocabularies and makes a phrase book of them.
package struct PhraseBookBuilder {
  private var identifiers: [[UInt8]: WordID] = [:]
  private var words: [[UInt8]] = []
  private var cuts: [String: [[UInt8]]] = [:]
  private var edges: [UInt64: UInt32] = [:]
  private var roots: [WordID: UInt32] = [:]
  private var nodeCount: UInt32 = 1
  private var endings: [UInt32: [PhraseBook.Ending]] = [:]
  private var abbreviations: Set<WordID> = []
  private var months: [Category] = []
  private var vocabularies: [String] = []
  private var categories: [String: [String: Category]] = [:]
  private var categoryCount: UInt8 = 0

  /// A phrase book has at most this many different words.
  package static let mostWords = 60_000

  /// Starts without phrases.
  package init() {}

  /// Adds a vocabulary, unless it was added before.
  /// - Returns: the category for the name of each group; nil if there are more words or categories than a phrase book can have.
  package mutating func add(_ vocabulary: Vocabulary) -> [String: Category]? {
    if let known = categories[vocabulary.name] { return known }
    guard vocabulary.groups.count + Int(categoryCount) <= Category.most, vocabularies.count < 255 else { return nil }
    var added: [String: Category] = [:]
    for group in vocabulary.groups {
      let category = Category(id: categoryCount)
      categoryCount += 1
      added[group.name] = category
      if group.name == Self.month { months.append(category) }
      for phrase in group.phrases {
        let tokens = phrase.words.flatMap { cut($0) }
        guard words.count + tokens.count < Self.mostWords else { return nil }
        if group.name == Self.abbreviations {
          if let word = tokens.first { abbreviations.insert(identifier(of: word)) }
          continue
        }
        if Self.unmarked.contains(group.name) {
          for word in tokens { _ = identifier(of: word) }
          continue
        }
        insert(
          tokens, PhraseBook.Ending(vocabulary: UInt8(vocabularies.count), category: category, value: phrase.value))
      }
    }
    vocabularies.append(vocabulary.name)
    categories[vocabulary.name] = added
    return added
  }

  /// The category of words after which a full stop does not end a sentence. Every vocabulary may have it.
  package static let abbreviations = "abbreviations"

  /// Categories of very frequent words, such as “of”, that rules look for in a few places. They are known, but no text gets marks for them.
  static let unmarked: Set<String> = ["small", "introduction", "near"]

  /// The category of the names of months, with the twelve months as values.
  package static let month = "month"

  /// The book of all that was added.
  package func book() -> PhraseBook {
    var nodes = [PhraseBook.Node](repeating: PhraseBook.Node(), count: Int(nodeCount))
    var list: [PhraseBook.Ending] = []
    for (node, own) in endings.sorted(by: { $0.key < $1.key }) {
      nodes[Int(node)].firstEnding = UInt32(list.count)
      nodes[Int(node)].endingCount = UInt16(clamping: own.count)
      list += own
    }
    for key in edges.keys { nodes[Int(key >> 16)].hasEdges = true }
    var first = [UInt32](repeating: 0, count: words.count + 1)
    for (word, node) in roots { first[Int(word)] = node }
    return PhraseBook(
      words: WordTable(words), abbreviations: abbreviations, vocabularyCount: vocabularies.count,
      month: CategorySet(months), roots: first, edges: EdgeTable(edges), nodes: nodes, endings: list)
  }

  /// The tokens of a word of a pattern. The same words stand in many patterns.
  private mutating func cut(_ word: String) -> [[UInt8]] {
    if let known = cuts[word] { return known }
    let tokens = PhraseWords.words(of: word)
    cuts[word] = tokens
    return tokens
  }

  private mutating func identifier(of word: [UInt8]) -> WordID {
    if let known = identifiers[word] { return known }
    words.append(word)
    let identifier = WordID(words.count)
    identifiers[word] = identifier
    return identifier
  }

  private mutating func insert(_ phrase: [[UInt8]], _ ending: PhraseBook.Ending) {
    var node: UInt32?
    for word in phrase {
      let identifier = identifier(of: word)
      if let parent = node {
        let key = EdgeTable.key(parent, identifier)
        node = edges[key] ?? nodeCount
        edges[key] = node
      } else {
        node = roots[identifier] ?? nodeCount
        roots[identifier] = node
      }
      if node == nodeCount { nodeCount += 1 }
    }
    if let node { endings[node, default: []].append(ending) }
  }
}
