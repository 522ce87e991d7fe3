import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// The same disputed item twice.
  package static let duplicateItem = FindingCode("IMR-R023", "disputed item twice")
}

extension ReviewRule {
  static let duplicateItem = ReviewRule(
    "duplicate-item", .duplicateItem,
    "Two disputed items have the very same title. A reader cannot tell which decision is which.",
    fix: "remove one, or say what tells them apart", source: "8 CCR 9792.10.6(d)",
    reads: [.description]
  ) { reading, findings in
    guard reading.items.count > 1 else { return }
    var seen: Set<[[UInt8]]> = []
    for item in reading.items {
      let title = item.title.map(\.folded)
      guard !seen.insert(title).inserted, let place = item.title.first?.value else { continue }
      findings.report(
        .duplicateItem, "an earlier item has the same title", fix: "remove one, or say what tells them apart",
        at: place)
    }
  }
}
