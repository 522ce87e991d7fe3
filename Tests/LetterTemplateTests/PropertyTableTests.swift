import Foundation
import TestSupport
import Testing

@testable import LetterTemplate

/// docs/template-sets.md has a table of all properties and the elements on which they have an effect. `make record` writes it.
@Suite("The table of properties")
struct PropertyTableTests {
  private let page = Project.root.appending(path: "docs/template-sets.md")

  /// The elements in groups that have the same properties.
  private var groups: [[ElementName]] {
    var groups: [[ElementName]] = []
    for element in ElementName.allCases where element != .title && element != .br {
      let own = Set(StyleProperties.all.filter { $0.value.elements?.contains(element) ?? false }.keys)
      if own.isEmpty { continue }
      let same = groups.firstIndex { group in
        Set(StyleProperties.all.filter { $0.value.elements?.contains(group[0]) ?? false }.keys) == own
      }
      if let same { groups[same].append(element) } else { groups.append([element]) }
    }
    return groups
  }

  private var table: String {
    let groups = groups
    var text = "| property | takes | inherited | "
    text += groups.map { "`" + $0.map(\.rawValue).joined(separator: " ") + "`" }.joined(separator: " | ")
    text += " | margin box |\n|---|---|" + String(repeating: "---|", count: groups.count + 2) + "\n"
    for (name, property) in StyleProperties.all.sorted(by: { $0.key < $1.key }) {
      let marks = groups.map { group in property.elements?.contains(group[0]) ?? true ? "✓" : "" }
      text += "| `\(name)` | \(property.takes) | \(property.elements == nil ? "✓" : "") | "
      text += marks.joined(separator: " | ") + " | \(property.isForMarginBoxes ? "✓" : "") |\n"
    }
    return text
  }

  @Test("is that of the code")
  func isCurrent() throws {
    let text = try String(contentsOf: page, encoding: .utf8)
    let start = try #require(text.range(of: "<!-- properties: written by `make record` -->\n"))
    let end = try #require(text.range(of: "<!-- end of properties -->"))
    let current = text[..<start.upperBound] + table + text[end.lowerBound...]
    try Snapshot.expect(String(current), matches: page)
  }
}
