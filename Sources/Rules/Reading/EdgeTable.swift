/// The edges of the tree of phrases: a node and a word lead to a node. The keys are small integers of our own, so they need no hashes that
/// resist attackers.
struct EdgeTable: Sendable {
  private var slots: [(key: UInt64, node: UInt32)] = Array(repeating: (0, 0), count: 16)
  private var count = 0

  /// The node that a word leads to; nil if there is none.
  func next(_ node: UInt32, _ word: WordID) -> UInt32? {
    let found = slots[slot(of: Self.key(node, word))]
    return found.key == 0 ? nil : found.node
  }

  /// Adds an edge that is not in the table.
  mutating func insert(_ node: UInt32, _ word: WordID, _ next: UInt32) {
    if count * 2 >= slots.count { grow() }
    let key = Self.key(node, word)
    slots[slot(of: key)] = (key, next)
    count += 1
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (0, 0), count: old.count * 2)
    for edge in old where edge.key != 0 { slots[slot(of: edge.key)] = edge }
  }

  /// The slot that has a key, or the free slot for it. Words are numbered from 1, so no key is 0.
  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    while slots[slot].key != 0, slots[slot].key != key { slot = (slot + 1) & mask }
    return slot
  }

  private static func key(_ node: UInt32, _ word: WordID) -> UInt64 { UInt64(node) << 16 | UInt64(word) }
}
