import LetterDocument

/// Reports wishes about page breaks where no page can break.
extension TemplateCompiler {
  /// Rows, what is inside a cell, and what margin boxes show cannot start a page.
  mutating func checkBreaks(_ style: Style, of element: MarkupNode.Element, in around: Surroundings) {
    let isWhole = around.isInCell || around.isRunning
    if style.keepsMarginAtBreak {
      for declaration in declarations(of: element, in: around)
      where declaration.name == "margin-break" {
        if isWhole {
          vainMargins.append(declaration)
        } else {
          keptMargins.insert(declaration.place)
        }
      }
    }
    guard style.breakBefore == .page || style.breakAfter == .page, isWhole || element.name == .tr
    else { return }
    let (message, fix) =
      element.name == .tr
      ? ("a row cannot start a page", "use avoid, or start another table")
      : around.isRunning
        ? ("what a margin box shows cannot start a page", "remove it")
        : ("what is inside a cell cannot start a page", "remove it, or start another table")
    for declaration in declarations(of: element, in: around) {
      let own = declaration.alone
      if own.breakBefore == .page || own.breakAfter == .page {
        report(.noEffect, message, declaration, fix: fix)
      }
    }
  }

  /// Reports margins that are kept at page breaks, if all their elements are where no page breaks. Folders that several sets include may
  /// have spare declarations.
  mutating func reportVainMargins(home: String) {
    for declaration in vainMargins where !keptMargins.contains(declaration.place) {
      guard stylesheet.sources[declaration.place.source].name.hasPrefix(home + "/") else {
        continue
      }
      report(
        .noEffect,
        "“margin-break” has no effect inside a cell or a margin box, where no page breaks",
        declaration,
        fix: "remove it")
    }
  }
}
