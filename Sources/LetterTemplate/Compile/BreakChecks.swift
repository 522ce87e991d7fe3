import LetterDocument

/// Reports wishes about page breaks that nothing can fulfil: rows, what is inside a cell, and what margin boxes show are set without regard
/// to pages.
extension TemplateCompiler {
  mutating func checkBreaks(_ style: Style, of element: MarkupNode.Element, in around: Surroundings) {
    guard style.hasBreakWish else { return }
    let isInBox = around.isInCell || around.isRunning
    for declaration in declarations(of: element, in: around) {
      let own = declaration.alone
      if own.breakBefore == .page || own.breakAfter == .page {
        if isInBox || element.name == .tr { reportPageStart(declaration, isRow: element.name == .tr, around) }
      } else if own.hasBreakWish {
        if isInBox { vainWishes.append(declaration) } else { usedWishes.insert(declaration.place) }
      }
    }
  }

  private mutating func reportPageStart(_ declaration: Stylesheet.Declaration, isRow: Bool, _ around: Surroundings) {
    if isRow {
      report(.noEffect, "a row cannot start a page", declaration, fix: "use avoid, or start another table")
    } else if around.isRunning {
      report(.noEffect, "what a margin box shows cannot start a page", declaration, fix: "remove it")
    } else {
      report(
        .noEffect, "what is inside a cell cannot start a page", declaration, fix: "remove it, or start another table")
    }
  }

  /// Reports wishes if all their elements are inside cells or margin boxes. One rule can concern others too, and folders that several sets
  /// include may have spare declarations.
  mutating func reportVainWishes(home: String) {
    for declaration in vainWishes where !usedWishes.contains(declaration.place) {
      guard stylesheet.sources[declaration.place.source].name.hasPrefix(home + "/") else { continue }
      report(
        .noEffect, "“\(declaration.name)” has no effect inside a cell or a margin box", declaration, fix: "remove it")
    }
  }
}

extension Style {
  /// Whether it asks for something at page breaks.
  fileprivate var hasBreakWish: Bool {
    breakBefore != .auto || breakAfter != .auto || breakInside == .avoid || keepsMarginAtBreak
  }
}
