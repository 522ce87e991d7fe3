import Diagnostics
import LetterDocument

/// What is accepted and has no effect.
extension TemplateCompiler {
  /// Notes on texts and on the stylesheet. They do not stop the set from loading.
  /// - Parameter home: the folder of the set. A stylesheet of another folder is made for several sets, and may say more than one needs.
  func notes(on page: PageStyle, home: String) -> [Finding] {
    singleBraces
      + (stylesheet.notes + unusedNamedStrings(page)).filter { $0.location?.file.hasPrefix(home + "/") ?? false }
  }

  /// Each `string-set` whose name no margin box shows.
  private func unusedNamedStrings(_ page: PageStyle) -> [Finding] {
    var shown: Set<String> = []
    for box in page.boxes {
      if case .pieces(let pieces) = box.content {
        for case .namedString(let name) in pieces { shown.insert(name) }
      }
    }
    return stylesheet.rules.flatMap(\.declarations).compactMap { declaration in
      guard let name = declaration.alone.namedString, !shown.contains(name) else { return nil }
      return Finding(
        .ignored, "no margin box shows string(\(name))",
        fix: "write content: string(\(name)) in a margin box of @page, or remove the declaration", severity: .note,
        in: stylesheet.sources[declaration.place.source], at: declaration.place.range.lowerBound,
        length: declaration.place.range.count)
    }
  }
}
