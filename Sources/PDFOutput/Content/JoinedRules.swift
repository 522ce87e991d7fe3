import LetterDocument
import Typesetting

/// Rules that lie in one line, such as those of neighbouring cells, joined to one each. A page then has fewer operators, and no part of a rule
/// is drawn twice, which would make it darker on screens.
struct JoinedRules {
  /// A horizontal or vertical rule, in hundredths of a point, as it is written.
  private struct Span: Comparable {
    let isVertical: Bool
    let thickness: Double
    /// The place of the centre line across its direction.
    let place: Int
    let start: Int
    let index: Int

    static func < (one: Span, other: Span) -> Bool {
      if one.isVertical != other.isVertical { return !one.isVertical }
      if one.thickness != other.thickness { return one.thickness < other.thickness }
      if one.place != other.place { return one.place < other.place }
      if one.start != other.start { return one.start < other.start }
      return one.index < other.index
    }

    func isInLine(with other: Span) -> Bool {
      isVertical == other.isVertical && thickness == other.thickness && place == other.place
    }
  }

  /// The rules to draw, in their order.
  private(set) var rules: [RuledLine]

  /// Joins the rules of a page.
  init(_ page: [RuledLine]) {
    rules = page
    guard let first = page.first, page.count > 1 else { return }
    // Where rules of two colours cross, the later one is seen, so they stay as they are. So do slanting ones, which no letter has.
    for rule in page where rule.color != first.color || (rule.x0 != rule.x1 && rule.y0 != rule.y1) { return }
    let spans = page.indices.map { Self.span(page[$0], $0) }.sorted()
    rules.removeAll(keepingCapacity: true)
    var last: Span?
    for span in spans {
      let rule = page[span.index]
      if let last, span.isInLine(with: last), span.start <= end(of: rules[rules.count - 1], span.isVertical) {
        extend(&rules[rules.count - 1], to: rule)
      } else {
        rules.append(rule)
      }
      last = span
    }
  }

  private static func span(_ rule: RuledLine, _ index: Int) -> Span {
    let isVertical = rule.x0 == rule.x1 && rule.y0 != rule.y1
    return Span(
      isVertical: isVertical, thickness: rule.thickness, place: hundredths(isVertical ? rule.x0 : rule.y0),
      start: hundredths(isVertical ? min(rule.y0, rule.y1) : min(rule.x0, rule.x1)), index: index)
  }

  private func end(of rule: RuledLine, _ isVertical: Bool) -> Int {
    Self.hundredths(isVertical ? max(rule.y0, rule.y1) : max(rule.x0, rule.x1))
  }

  /// Makes a rule as long as it and another one in its line, which starts inside it or where it ends.
  private func extend(_ rule: inout RuledLine, to other: RuledLine) {
    (rule.x0, rule.x1) = (min(rule.x0, rule.x1), max(rule.x0, rule.x1, other.x0, other.x1))
    (rule.y0, rule.y1) = (min(rule.y0, rule.y1), max(rule.y0, rule.y1, other.y0, other.y1))
  }

  private static func hundredths(_ number: Double) -> Int { Int((number * 100).rounded()) }
}
