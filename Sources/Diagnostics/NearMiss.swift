/// “Did you mean”: finds the candidate that was probably meant by a misspelled word.
package enum NearMiss {
  /// The nearest candidate, if at most a third of its letters differ. Letter case does not count. The word itself is no answer.
  package static func of(_ word: String, among candidates: some Sequence<String>) -> String? {
    let folded = Array(word.lowercased().unicodeScalars.prefix(64))
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let other = Array(candidate.lowercased().unicodeScalars)
      let bound = max(1, max(folded.count, other.count) / 3)
      guard abs(folded.count - other.count) <= bound, !candidate.utf8.elementsEqual(word.utf8) else { continue }
      let distance = distance(folded, other)
      if distance <= bound, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// Optimal string alignment distance: insertions, deletions, substitutions, and neighbours swapped.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
