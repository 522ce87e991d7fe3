import LetterDocument
import Testing

@testable import PDFOutput
@testable import Typesetting

@Suite("Rules in one line")
struct JoinedRulesTests {
  private static func rule(
    _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, thickness: Double = 0.5, color: Color = .black
  ) -> RuledLine {
    RuledLine(x0: x0, y0: y0, x1: x1, y1: y1, thickness: thickness, color: color)
  }

  /// What a page draws, and what it draws once the rules are joined.
  static let cases: [(rules: [RuledLine], joined: [RuledLine])] = [
    ([], []), ([rule(0, 5, 9, 5)], [rule(0, 5, 9, 5)]),
    // They touch, they overlap, one lies in the other.
    ([rule(10, 5, 20, 5), rule(0, 5, 10, 5)], [rule(0, 5, 20, 5)]),
    ([rule(0, 5, 10, 5), rule(9, 5, 20, 5), rule(3, 5, 4, 5)], [rule(0, 5, 20, 5)]),
    ([rule(7, 0, 7, 10), rule(7, 10, 7, 15), rule(7, 20, 7, 30)], [rule(7, 0, 7, 15), rule(7, 20, 7, 30)]),
    // A hundredth of a point is what a page can tell apart.
    ([rule(0, 5, 10, 5), rule(10.004, 5.001, 20, 5.001)], [rule(0, 5, 20, 5.001)]),
    ([rule(0, 5, 10, 5), rule(10.02, 5, 20, 5)], [rule(0, 5, 10, 5), rule(10.02, 5, 20, 5)]),
    ([rule(0, 5, 10, 5), rule(10, 5.02, 20, 5.02)], [rule(0, 5, 10, 5), rule(10, 5.02, 20, 5.02)]),
    // Other thicknesses and directions.
    (
      [rule(0, 5, 10, 5, thickness: 1), rule(10, 5, 20, 5)],
      [rule(0, 5, 10, 5, thickness: 1), rule(10, 5, 20, 5)]
    ),
    ([rule(5, 5, 5, 20), rule(5, 5, 20, 5)], [rule(5, 5, 20, 5), rule(5, 5, 5, 20)]),
    // Where colours cross, the order counts. Slanting rules and places outside of a sheet are left alone.
    (
      [rule(0, 5, 10, 5), rule(10, 5, 20, 5, color: Color(red: 9, green: 9, blue: 9))],
      [rule(0, 5, 10, 5), rule(10, 5, 20, 5, color: Color(red: 9, green: 9, blue: 9))]
    ),
    (
      [rule(0, 5, 10, 6), rule(10, 5, 20, 5), rule(0, 5, 10, 5)],
      [rule(0, 5, 10, 6), rule(10, 5, 20, 5), rule(0, 5, 10, 5)]
    ),
    ([rule(-1, 5, 10, 5), rule(10, 5, 20, 5)], [rule(-1, 5, 10, 5), rule(10, 5, 20, 5)]),
  ]

  @Test("become one rule, which covers the same place", arguments: cases.indices)
  func joins(index: Int) {
    let (rules, joined) = Self.cases[index]
    #expect(JoinedRules.of(rules) == joined)
  }

  @Test("stay as they are if there are thousands of them")
  func leavesMany() {
    let rules = (0..<5_000).map { Self.rule(Double($0), 5, Double($0) + 1, 5) }
    #expect(JoinedRules.of(rules) == rules)
    #expect(JoinedRules.of(Array(rules.prefix(4_096))) == [Self.rule(0, 5, 4_096, 5)])
  }
}
