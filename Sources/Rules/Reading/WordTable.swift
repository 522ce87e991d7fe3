/// Looks up words without making strings of them. Letter case does not count. Nearly all words of a letter are in no phrase, and two bytes
/// and the length of a word rule out most of these.
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

    /// The slot where the search starts.
    fileprivate func slot(_ shift: UInt64) -> Int {
      Int(((high ^ low &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93) >> shift)
    }
  }

  private var slots: [(key: Key, word: WordID)]
  /// One bit for each combination of first letter, last letter and length that some word has.
  private var shapes = [UInt64](repeating: 0, count: 1_024)
  private let shift: UInt64
  private let mask: Int
  /// Whether one of them is a number.
  let hasNumbers: Bool

  /// Makes a table. The identifier of a word is its index and 1.
  init(_ words: [[UInt8]]) {
    hasNumbers = words.contains { $0.first.map { (0x30...0x39).contains($0) } ?? false }
    var bits: UInt64 = 6
    while 1 << bits < words.count * 3 { bits += 1 }
    shift = 64 - bits
    mask = 1 << Int(bits) - 1
    slots = Array(repeating: (Key(UnsafeBufferPointer(start: nil, count: 0)), 0), count: mask + 1)
    for (index, word) in words.enumerated() {
      word.withUnsafeBufferPointer { bytes in
        let key = Key(bytes)
        var slot = key.slot(shift)
        while slots[slot].word != 0 { slot = (slot + 1) & mask }
        slots[slot] = (key, WordID(index + 1))
        guard let first = bytes.first, let last = bytes.last else { return }
        let shape = Self.shape(first, last, bytes.count)
        shapes[shape >> 6] |= 1 << UInt64(shape & 63)
      }
    }
  }

  /// The identifier of a word; 0 if it is not in the table.
  func word(_ word: UnsafeBufferPointer<UInt8>) -> WordID { self.word(word, 0, word.count) }

  /// The identifier of the word from `start` to `end` of a text; 0 if it is not in the table.
  @inline(__always)
  func word(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> WordID {
    guard start < end else { return 0 }
    let shape = Self.shape(text[start], text[end - 1], end - start)
    guard shapes[shape >> 6] >> UInt64(shape & 63) & 1 == 1 else { return 0 }
    let key = Key(text, start, end)
    var slot = key.slot(shift)
    while slots[slot].word != 0 {
      if slots[slot].key == key { return slots[slot].word }
      slot = (slot + 1) & mask
    }
    return 0
  }

  /// Upper-case and lower-case letters have the same low five bits.
  @inline(__always)
  private static func shape(_ first: UInt8, _ last: UInt8, _ count: Int) -> Int {
    Int(first & 31) << 11 | Int(last & 31) << 6 | min(count, 63)
  }
}
