import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// A disputed item that occurs twice.
  package static let duplicateItem = FindingCode("IMR-R023", "disputed item occurs twice")
}

extension ReviewRule {
  static let duplicateItem = ReviewRule(
    "duplicate-item", .duplicateItem,
    "Two disputed items have the same title. A reader cannot know which decision belongs to which item.",
    fix: "remove one, or write how they differ", source: "8 CCR 9792.10.6(d)",
    reads: [.description]
  ) { reading, findings in
    guard reading.items.count > 1 else { return }
    var seen: Set<[[UInt8]]> = []
    for item in reading.items {
      let title = item.title.map(\.folded)
      guard !seen.insert(title).inserted, let place = item.title.first?.value else { continue }
      findings.report(
        .duplicateItem, "an earlier item has the same title", fix: "remove one, or write how they differ",
        at: place)
    }
  }
}
