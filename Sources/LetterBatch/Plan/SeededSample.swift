import Digests

/// Chooses some of many items, by a digest of each item and a seed. The choice is the same in every run. Memory holds at most a few times
/// the chosen number.
struct SeededSample {
  private let count: Int
  private let seed: [UInt8]
  private var chosen: [(key: UInt64, number: Int)] = []

  init(count: Int, seed: UInt64) {
    self.count = count
    self.seed = withUnsafeBytes(of: seed.littleEndian) { Array($0) }
  }

  mutating func offer(_ number: Int, digest: [UInt8]) {
    chosen.append((SHA256(of: seed + digest + Array(String(number).utf8)).prefix, number))
    // The number may be as large as numbers get, so it is not multiplied.
    if (chosen.count - 1_024) / 2 > count { chosen = smallest }
  }

  private var smallest: [(key: UInt64, number: Int)] { Array(chosen.sorted { $0.key < $1.key }.prefix(count)) }

  /// The numbers of the chosen items.
  var numbers: Set<Int> { Set(smallest.map(\.number)) }
}
