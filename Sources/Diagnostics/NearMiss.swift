/// “Did you mean”: finds the candidate that was probably meant by a misspelled word.
package enum NearMiss {
  /// The nearest candidate, if at most a third of its letters differ. Letter case does not count. The word itself is no answer.
  package static func of(_ word: String, among candidates: some Sequence<String>) -> String? {
    let folded = Array(word.lowercased().unicodeScalars.prefix(64))
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let other = Array(candidate.lowercased().unicodeScalars)
      let most = min(max(1, max(folded.count, other.count) / 3), (best?.distance ?? .max) - 1)
      guard leastDistance(folded, other) <= most, !candidate.utf8.elementsEqual(word.utf8) else { continue }
      if let distance = distance(folded, other, atMost: most) { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// A distance that two words have at least: how many characters one has more than the other, whatever their order. It takes much less
  /// time than the distance, and rules out nearly all candidates.
  private static func leastDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    // Characters that share a place make the bound smaller, never too large.
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 64) { counts in
      counts.initialize(repeating: 0)
      for scalar in a { counts[Int(scalar.value & 63)] += 1 }
      for scalar in b { counts[Int(scalar.value & 63)] -= 1 }
      var (more, fewer) = (0, 0)
      for count in counts {
        if count > 0 { more += Int(count) } else { fewer -= Int(count) }
      }
      return max(more, fewer)
    }
  }

  /// Optimal string alignment distance: insertions, deletions, substitutions, and neighbours swapped. Nil if it is more than `most`.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], atMost most: Int) -> Int? {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    var leastOfLast = 0
    for i in a.indices {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      var least = i + 1
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
        least = min(least, cost)
      }
      // A row depends on the two before it.
      if least > most, leastOfLast > most { return nil }
      (beforeLast, last, leastOfLast) = (last, row, least)
    }
    return last[b.count] <= most ? last[b.count] : nil
  }
}
