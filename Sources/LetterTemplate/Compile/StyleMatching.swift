import Diagnostics
import JSONText
import LetterDocument

/// Finds the style of each element, and reports what the stylesheet and the markup say in vain.
extension TemplateCompiler {
  /// The style of an element. Reports declarations that do nothing there, and classes that no rule names.
  mutating func style(of element: MarkupNode.Element, in parent: Style) -> Style {
    for index in stylesheet.rules(matching: element.name, classes: element.classes) {
      matchedRules.insert(index)
      // The reader of the stylesheet has reported rules that name the element.
      guard stylesheet.rules[index].element == nil else { continue }
      for declaration in stylesheet.rules[index].declarations where !declaration.acts(on: element.name) {
        report(.noEffect, declaration.complaint(on: element.name), declaration, fix: declaration.advice)
      }
    }
    if let attribute = element.attribute("class") {
      for name in element.classes where !stylesheetClasses.contains(name) {
        let near = NearMiss.of(name, among: stylesheetClasses.sorted())
        report(
          .unmatched, "no rule of the stylesheet names the class “\(name)”", attribute.range,
          fix: near.map { "did you mean “\($0)”?" } ?? "remove it, or add a rule")
      }
    }
    return stylesheet.style(of: element.name, classes: element.classes, in: parent)
  }

  /// The declarations of all rules that match an element.
  func declarations(of element: MarkupNode.Element) -> [Stylesheet.Declaration] {
    stylesheet.rules(matching: element.name, classes: element.classes).flatMap { stylesheet.rules[$0].declarations }
  }

  /// Reports margins that leave no room.
  mutating func checkPage() {
    guard let problem = layout.problemOfPage() else { return }
    report(
      Finding(
        .badLayout, problem, fix: "make the margins of @page smaller", in: styleSource,
        at: stylesheet.pageRange.lowerBound, length: stylesheet.pageRange.count))
  }

  /// Reports rules and partials of the set's own folder that nothing uses. Folders that several sets include may have spare ones.
  mutating func reportUnused(home: String) throws(Findings) {
    if styleSource.name.hasPrefix(home + "/") { reportUnmatchedRules() }
    for name in TemplateFiles.partials(in: try files.list(home) ?? []).sorted() where !usesPartial(name) {
      let path = "\(home)/_\(name).html"
      report(
        Finding(
          .unused, "no template uses the partial “\(name)”", fix: "use it as {{> \(name)}}, or remove the file",
          in: SourceText(name: path, bytes: try files.contents(path, files.folders) ?? []), at: 0))
    }
  }

  private mutating func reportUnmatchedRules() {
    for (index, rule) in stylesheet.rules.enumerated() where !matchedRules.contains(index) {
      report(
        Finding(
          .unmatched, "nothing in the template matches this rule", fix: "correct the selector, or remove the rule",
          in: styleSource, at: rule.range.lowerBound, length: rule.range.count))
    }
  }

  /// Reports a finding about a declaration of the stylesheet.
  mutating func report(
    _ code: FindingCode, _ message: String, _ declaration: Stylesheet.Declaration, fix: String? = nil
  ) {
    report(
      Finding(
        code, message, fix: fix, in: styleSource, at: declaration.range.lowerBound, length: declaration.range.count))
  }
}
