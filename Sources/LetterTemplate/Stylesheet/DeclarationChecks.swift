import Diagnostics

/// Declarations that have no effect, whatever the letter is.
extension StylesheetReader {
  /// Reports declarations that would do nothing. The template compiler reports those of rules that name only classes.
  mutating func checkEffect(of declarations: [Stylesheet.Declaration], on element: ElementName) {
    for declaration in declarations where !declaration.acts(on: element) {
      scanner.report(
        .noEffect, declaration.complaint(on: element), at: declaration.place.range.lowerBound,
        length: declaration.place.range.count, fix: declaration.advice)
    }
  }

  /// Reports the first of two declarations of one property in a rule, which the second one overrides.
  mutating func checkRepetition(
    of declaration: Stylesheet.Declaration, after declarations: [Stylesheet.Declaration]
  ) {
    guard let first = declarations.first(where: { $0.name.isSame(as: declaration.name) }) else { return }
    scanner.report(
      .noEffect, "“\(declaration.name)” occurs twice in this rule, so the first one has no effect",
      at: first.place.range.lowerBound, length: first.place.range.count, fix: "remove one of them")
  }
}
