/// The edges of the tree of phrases: a node and a word lead to a node. The keys are small integers of our own, so they need no hashes that
/// resist attackers.
///
/// A slot is one number: 24 bits of the node, 16 of the word, 24 of the next node. The tables of a set have some ten thousand edges, and a
/// letter looks up thousands of words, so it counts that they fit into the caches of a processor.
struct EdgeTable: Sendable {
  private var slots: [UInt64] = Array(repeating: 0, count: 16)
  private var count = 0

  /// Makes room for some edges, if there are none yet. A table that grows is filled anew each time.
  mutating func makeRoom(for edges: Int) {
    if count == 0 { slots = Array(repeating: 0, count: 1 << (Int.bitWidth - (2 * edges).leadingZeroBitCount)) }
  }

  /// The node that a word leads to; nil if there is none.
  func next(_ node: UInt32, _ word: WordID) -> UInt32? {
    let found = slots[slot(of: Self.key(node, word))]
    return found == 0 ? nil : UInt32(truncatingIfNeeded: found & 0xFF_FFFF)
  }

  /// Adds an edge that is not in the table. `PhraseBookBuilder` keeps the number of nodes far below 2²⁴.
  mutating func insert(_ node: UInt32, _ word: WordID, _ next: UInt32) {
    if count * 2 >= slots.count { grow() }
    let key = Self.key(node, word)
    slots[slot(of: key)] = key << 24 | UInt64(next)
    count += 1
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    for edge in old where edge != 0 { slots[slot(of: edge >> 24)] = edge }
  }

  /// The slot that has a key, or the free slot for it. No edge leads to the root, so no slot that is in use is 0.
  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    while slots[slot] != 0, slots[slot] >> 24 != key { slot = (slot + 1) & mask }
    return slot
  }

  private static func key(_ node: UInt32, _ word: WordID) -> UInt64 { UInt64(node) << 16 | UInt64(word) }
}
