/// A style as declarations of CSS.
struct HTMLStyle: Hashable {
  /// What the style is used for. Each use has its own properties.
  enum Role: Hashable {
    case container, paragraph, inline, cell, row, image, rule
    case item(ListStyle)
    /// A table, with the sum of its columns in points.
    case table(width: Double)

    /// Whether page breaks between its lines follow its style.
    var hasLines: Bool {
      switch self {
      case .paragraph, .item: true
      case .container, .inline, .cell, .row, .image, .rule, .table: false
      }
    }
  }

  /// Declarations for every medium.
  private(set) var common: [String] = []
  /// Colours, for white paper and for screens in their ordinary colours.
  private(set) var colors: [String] = []
  /// Declarations for paper.
  private(set) var print: [String] = []

  /// - Parameters:
  ///   - base: the size of most of the text, in points. It becomes the size that the reader has chosen.
  ///   - measure: the width of the text on paper, in points.
  init(_ style: Style, _ role: Role, base: Double, measure: Double) {
    let scale = HTMLLength(base: base, measure: measure)
    if role != .row, role != .image, role != .rule { addText(style, role, scale) }
    if role != .inline, role != .row {
      add("margin", edges(style.margin, scale))
      add("padding", edges(style.padding, scale))
      addBorders(style.border)
    }
    if role != .inline { addBackground(style) }
    addOwn(style, role, scale)
    addBreaks(style, role)
  }

  // MARK: Properties

  private mutating func addText(_ style: Style, _ role: Role, _ scale: HTMLLength) {
    add("font-family", Self.families(style))
    add("font-size", scale.ofText(style.fontSize))
    add("font-weight", style.isBold ? "bold" : "normal")
    add("font-style", style.isItalic ? "italic" : "normal")
    colors.append("color:\(style.color.css)")
    if role == .inline {
      add("text-decoration", style.isUnderlined ? "underline" : "none")
    } else {
      add("text-align", style.alignment.rawValue)
      add("text-indent", scale.across(style.textIndent))
      print.append("line-height:\(MarkupText.number(style.lineHeightFactor ?? style.lineHeight / style.fontSize))")
    }
  }

  private mutating func addBorders(_ border: Borders) {
    for (name, side) in [
      ("top", border.top), ("right", border.right), ("bottom", border.bottom), ("left", border.left),
    ] where side.width > 0 {
      // A rule must be seen on every screen.
      add("border-\(name)", "max(1px,\(MarkupText.number(side.width))pt) solid")
      colors.append("border-\(name)-color:\(side.color.css)")
    }
  }

  private mutating func addBackground(_ style: Style) {
    if let background = style.background { colors.append("background-color:\(background.css)") }
  }

  private mutating func addOwn(_ style: Style, _ role: Role, _ scale: HTMLLength) {
    switch role {
    case .cell: add("vertical-align", style.verticalAlignment.rawValue)
    case .item(let list): add("list-style-type", list.css)
    case .table(let width): add("width", "min(100%,\(scale.length(width)))")
    case .image:
      if let width = style.width { add("width", scale.length(width)) }
      alignImage(style, scale)
    case .container, .paragraph, .inline, .row, .rule: break
    }
  }

  /// A picture is a block, and only margins move blocks.
  private mutating func alignImage(_ style: Style, _ scale: HTMLLength) {
    let uneven = style.margin.left - style.margin.right
    switch style.alignment {
    case .left: break
    case .right: add("margin-left", "auto")
    case .center where uneven == 0:
      add("margin-left", "auto")
      add("margin-right", "auto")
    case .center:
      // The middle of what the margins leave.
      add("margin-left", "max(0px,50% + \(scale.length((uneven - (style.width ?? 0)) / 2)))")
    }
  }

  private mutating func addBreaks(_ style: Style, _ role: Role) {
    guard role != .inline, role != .cell else { return }
    if style.breakBefore != .auto { print.append("break-before:\(style.breakBefore.rawValue)") }
    if style.breakAfter != .auto { print.append("break-after:\(style.breakAfter.rawValue)") }
    let inside = style.breakInside ?? (role == .row ? .avoid : .auto)
    if inside != .auto { print.append("break-inside:\(inside.rawValue)") }
    if role.hasLines { print.append("orphans:\(style.orphans);widows:\(style.widows)") }
  }

  private mutating func add(_ name: String, _ value: String?) {
    if let value { common.append("\(name):\(value)") }
  }

  /// nil if all are 0.
  private func edges(_ edges: Edges, _ scale: HTMLLength) -> String? {
    let lengths = [
      scale.length(edges.top), scale.across(edges.right), scale.length(edges.bottom), scale.across(edges.left),
    ]
    return lengths.allSatisfy { $0 == "0" } ? nil : lengths.joined(separator: " ")
  }

  // MARK: Values

  /// The families, and the kind of family for machines that have none of them.
  private static func families(_ style: Style) -> String {
    let named = [style.fontFamily] + style.otherFamilies
    let name = style.fontFamily.lowercased()
    let kind =
      name.contains("mono") || name.contains("courier") ? "monospace" : name.contains("sans") ? "sans-serif" : "serif"
    return (named.map { "\"\($0.filter { $0 != "\"" && $0 != "\\" && $0 != "<" })\"" } + [kind]).joined(separator: ",")
  }
}

/// Lengths of paper on a screen.
struct HTMLLength {
  /// The size of most of the text, and the width of the text, in points.
  let base, measure: Double

  /// A length in the unit of the reader's text.
  func length(_ points: Double) -> String { points == 0 ? "0" : MarkupText.number(points / base) + "rem" }

  /// A size of text. It is at least 0.8 of the size of most of the text, so that footnotes can be read on a phone.
  func ofText(_ points: Double) -> String { MarkupText.number(max(points / base, 0.8)) + "rem" }

  /// A length across the page. In a narrow window it has the share of the width that it has on paper.
  func across(_ points: Double) -> String {
    if abs(points) <= base { return length(points) }
    let share = MarkupText.number(points / measure * 100) + "vw"
    return "\(points < 0 ? "max" : "min")(\(length(points)),\(share))"
  }
}

extension Color {
  /// The colour as CSS writes it.
  package var css: String {
    "#" + [red, green, blue].map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
  }
}

extension ListStyle {
  /// `list-style-type` (CSS Lists 3 §3.4).
  fileprivate var css: String {
    switch self {
    // An empty text keeps the list a list for VoiceOver; `none` does not.
    case .none: "\"\""
    case .disc, .circle, .square, .decimal: "\(self)"
    case .lowerAlpha: "lower-alpha"
    case .upperAlpha: "upper-alpha"
    case .lowerRoman: "lower-roman"
    case .upperRoman: "upper-roman"
    case .text(let text):
      "\"" + text.unicodeScalars.map { "\\\(String($0.value, radix: 16)) " }.joined() + "\\20 \""
    }
  }
}
