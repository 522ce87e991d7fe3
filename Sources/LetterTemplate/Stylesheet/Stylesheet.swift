import Diagnostics
import JSONText
import LetterDocument

/// A stylesheet in a strict subset of CSS: style rules, and `@page` with its margin boxes.
struct Stylesheet: Sendable {
  struct Rule: Sendable {
    var selector: Selector
    var declarations: [Declaration]
    /// The place of the selector.
    var place: Place
  }

  /// A declaration, and the place of its property in ``sources``.
  struct Declaration: Sendable {
    let name: String
    let place: Place
    let property: StyleProperties.Property
    let change: StyleProperties.Change

    /// What the declaration sets by itself, in an otherwise initial style.
    var alone: Style {
      var style = Style()
      change(&style, style.fontSize)
      return style
    }

    /// Whether the declaration changes how the element is set.
    func acts(on element: ElementName) -> Bool { property.elements?.contains(element) ?? true }
  }

  /// The files: `letter.css` first, then those that it imports.
  var sources: [SourceText] = []
  var rules: [Rule] = []
  var page = PageRules()
  /// What is accepted and has no effect.
  var notes: [Finding] = []

  /// All classes that a rule names.
  var classes: Set<String> { Set(rules.flatMap(\.selector.compounds).flatMap(\.classes)) }

  /// The indices of the rules that match an element.
  func rules(matching element: StyledElement, in ancestors: [StyledElement]) -> [Int] {
    rules.indices.filter { rules[$0].selector.matches(element, in: ancestors) }
  }

  /// The style of an element inside an element with the style `parent`.
  func style(of element: StyledElement, in ancestors: [StyledElement], parent: Style) -> Style {
    var style = parent.inherited
    style.applyOwnSheet(element.name)
    let matching = rules.filter { $0.selector.matches(element, in: ancestors) }
    let declarations = matching.inCascadeOrder.flatMap(\.declarations)
    style.apply(declarations, parent: parent)
    // The rule that it has without a declaration has the colour of the text, as every border without a colour.
    if element.name == .hr, !declarations.contains(where: { $0.name.hasPrefix("border") }) {
      style.border.top.color = style.color
    }
    return style
  }
}

extension [Stylesheet.Rule] {
  /// The rules so that later ones win (CSS Cascade 4 §6): by specificity, then by their order.
  fileprivate var inCascadeOrder: [Stylesheet.Rule] {
    if count < 2 { return self }
    return enumerated().sorted { one, other in
      let (left, right) = (one.element.selector.specificity, other.element.selector.specificity)
      return (left.classes, left.elements, one.offset) < (right.classes, right.elements, other.offset)
    }.map(\.element)
  }
}

extension Style {
  /// What the program's own stylesheet says about an element (docs/template-sets.md shows it).
  mutating func applyOwnSheet(_ name: ElementName) {
    switch name {
    case .h1, .h2, .h3, .h4, .h5, .h6:
      isBold = true
      breakAfter = .avoid
    case .th, .strong: isBold = true
    case .em: isItalic = true
    case .caption: breakAfter = .avoid
    case .ul, .ol:
      padding.left = 18
      // A list inside a list has the markers of its own element.
      listStyle = nil
    case .a: isUnderlined = true
    case .hr: border.top = Borders.Side(width: 0.5, color: color)
    default: break
    }
  }

  /// Applies declarations in order. What others are measured by comes first.
  mutating func apply(_ declarations: [Stylesheet.Declaration], parent: Style) {
    // The shorthand sets all properties of fonts, so those before it do not count (CSS Fonts 4 §2.7).
    let shorthand = declarations.lastIndex { $0.name == "font" } ?? 0
    for isBasic in [true, false] {
      for (index, declaration) in declarations.enumerated()
      where StyleProperties.basic.contains(declaration.name) == isBasic
        && (index >= shorthand || !StyleProperties.setByFont.contains(declaration.name))
      {
        declaration.change(&self, parent.fontSize)
      }
    }
    if let lineHeightFactor { lineHeight = lineHeightFactor * fontSize }
  }

  /// A style with the inherited properties of this one and the initial values of all others.
  var inherited: Style {
    var style = Style()
    style.fontFamily = fontFamily
    style.otherFamilies = otherFamilies
    style.isBold = isBold
    style.isItalic = isItalic
    style.fontSize = fontSize
    style.lineHeight = lineHeight
    style.lineHeightFactor = lineHeightFactor
    style.color = color
    style.alignment = alignment
    style.textIndent = textIndent
    style.listStyle = listStyle
    style.orphans = orphans
    style.widows = widows
    return style
  }
}
