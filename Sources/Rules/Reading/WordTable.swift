/// Looks up words without making strings of them. Letter case does not count.
struct WordTable: Sendable {
  /// The letters of a word: the first sixteen, and a digest of the rest.
  struct Key: Hashable, Sendable, Comparable {
    var high: UInt64 = 0
    var low: UInt64 = 0

    /// Reads a word. ASCII letters become lower case; other bytes get the same bit, which tells no two words of a vocabulary apart.
    @inline(__always)
    init(_ word: UnsafeBufferPointer<UInt8>) { self.init(word, 0, word.count) }

    /// Reads the word from `start` to `end` of a text.
    @inline(__always)
    init(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
      let count = end - start
      guard count > 0, let base = UnsafeRawPointer(text.baseAddress) else { return }
      if count >= 8 {
        high = base.loadUnaligned(fromByteOffset: start, as: UInt64.self) | Self.lower
        // The last eight bytes, which may overlap the first.
        low = base.loadUnaligned(fromByteOffset: end - 8, as: UInt64.self) | Self.lower
        if count > 16 {
          for index in start + 8..<end - 8 { low = (low ^ UInt64(text[index] | 0x20)) &* 0x100_0000_01B3 }
        }
      } else if end >= 8 {
        // The word and what stands before it, which is shifted out.
        high = base.loadUnaligned(fromByteOffset: end - 8, as: UInt64.self) | Self.lower
        high = UInt64(littleEndian: high) >> (64 - 8 * UInt64(count))
      } else {
        for index in start..<end { high |= UInt64(text[index] | 0x20) << (8 * UInt64(index - start)) }
      }
      low ^= UInt64(count) << 56
    }

    /// A key that no word has.
    init(kind: UInt64, _ value: UInt64) { (high, low) = (kind, value) }

    private static let lower: UInt64 = 0x2020_2020_2020_2020

    static func < (one: Key, other: Key) -> Bool { (one.high, one.low) < (other.high, other.low) }

    /// A digest of the word. Its high bits are the best.
    @inline(__always)
    var digest: UInt64 { (high ^ low &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93 }

    /// The slot where the search starts.
    @inline(__always)
    fileprivate func slot(_ shift: UInt64) -> Int { Int(digest >> shift) }
  }

  /// The words, by their identifiers.
  private var keys: [Key] = []
  /// For each slot, the identifier of its word; 0 if it is free. A third of the slots are in use at most.
  private var slots: [WordID] = []
  private var shift: UInt64 = 64
  private var mask = 0
  /// Whether one of them is a number.
  private(set) var hasNumbers = false

  /// How many words it has.
  var count: Int { keys.count }

  /// Makes a table without words.
  init() { resize(bits: 6) }

  /// Adds a word with its letters in lower case, unless the table has it. The caller sees to it that there are at most 65,535.
  /// - Returns: its identifier. They count from 1.
  mutating func add(_ word: UnsafeBufferPointer<UInt8>) -> WordID {
    guard let first = word.first else { return 0 }
    let key = Key(word)
    let slot = slot(of: key)
    guard slots[slot] == 0 else { return slots[slot] }
    keys.append(key)
    slots[slot] = WordID(clamping: count)
    if (0x30...0x39).contains(first) { hasNumbers = true }
    if count * 3 > slots.count { resize(bits: 65 - shift) }
    return WordID(clamping: count)
  }

  private mutating func resize(bits: UInt64) {
    shift = 64 - bits
    mask = 1 << Int(bits) - 1
    slots = Array(repeating: 0, count: mask + 1)
    for (index, key) in keys.enumerated() { slots[slot(of: key)] = WordID(clamping: index + 1) }
  }

  /// The slot that has a key, or the free slot for it.
  private func slot(of key: Key) -> Int { withLookup { $0.slot(of: key) } }

  /// The identifier of a word; 0 if it is not in the table.
  func word(_ word: UnsafeBufferPointer<UInt8>) -> WordID { withLookup { $0.word(word, 0, word.count) } }

  /// Gives the table without checks of its bounds to `body`, which must not keep it. Each word of a text is looked up.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    keys.withUnsafeBufferPointer { keys in
      slots.withUnsafeBufferPointer { body(Lookup(keys: keys, slots: $0, shift: shift, mask: mask)) }
    }
  }

  /// The table without checks of its bounds: slots have identifiers of keys only, and the mask is that of the slots.
  struct Lookup {
    fileprivate let keys: UnsafeBufferPointer<Key>
    fileprivate let slots: UnsafeBufferPointer<WordID>
    fileprivate let shift: UInt64
    fileprivate let mask: Int

    /// The identifier of the word from `start` to `end` of a text; 0 if it is not in the table.
    @inline(__always)
    func word(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> WordID {
      start < end ? word(Key(text, start, end)) : 0
    }

    /// The identifier of the word with a key; 0 if it is not in the table.
    @inline(__always)
    func word(_ key: Key) -> WordID { slots[slot(of: key)] }

    /// The slot that has a key, or the free slot for it.
    @inline(__always)
    fileprivate func slot(of key: Key) -> Int {
      var slot = key.slot(shift)
      while slots[slot] != 0, keys[Int(slots[slot]) &- 1] != key { slot = (slot &+ 1) & mask }
      return slot
    }
  }
}
