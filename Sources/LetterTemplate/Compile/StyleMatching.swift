import Diagnostics
import JSONText
import LetterDocument

/// Finds the style of each element, and reports what the stylesheet and the markup say in vain.
extension TemplateCompiler {
  /// The style of an element. Reports declarations that do nothing there, classes that no rule names, and lengths that no page has.
  mutating func style(of element: MarkupNode.Element, at range: Range<Int>, in around: Surroundings)
    -> Style
  {
    let styled = StyledElement(name: element.name, classes: element.classes)
    for index in stylesheet.rules(matching: styled, in: around.ancestors) {
      matchedRules.insert(index)
      // The reader of the stylesheet has reported rules that name the element.
      guard stylesheet.rules[index].selector.subject.element == nil else { continue }
      for declaration in stylesheet.rules[index].declarations where !declaration.acts(on: element.name) {
        report(.noEffect, declaration.complaint(on: element.name), declaration, fix: declaration.advice)
      }
    }
    if let attribute = element.attribute("class") {
      var earlier: Set<ExactText> = []
      for name in element.classes where !earlier.insert(ExactText(name)).inserted {
        report(.noEffect, "the class “\(name)” occurs twice", attribute.range, fix: "remove one of them")
      }
      for name in element.classes where !stylesheetClasses.contains(name) {
        let near = NearMiss.of(name, among: stylesheetClasses.sorted())
        report(
          .unmatched, "no rule of the stylesheet names the class “\(name)”", attribute.range,
          fix: near.map { "did you mean “\($0)”?" } ?? "remove it, or add a rule")
      }
    }
    var style = stylesheet.style(of: styled, in: around.ancestors, parent: around.style)
    // An underline goes on below the elements inside (CSS Text Decoration 3 §2.1).
    if [.strong, .em, .span, .a].contains(element.name), around.isInline, around.style.isUnderlined {
      style.isUnderlined = true
    }
    if let percent = style.widthPercent, element.name == .img || element.name == .table {
      style.width = percent / 100 * around.measure
      style.widthPercent = nil
    }
    check(style.limitLengths(), at: range)
    return style
  }

  /// The declarations of all rules that match an element.
  func declarations(of element: MarkupNode.Element, in around: Surroundings) -> [Stylesheet.Declaration] {
    let styled = StyledElement(name: element.name, classes: element.classes)
    return stylesheet.rules(matching: styled, in: around.ancestors).flatMap { stylesheet.rules[$0].declarations }
  }

  /// The language and the name of an element, if the template gives them.
  mutating func marks(of element: MarkupNode.Element, in around: Surroundings) -> Marks? {
    let (language, id) = (element.attribute("lang"), element.attribute("id"))
    if language == nil, id == nil { return nil }
    if let language, !Self.isLanguage(language.value) {
      report(.badAttribute, "lang must be a language tag, such as es or en-GB", language.range)
    }
    if let id {
      let isName = !id.value.isEmpty && id.value.unicodeScalars.allSatisfy(\.isNameCharacter)
      if !isName { report(.badAttribute, "an id consists of letters, digits, hyphens and underscores", id.range) }
      if around.isRepeated {
        report(.badAttribute, "an id inside {{#each}} would occur several times", id.range, fix: "remove it")
      }
      if around.isRunning {
        report(.badAttribute, "a running element cannot have an id", id.range, fix: "remove it")
      }
      if isName, !isRecompiling {
        ids[id.value, default: []].append(Place(source: source, range: id.range))
      }
    }
    return Marks(language: language?.value, id: id?.value)
  }

  /// Whether a text has the form of a language tag (BCP 47), such as `es` or `en-GB`.
  static func isLanguage(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Array($0.utf8) }
    guard let first = parts.first, (2...3).contains(first.count), text.utf8.count <= 35 else { return false }
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    return first.allSatisfy(isLetter)
      && parts.dropFirst().allSatisfy { part in
        (2...8).contains(part.count) && part.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
      }
  }

  /// Reports text that has too little contrast with what is behind it (WCAG 2.2, 1.4.3). Colours are the same in every letter.
  mutating func checkContrast(
    _ style: Style, of element: MarkupNode.Element, in around: Surroundings, _ place: Place
  ) {
    let holders: Set<ElementName> = [
      .h1, .h2, .h3, .h4, .h5, .h6, .p, .li, .td, .th, .caption, .strong, .em, .span, .a,
    ]
    guard holders.contains(element.name) else { return }
    let isLarge = style.fontSize >= 18 || style.isBold && style.fontSize >= 14
    let contrast = style.color.contrast(with: style.background ?? around.background)
    guard contrast < (isLarge ? 3 : 4.5) else { return }
    // One rule for p can concern all paragraphs of a letter.
    guard reportedColors.insert([style.color, style.background ?? around.background]).inserted else { return }
    let tenths = Int(contrast * 10)
    report(
      .lowContrast,
      "the contrast of this text is \(tenths / 10).\(tenths % 10), and it must be at least \(isLarge ? "3" : "4.5"); other elements can have the same colours",
      place, fix: "choose a darker colour, or a lighter background-color")
  }

  /// Reports margins that leave no room.
  mutating func checkPage() {
    guard let problem = layout.problemOfPage() else { return }
    let place = stylesheet.page.place ?? Place(source: 0, range: 0..<1)
    report(.badLayout, problem, inStylesheet: place, fix: "make the margins of @page smaller")
  }

  /// Reports rules of the set's own stylesheets that match nothing. Folders that several sets include may have spare ones.
  mutating func reportUnmatchedRules(home: String) {
    for (index, rule) in stylesheet.rules.enumerated()
    where !matchedRules.contains(index) && stylesheet.sources[rule.place.source].name.hasPrefix(home + "/") {
      report(
        .unmatched, "nothing in the template matches this rule", inStylesheet: rule.place,
        fix: "correct the selector, or remove the rule")
    }
    reportVainWishes(home: home)
  }

  /// Reports a finding about a declaration of the stylesheet.
  mutating func report(
    _ code: FindingCode, _ message: String, _ declaration: Stylesheet.Declaration, fix: String? = nil
  ) {
    report(code, message, inStylesheet: declaration.place, fix: fix)
  }

  /// Reports a finding at a place of the stylesheet.
  mutating func report(_ code: FindingCode, _ message: String, inStylesheet place: Place, fix: String? = nil) {
    report(code, message, in: stylesheet.sources[place.source], at: place.range, fix: fix)
  }
}
