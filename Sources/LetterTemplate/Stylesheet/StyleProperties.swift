import LetterDocument

/// All properties: their names, what they take, and on which elements they have an effect. A new property is a new line here.
enum StyleProperties {
  /// Reads the values of a declaration; nil if they do not fit the property.
  typealias Reader = @Sendable ([StyleValue.Kind]) -> Change?

  /// How a declaration changes a style. It has been checked, so applying it cannot fail. Ems of a font size count in the size of the
  /// parent's font.
  typealias Change = @Sendable (inout Style, _ parentFontSize: Double) -> Void

  /// A property of stylesheets.
  struct Property: Sendable {
    /// What it takes, for messages.
    let takes: String
    /// The elements on which it has an effect; nil for an inherited property, which also acts on what the element contains.
    let elements: Set<ElementName>?
    /// Whether it has an effect on margin boxes.
    let isForMarginBoxes: Bool
    let read: Reader

    init(
      _ takes: String, on elements: Set<ElementName>? = nil, marginBoxes: Bool? = nil, _ read: @escaping Reader
    ) {
      self.takes = takes
      self.elements = elements
      isForMarginBoxes = marginBoxes ?? (elements == nil)
      self.read = read
    }
  }

  /// The properties that others are measured by. They are applied first.
  static let basic: Set = ["font", "font-size", "color"]
  /// What the shorthand `font` sets.
  static let setByFont: Set = ["font-family", "font-size", "font-weight", "font-style", "line-height"]

  private static let headings: Set<ElementName> = [.h1, .h2, .h3, .h4, .h5, .h6]
  private static let texts: Set<ElementName> = headings.union([.p])
  private static let containers: Set<ElementName> = [.section, .div]
  private static let lists: Set<ElementName> = [.ul, .ol, .li]
  private static let cells: Set<ElementName> = [.th, .td]
  private static let inlines: Set<ElementName> = [.strong, .em, .span, .a]
  private static let blocks = texts.union(containers).union(lists).union([.table, .img, .hr])
  private static let parts = blocks.union([.tr])
  private static let boxes = texts.union(containers).union(lists).union(cells)

  static let all: [String: Property] = [
    "font": Property("[italic] [bold] size[/line-height] families", font),
    "font-family": Property("families in quotation marks, separated by commas", fontFamily),
    "font-size": Property("a length above 0", fontSize),
    "font-weight": Property("normal or bold", keyword(["normal": false, "bold": true]) { $0.isBold = $1 }),
    "font-style": Property("normal or italic", keyword(["normal": false, "italic": true]) { $0.isItalic = $1 }),
    "line-height": Property("a length or a number above 0, or normal", lineHeight),
    "color": Property("#colour or the name of a colour", one(color) { $0.color = $1 }),
    "text-align": Property("left, center or right", keyword(alignments) { $0.alignment = $1 }),
    "text-indent": Property("a length", marginBoxes: false, points(anyLength) { $0.textIndent = $1 }),
    "text-decoration": Property(
      "none or underline", on: inlines, keyword(["none": false, "underline": true]) { $0.isUnderlined = $1 }),
    "orphans": Property("a whole number from 1 to 100", marginBoxes: false, one(count) { $0.orphans = $1 }),
    "widows": Property("a whole number from 1 to 100", marginBoxes: false, one(count) { $0.widows = $1 }),
    "margin": Property("one to four lengths", on: blocks, edges(anyLength) { $0.margin = $1 }),
    "margin-top": Property("a length", on: blocks, points(anyLength) { $0.margin.top = $1 }),
    "margin-right": Property(
      "a length", on: blocks.subtracting([.table]), marginBoxes: true, points(anyLength) { $0.margin.right = $1 }),
    "margin-bottom": Property("a length", on: blocks, points(anyLength) { $0.margin.bottom = $1 }),
    "margin-left": Property("a length", on: blocks, marginBoxes: true, points(anyLength) { $0.margin.left = $1 }),
    "margin-break": Property(
      "discard or keep", on: blocks, keyword(["discard": false, "keep": true]) { $0.keepsMarginAtBreak = $1 }),
    "padding": Property(
      "one to four lengths of at least 0", on: boxes, marginBoxes: true, edges(length) { $0.padding = $1 }),
    "padding-top": Property(
      "a length of at least 0", on: boxes, marginBoxes: true, points(length) { $0.padding.top = $1 }),
    "padding-right": Property(
      "a length of at least 0", on: boxes, marginBoxes: true, points(length) { $0.padding.right = $1 }),
    "padding-bottom": Property(
      "a length of at least 0", on: boxes, marginBoxes: true, points(length) { $0.padding.bottom = $1 }),
    "padding-left": Property(
      "a length of at least 0", on: boxes, marginBoxes: true, points(length) { $0.padding.left = $1 }),
    "border": Property(rule, on: boxes, marginBoxes: true, border { $0 = Borders(all: $1) }),
    "border-top": Property(rule, on: boxes.union([.hr]), marginBoxes: true, border { $0.top = $1 }),
    "border-right": Property(rule, on: boxes, marginBoxes: true, border { $0.right = $1 }),
    "border-bottom": Property(rule, on: boxes, marginBoxes: true, border { $0.bottom = $1 }),
    "border-left": Property(rule, on: boxes, marginBoxes: true, border { $0.left = $1 }),
    "border-collapse": Property("collapse", on: [.table], keyword(["collapse": true]) { _, _ in }),
    "background-color": Property(
      "#colour or the name of a colour", on: boxes.union([.tr]), one(color) { $0.background = $1 }),
    "width": Property(
      "a length above 0, or a percentage up to 100%", on: cells.union([.img, .table]), marginBoxes: true, width),
    "vertical-align": Property(
      "top, middle or bottom", on: cells, marginBoxes: true,
      keyword(Dictionary(uniqueKeysWithValues: Style.VerticalAlignment.allCases.map { ($0.rawValue, $0) })) {
        $0.verticalAlignment = $1
      }),
    "list-style-type": Property(
      "disc, circle, square, decimal, lower-alpha, upper-alpha, lower-roman, upper-roman, none or a text", on: lists,
      listStyle),
    "counter-reset": Property(
      "list-item or none", on: [.body, .ol], keyword(["list-item": true, "none": false]) { $0.resetsCounter = $1 }),
    "break-before": Property("auto, avoid or page", on: parts, keyword(breaks) { $0.breakBefore = $1 }),
    "break-after": Property("auto, avoid or page", on: parts, keyword(breaks) { $0.breakAfter = $1 }),
    "break-inside": Property(
      "auto or avoid", on: blocks.subtracting([.img, .hr]).union([.tr]),
      keyword(["auto": Style.Break.auto, "avoid": .avoid]) { $0.breakInside = $1 }),
    "position": Property("static or running(name)", on: containers.union(texts).union([.table, .img]), position),
    "string-set": Property("a name and content()", on: texts.union(cells), stringSet),
  ]

  private static let rule = "none, or a width, solid and a colour"
  /// The other rules of CSS (CSS Backgrounds 3 §3.2).
  private static let otherRules: Set<String> = [
    "dotted", "dashed", "double", "groove", "ridge", "inset", "outset", "hidden",
  ]
  private static let alignments = Dictionary(uniqueKeysWithValues: Style.Alignment.allCases.map { ($0.rawValue, $0) })
  private static let breaks = Dictionary(uniqueKeysWithValues: Style.Break.allCases.map { ($0.rawValue, $0) })

  /// What to write instead of values that a property does not take.
  static func advice(_ name: String, takes: String, _ values: [StyleValue.Kind]) -> String? {
    let words = Set(values.compactMap { value in if case .word(let word) = value { word } else { nil } })
    if name == "text-align", !words.contains("justify") { return nil }
    if takes == rule, !words.isDisjoint(with: otherRules) { return advice["border"] }
    if takes.contains("colour"), values.contains(where: { if case .word = $0 { true } else { false } }) {
      return "write #rrggbb, such as #006400, or one of \(NamedColors.names)"
    }
    for value in values where takes.contains("length") {
      if case .number(let number) = value { return "a length has a unit, such as \(example(number, else: 12))pt" }
      if case .percentage(let share) = value { return "write ems, such as \(example(share / 100, else: 1.5))em" }
    }
    return advice[name]
  }

  /// The number that somebody wrote, if a length can have it.
  private static func example(_ number: Double, else other: Double) -> String {
    MarkupText.number(abs(number) <= StyleValue.longest ? number : other)
  }

  private static let advice: [String: String] = [
    "position": "to place something outside of the text, use running(name) and a margin box of @page",
    "text-align": "justified text is left out, because its gaps make reading hard",
    "break-before": "page starts a page, avoid keeps blocks together",
    "break-after": "page starts a page, avoid keeps blocks together",
    "vertical-align": "text cannot be raised inside a line; use the characters ¹ ² ³",
    "border": "rules are solid, such as 0.5pt solid #000", "font-weight": "fonts are regular or bold",
    "font": "such as bold 11pt/14pt \"Liberation Serif\"; write each family in quotation marks",
    "font-family": "such as \"Liberation Serif\"; write each family in quotation marks",
    "content": "use @page { @top-left { content: element(name) } } for blocks",
  ]

  /// Properties of CSS that this language leaves out, with what to use in their place.
  static let replacements: [String: String] = [
    "page-break-before": "use break-before", "page-break-after": "use break-after",
    "page-break-inside": "use break-inside", "font-variant": "type the capitals, or write {{upper x}}",
    "text-transform": "type the capitals, or write {{upper x}}", "display": "remove it",
    "float": "use a table, or a margin box of @page", "list-style": "use list-style-type",
    "background": "use background-color", "text-decoration-line": "use text-decoration",
    "height": "use padding, or margins", "max-width": "use width", "min-width": "use width",
    "top": "use a margin box of @page, such as @top-left", "left": "use a margin box of @page, such as @top-left",
    "right": "use a margin box of @page", "bottom": "use a margin box of @page", "border-width": "use border",
    "border-style": "use border", "border-color": "use border", "border-spacing": "use padding",
    "white-space": "white space of values is kept", "box-sizing": "widths include padding and borders",
  ]
}
