import Diagnostics
import JSONText

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

  /// Reports each declaration in braces that a later one of the same property overrides.
  mutating func checkRepetitions(in declarations: [(name: String, range: Range<Int>)]) {
    var earlier: [ExactText: Range<Int>] = [:]
    for (name, range) in declarations {
      guard let first = earlier.updateValue(range, forKey: ExactText(name)) else { continue }
      scanner.report(
        .noEffect, "“\(name)” occurs twice in this rule, so the first one has no effect", at: first.lowerBound,
        length: first.count, fix: "remove one of them")
    }
  }
}
