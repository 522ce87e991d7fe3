/// The phrases of some vocabularies, prepared so that one pass over a text finds them all: a table of words, and a tree of phrases.
///
/// It is a class only because every text of every case has it: passing it on costs one reference count, and a value would cost seven.
package final class PhraseBook: Sendable {
  /// The end of a phrase in the tree.
  struct Ending: Sendable {
    let vocabulary: UInt8
    let category: Category
    let value: UInt16
  }

  /// A node of the tree: the phrases that end there.
  struct Node: Sendable {
    let firstEnding: UInt32
    let endingCount: UInt16
    /// Whether longer phrases go on from here.
    let hasEdges: Bool
  }

  let words: WordTable
  /// Words after which a full stop does not end a sentence.
  let abbreviations: Set<WordID>
  let vocabularyCount: Int
  /// The categories of the names of months.
  let month: CategorySet
  /// The node of the tree for each first word; 0, the root, if no phrase starts with it.
  let roots: [UInt32]
  let edges: EdgeTable
  let nodes: [Node]
  let endings: [Ending]
  /// The word of each ASCII mark; 0 if no phrase has it.
  let markWords: [WordID]
  /// Whether a phrase has a number.
  let hasNumbers: Bool

  init(
    words: WordTable, abbreviations: Set<WordID>, vocabularyCount: Int, month: CategorySet, roots: [UInt32],
    edges: EdgeTable, nodes: [Node], endings: [Ending]
  ) {
    (self.words, self.abbreviations, self.vocabularyCount, self.month) = (words, abbreviations, vocabularyCount, month)
    (self.roots, self.edges, self.nodes, self.endings) = (roots, edges, nodes, endings)
    markWords = (0..<128).map { mark in [UInt8(mark)].withUnsafeBufferPointer { words.word($0) } }
    hasNumbers = words.hasNumbers
  }

  /// A book without phrases.
  package static let empty = PhraseBookBuilder().book()

  /// Finds all phrases in a text. Of the phrases of one vocabulary that start at the same word, the longest counts; one inside a longer one
  /// of the same vocabulary does not count.
  func find(in tokens: [Token], _ marks: inout [Mark]) {
    marks.removeAll(keepingCapacity: true)
    guard vocabularyCount > 0 else { return }
    // The end of the last phrase of each vocabulary.
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: vocabularyCount) { covered in
      covered.initialize(repeating: 0)
      tokens.withUnsafeBufferPointer { tokens in
        withTree { tree in
          for first in tokens.indices where tokens[first].word != 0 {
            let root = tree.roots[Int(tokens[first].word)]
            if root != 0 { find(from: first, root, tree, tokens, covered, &marks) }
          }
        }
      }
    }
  }

  /// The tree without checks of its bounds. The builder makes a root for each word, and nodes and endings have indices of one another only.
  /// The tokens must have been cut with this book.
  private struct Tree {
    let roots: UnsafeBufferPointer<UInt32>
    let nodes: UnsafeBufferPointer<Node>
    let endings: UnsafeBufferPointer<Ending>
  }

  @inline(__always)
  private func withTree(_ body: (Tree) -> Void) {
    roots.withUnsafeBufferPointer { roots in
      nodes.withUnsafeBufferPointer { nodes in
        endings.withUnsafeBufferPointer { body(Tree(roots: roots, nodes: nodes, endings: $0)) }
      }
    }
  }

  /// Finds the phrases that start at a token. Longer phrases replace shorter ones that were just added.
  @inline(__always)
  private func find(
    from first: Int, _ root: UInt32, _ tree: Tree, _ tokens: UnsafeBufferPointer<Token>,
    _ covered: UnsafeMutableBufferPointer<Int32>, _ marks: inout [Mark]
  ) {
    let start = marks.count
    var node = root
    var end = first + 1
    while true {
      let here = tree.nodes[Int(node)]
      for index in 0..<Int(here.endingCount) {
        let ending = tree.endings[Int(here.firstEnding) &+ index]
        let vocabulary = Int(ending.vocabulary)
        guard Int32(truncatingIfNeeded: end) > covered[vocabulary] else { continue }
        covered[vocabulary] = Int32(truncatingIfNeeded: end)
        let mark = Mark(
          category: ending.category, vocabulary: ending.vocabulary, value: ending.value,
          first: Int32(truncatingIfNeeded: first), end: Int32(truncatingIfNeeded: end))
        var known = start
        while known < marks.count, marks[known].vocabulary != ending.vocabulary { known += 1 }
        if known < marks.count { marks[known] = mark } else { marks.append(mark) }
      }
      guard here.hasEdges, end < tokens.count, tokens[end].word != 0, let next = edges.next(node, tokens[end].word)
      else {
        return
      }
      node = next
      end += 1
    }
  }
}
