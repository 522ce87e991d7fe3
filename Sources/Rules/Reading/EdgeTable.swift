/// The edges of the tree of phrases: a node and a word lead to a node. The keys are small integers of our own, so they need no hashes that
/// resist attackers.
///
/// A slot is one number: 24 bits of the node, 16 of the word, 24 of the next node. The tables of a set have some ten thousand edges, and a
/// letter looks up thousands of words. Nearly all lookups find nothing, and a table of bits says so. It is small enough for the fastest cache
/// of a processor, which the slots are not.
struct EdgeTable: Sendable {
  private var slots: [UInt64] = []
  /// Two bits per slot: whether an edge may have that hash.
  private var filter: [UInt64] = []
  private var mask = 0
  private var count = 0

  /// Makes an empty table.
  init() { resize(32) }

  /// Makes room for some edges, if there are none yet. A table that grows is filled anew each time.
  mutating func makeRoom(for edges: Int) {
    if count == 0 { resize(1 << (Int.bitWidth - (2 * max(16, edges)).leadingZeroBitCount)) }
  }

  /// The node that a word leads to; nil if there is none.
  func next(_ node: UInt32, _ word: WordID) -> UInt32? {
    let key = Self.key(node, word)
    let hash = Self.hash(key)
    let bit = bit(of: hash)
    guard filter[bit >> 6] >> UInt64(bit & 63) & 1 == 1 else { return nil }
    let found = slots[slot(of: key, hash)]
    return found == 0 ? nil : UInt32(truncatingIfNeeded: found & 0xFF_FFFF)
  }

  /// Adds an edge that is not in the table. `PhraseBookBuilder` keeps the number of nodes far below 2²⁴.
  mutating func insert(_ node: UInt32, _ word: WordID, _ next: UInt32) {
    if count * 2 >= slots.count { grow() }
    put(Self.key(node, word) << 24 | UInt64(next))
    count += 1
  }

  private mutating func put(_ edge: UInt64) {
    let key = edge >> 24
    let hash = Self.hash(key)
    slots[slot(of: key, hash)] = edge
    let bit = bit(of: hash)
    filter[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  private mutating func grow() {
    let old = slots
    resize(old.count * 2)
    for edge in old where edge != 0 { put(edge) }
  }

  /// Makes the table empty, with a number of slots that is a power of two and at least 32.
  private mutating func resize(_ size: Int) {
    slots = Array(repeating: 0, count: size)
    filter = Array(repeating: 0, count: size / 32)
    mask = size - 1
  }

  /// The slot that has a key, or the free slot for it. No edge leads to the root, so no slot that is in use is 0.
  private func slot(of key: UInt64, _ hash: Int) -> Int {
    var slot = hash & mask
    while slots[slot] != 0, slots[slot] >> 24 != key { slot = (slot + 1) & mask }
    return slot
  }

  /// The bit of the filter for a hash. One more bit of the hash chooses it than chooses the slot.
  private func bit(of hash: Int) -> Int { hash & (mask << 1 | 1) }

  private static func hash(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) }

  private static func key(_ node: UInt32, _ word: WordID) -> UInt64 { UInt64(node) << 16 | UInt64(word) }
}
