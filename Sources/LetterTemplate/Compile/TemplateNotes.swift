import Diagnostics
import LetterDocument

/// What is accepted and has no effect.
extension TemplateCompiler {
  /// Notes on the stylesheet. They do not stop the set from loading.
  func notes(on page: PageStyle) -> [Finding] { stylesheet.notes + unusedNamedStrings(page) }

  /// Each `string-set` whose name no margin box shows. A stylesheet may be made for several sets, and not all of them show it.
  private func unusedNamedStrings(_ page: PageStyle) -> [Finding] {
    var shown: Set<String> = []
    for box in page.boxes {
      if case .pieces(let pieces) = box.content {
        for case .namedString(let name) in pieces { shown.insert(name) }
      }
    }
    return stylesheet.rules.flatMap(\.declarations).compactMap { declaration in
      var style = Style()
      declaration.change(&style, style.fontSize)
      guard let name = style.namedString, !shown.contains(name) else { return nil }
      return Finding(
        .ignored, "no margin box shows string(\(name))",
        fix: "write content: string(\(name)) in a margin box of @page, or remove the declaration", severity: .note,
        in: stylesheet.sources[declaration.place.source], at: declaration.place.range.lowerBound,
        length: declaration.place.range.count)
    }
  }
}
