import TemplateTools
import Testing

@Suite("The difference of two sequences")
struct SequenceDifferenceTests {
  static let pairs: [(old: String, new: String, hunks: [(String, String)])] = [
    ("", "", []), ("abc", "abc", []), ("", "abc", [("", "abc")]), ("abc", "", [("abc", "")]),
    ("abc", "axc", [("b", "x")]), ("abc", "abxc", [("", "x")]), ("abcd", "acd", [("b", "")]),
    ("abcabba", "cbabac", [("ab", ""), ("", "b"), ("b", ""), ("", "c")]),
  ]

  @Test("has the stretches that changed, and gives the new from the old", arguments: pairs.indices)
  func finds(index: Int) {
    let (old, new, expected) = Self.pairs[index]
    let (oldLetters, newLetters) = (Array(old), Array(new))
    let hunks = SequenceDifference(oldLetters, newLetters).hunks
    if index < 7 {
      #expect(hunks.map { String(oldLetters[$0.old]) } == expected.map(\.0))
      #expect(hunks.map { String(newLetters[$0.new]) } == expected.map(\.1))
    }
    // The known shortest edit script of this pair has five edits (Myers 1986, figure 1).
    if index == 7 { #expect(hunks.reduce(0) { $0 + $1.old.count + $1.new.count } == 5) }
    #expect(Self.apply(hunks, oldLetters, newLetters) == new)
  }

  @Test("is whole for random sequences")
  func isWhole() {
    var state: UInt64 = 7
    func next(_ limit: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % limit
    }
    for _ in 0..<500 {
      let old = (0..<next(40)).map { _ in Character(Unicode.Scalar(UInt8(97 + next(4)))) }
      let new = (0..<next(40)).map { _ in Character(Unicode.Scalar(UInt8(97 + next(4)))) }
      #expect(Self.apply(SequenceDifference(old, new).hunks, old, new) == String(new))
    }
  }

  @Test("goes on behind very many differences, if that is asked for, and else takes all for one")
  func goesOn() throws {
    // Each third word is in one of them only, as the labels of a table in plain text are.
    let new = (0..<2_000).map { "word \($0)" }
    let old = new.indices.flatMap { $0 % 3 == 0 ? ["label:", new[$0]] : [new[$0]] }
    #expect(SequenceDifference(old, new).hunks.count == 1)
    let hunks = SequenceDifference(old, new, goesOn: true).hunks
    #expect(hunks.reduce(0) { $0 + $1.old.count } == old.count - new.count)
    #expect(hunks.allSatisfy { $0.new.isEmpty && old[$0.old].allSatisfy { $0 == "label:" } })
    // Nothing in common.
    let other = (0..<900).map { "other \($0)" }
    let all = SequenceDifference(other, new, goesOn: true).hunks
    #expect(all.reduce(0) { $0 + $1.old.count } == 900 && all.reduce(0) { $0 + $1.new.count } == 2_000)
  }

  private static func apply(_ hunks: [SequenceDifference.Hunk], _ old: [Character], _ new: [Character]) -> String {
    var result: [Character] = []
    var position = 0
    for hunk in hunks {
      result += old[position..<hunk.old.lowerBound]
      result += new[hunk.new]
      position = hunk.old.upperBound
    }
    return String(result + old[position...])
  }
}
