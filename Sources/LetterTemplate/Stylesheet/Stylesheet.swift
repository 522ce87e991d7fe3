import JSONText
import LetterDocument

/// A stylesheet in a strict subset of CSS. Rules select elements by name, by class or by both (`p`, `.label`, `td.first`). `@page` sets the
/// sheet, its margins and its running feet.
struct Stylesheet: Sendable {
  struct Rule: Sendable {
    var element: ElementName?
    var classes: [String]
    var declarations: [Declaration]
    /// The byte range of the selector.
    var range: Range<Int>

    /// Classes count more than the element's name (CSS Cascade: specificity).
    var specificity: Int { classes.count * 2 + (element == nil ? 0 : 1) }

    func matches(_ name: ElementName, classes: [String]) -> Bool {
      (element == nil || element == name) && self.classes.allSatisfy(classes.contains)
    }
  }

  /// A declaration, and the byte range of its property.
  struct Declaration: Sendable {
    let name: String
    let range: Range<Int>
    let property: StyleProperties.Property
    let change: StyleProperties.Change

    /// Whether the declaration changes how the element is set.
    func acts(on element: ElementName) -> Bool { property.elements?.contains(element) ?? true }
  }

  /// A running foot before its inherited properties are known.
  struct Foot: Sendable {
    var alignment: Style.Alignment
    var content: [RunningFoot.Piece]
    var declarations: [Declaration]
    /// The byte range of its name.
    var range: Range<Int>
  }

  var rules: [Rule] = []
  var page = PageStyle()
  var feet: [Foot] = []
  /// The byte range of the last `@page`.
  var pageRange = 0..<1

  /// All classes that a rule names.
  var classes: Set<String> { Set(rules.flatMap(\.classes)) }

  /// The indices of the rules that match an element.
  func rules(matching name: ElementName, classes: [String]) -> [Int] {
    rules.indices.filter { rules[$0].matches(name, classes: classes) }
  }

  /// The style of an element inside an element with the style `parent`.
  func style(of name: ElementName, classes: [String], in parent: Style) -> Style {
    var style = parent.inherited
    if [.strong, .h1, .h2, .th].contains(name) { style.isBold = true }
    if name == .h1 || name == .h2 { style.keepsWithNext = true }
    let matching = rules.filter { $0.matches(name, classes: classes) }
    for rule in matching.stablySorted(by: \.specificity) {
      for declaration in rule.declarations { declaration.change(&style) }
    }
    return style
  }
}

extension Style {
  /// A style with the inherited properties of this one and the initial values of all others.
  var inherited: Style {
    var style = Style()
    style.fontFamily = fontFamily
    style.isBold = isBold
    style.fontSize = fontSize
    style.lineHeight = lineHeight
    style.alignment = alignment
    style.orphans = orphans
    style.widows = widows
    return style
  }
}

extension Array {
  func stablySorted(by key: (Element) -> Int) -> [Element] {
    enumerated().sorted { (key($0.element), $0.offset) < (key($1.element), $1.offset) }.map(\.element)
  }
}
