import LetterDocument
import Typesetting

/// Rules that lie in one line, such as those of neighbouring cells, joined to one each. A page then has fewer operators, and no part of a rule
/// is drawn twice, which would make it darker on screens.
enum JoinedRules {
  /// The rules of a page to draw, in their order.
  static func of(_ page: [RuledLine]) -> [RuledLine] {
    guard let first = page.first, page.count > 1 else { return page }
    var thicknesses: [Double] = []
    var places: [Place] = []
    places.reserveCapacity(page.count)
    for (index, rule) in page.enumerated() {
      // Where rules of two colours cross, the later one is seen, so they stay as they are.
      guard rule.color == first.color else { return page }
      let thickness = thicknesses.firstIndex(of: rule.thickness) ?? thicknesses.count
      if thickness == thicknesses.count { thicknesses.append(rule.thickness) }
      guard let place = Place(rule, thickness, index) else { return page }
      places.append(place)
    }
    places.sort { $0.key < $1.key }
    var rules: [RuledLine] = []
    var last: Place?
    for place in places {
      let rule = page[place.index]
      if let last, place.isInLine(with: last), place.start <= end(of: rules[rules.count - 1], place.isVertical) {
        extend(&rules[rules.count - 1], to: rule)
      } else {
        rules.append(rule)
      }
      last = place
    }
    return rules
  }

  /// Where a horizontal or vertical rule is, in hundredths of a point, as it is written. It is a single number, because a page has many rules
  /// and they are sorted: from the highest bit on the direction, the thickness, the place of the centre line, the start, and the rule itself.
  private struct Place {
    let key: UInt64

    /// Nil for what no letter has: slanting rules, places far outside of a sheet, thousands of rules.
    init?(_ rule: RuledLine, _ thickness: Int, _ index: Int) {
      guard rule.x0 == rule.x1 || rule.y0 == rule.y1, thickness < 1 << 7, index < 1 << 12 else { return nil }
      let isVertical = rule.y0 != rule.y1
      let across = JoinedRules.hundredths(isVertical ? rule.x0 : rule.y0)
      let along = JoinedRules.hundredths(isVertical ? min(rule.y0, rule.y1) : min(rule.x0, rule.x1))
      let most = 0..<1 << 22
      guard most.contains(across), most.contains(along) else { return nil }
      key =
        UInt64(isVertical ? 1 : 0) << 63 | UInt64(thickness) << 56 | UInt64(across) << 34 | UInt64(along) << 12
        | UInt64(index)
    }

    var isVertical: Bool { key >> 63 == 1 }
    var start: Int { Int(key >> 12 & 0x3F_FFFF) }
    var index: Int { Int(key & 0xFFF) }

    func isInLine(with other: Place) -> Bool { key >> 34 == other.key >> 34 }
  }

  private static func end(of rule: RuledLine, _ isVertical: Bool) -> Int {
    hundredths(isVertical ? max(rule.y0, rule.y1) : max(rule.x0, rule.x1))
  }

  /// Makes a rule as long as it and another one in its line, which starts inside it or where it ends.
  private static func extend(_ rule: inout RuledLine, to other: RuledLine) {
    (rule.x0, rule.x1) = (min(rule.x0, rule.x1), max(rule.x0, rule.x1, other.x0, other.x1))
    (rule.y0, rule.y1) = (min(rule.y0, rule.y1), max(rule.y0, rule.y1, other.y0, other.y1))
  }

  private static func hundredths(_ number: Double) -> Int { Int((number * 100).rounded()) }
}
