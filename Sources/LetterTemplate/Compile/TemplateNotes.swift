import Diagnostics
import LetterDocument

/// What is accepted and has no effect.
extension TemplateCompiler {
  /// Notes on texts and on the stylesheet. They do not stop the set from loading.
  /// - Parameter home: the folder of the set. A stylesheet of another folder is made for several sets, and may say more than one needs.
  func notes(on page: PageStyle, home: String) -> [Finding] {
    singleBraces
      + (stylesheet.notes + unusedNamedStrings(page) + unusedTextStyles).filter {
        $0.location?.file.hasPrefix(home + "/") ?? false
      }
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

  /// Each declaration about text in a margin box that only shows running elements. They have the styles of their own rules.
  private var unusedTextStyles: [Finding] {
    let shown = stylesheet.page.boxesOfPages
    return stylesheet.page.boxes.flatMap { box -> [Finding] in
      let uses = shown.filter {
        $0.rules.contains { $0.place.range == box.place.range && $0.place.source == box.place.source }
      }
      let showsElements = uses.allSatisfy { use in
        if case .element? = use.rules.compactMap(\.content).last { true } else { false }
      }
      guard !uses.isEmpty, showsElements else { return [] }
      return box.declarations.filter { $0.name.hasPrefix("font") || Self.textProperties.contains($0.name) }.map {
        declaration in
        Finding(
          .ignored, "the running element that this box shows does not take “\(declaration.name)” from the box",
          fix: "write it into the rule of the element", severity: .note,
          in: stylesheet.sources[declaration.place.source],
          at: declaration.place.range.lowerBound, length: declaration.place.range.count)
      }
    }
  }

  /// Properties of text besides those of fonts.
  private static let textProperties: Set<String> = ["line-height", "text-align", "color"]
}
