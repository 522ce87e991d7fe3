import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite("Near misses")
struct NearMissTests {
  @Test(
    "are found, and only near ones",
    arguments: [
      ("decison", "decision"), ("mtsu", "mtus"), ("Rationale", "rationale"), ("xyz", nil), ("nonMtus", "nonMTUS"),
    ])
  func findsNearMisses(word: String, expected: String?) {
    #expect(NearMiss.of(word, among: ["decision", "mtus", "rationale", "nonMTUS"]) == expected)
  }

  /// The script has the recursive definition of the optimal string alignment distance (L. Boytsov, “Indexing methods for approximate
  /// dictionary searching”, 2011, §2.2).
  @Test("are the first candidates with the least distance, by the definition of the distance")
  func agreesWithDefinition() throws {
    let script = """
      import functools, json, random
      rng, out = random.Random(24), []
      def word(): return "".join(rng.choice("abcé") for _ in range(rng.randint(1, 12)))
      def distance(a, b):
          @functools.lru_cache(None)
          def d(i, j):
              if i == 0 or j == 0: return i + j
              best = min(d(i - 1, j) + 1, d(i, j - 1) + 1, d(i - 1, j - 1) + (a[i - 1] != b[j - 1]))
              if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]: best = min(best, d(i - 2, j - 2) + 1)
              return best
          return d(len(a), len(b))
      for _ in range(400):
          w, candidates = word(), [word() for _ in range(30)]
          near = [(distance(w, c), i) for i, c in enumerate(candidates) if c != w]
          near = [(d, i) for d, i in near if d <= max(1, max(len(w), len(candidates[i])) // 3)]
          out.append({"word": w, "candidates": candidates, "nearest": candidates[min(near)[1]] if near else None})
      print(json.dumps(out))
      """
    struct Row: Decodable {
      let word: String
      let candidates: [String]
      let nearest: String?
    }
    let rows = try JSONDecoder().decode(
      [Row].self, from: try Subprocess.run("python3", ["-c", script]).output)
    #expect(rows.count == 400 && rows.contains { $0.nearest == nil } && rows.contains { $0.nearest != nil })
    for row in rows { #expect(NearMiss.of(row.word, among: row.candidates) == row.nearest, "\(row.word)") }
  }
}
