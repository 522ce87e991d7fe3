/// The index of a style in its letter.
package struct StyleID: Sendable, Hashable {
  /// The index in ``Letter/styles``.
  package let index: Int

  /// Refers to the style at an index.
  package init(_ index: Int) {
    self.index = index
  }
}

/// How a block or an inline is set: the computed values of CSS properties. The comment of each value names its property. Lengths are in
/// points.
package struct Style: Sendable, Hashable {
  /// `font-family`: the family that sets the lines, such as `Liberation Serif`.
  package var fontFamily = "Liberation Serif"
  /// `font-weight: bold`
  package var isBold = false
  /// `font-style: italic`
  package var isItalic = false
  /// `font-size`
  package var fontSize = 12.0
  /// `line-height`: the distance from baseline to baseline.
  package var lineHeight = 13.8
  /// `line-height` as a number: the distance in ems; nil for a length. Text of another size gets another distance.
  package var lineHeightFactor: Double? = 1.15
  /// `text-align`
  package var alignment = Alignment.left
  /// `color`
  package var color = Color.black
  /// `text-decoration: underline`
  package var isUnderlined = false
  /// `text-indent`: how far the first line starts from the others. A negative length is a hanging indent.
  package var textIndent = 0.0
  /// `margin`
  package var margin = Edges()
  /// `padding`
  package var padding = Edges()
  /// `border`. Adjoining cells of a table share their rules.
  package var border = Borders()
  /// `background-color`
  package var background: Color?
  /// `width`, of tables, columns and pictures.
  package var width: Double?
  /// `vertical-align`, of cells and margin boxes.
  package var verticalAlignment = VerticalAlignment.top
  /// `break-before`
  package var breakBefore = Break.auto
  /// `break-after`
  package var breakAfter = Break.auto
  /// `break-inside`; nil for the value of the program's own stylesheet, which is `avoid` for rows and `auto` for all others.
  package var breakInside: Break?
  /// `orphans`: the minimum number of lines before a page break inside a paragraph.
  package var orphans = 2
  /// `widows`: the minimum number of lines after a page break inside a paragraph.
  package var widows = 2
  /// `margin-break: keep` (CSS Fragmentation 4 §5.2): a margin that reaches the foot of a page continues at the head of the next page, as
  /// the empty lines of a word processor do.
  package var keepsMarginAtBreak = false
  /// What few styles say; nil if this one says none of it. A style is copied for each paragraph, so it must be small.
  var rare: RareStyle?

  /// The initial values.
  package init() {}

  /// `text-align`
  package enum Alignment: String, Sendable, CaseIterable {
    case left, center, right
  }

  /// `vertical-align`
  package enum VerticalAlignment: String, Sendable, CaseIterable {
    case top, middle, bottom
  }

  /// `break-before`, `break-after` and `break-inside`
  package enum Break: String, Sendable, CaseIterable {
    case auto, avoid, page
  }
}

extension Style {
  /// What rules and padding take of the height of a cell. Adjoining cells share a rule, so half of it belongs to each.
  package var verticalInsetsOfCell: Double {
    (border.top.width + border.bottom.width) / 2 + padding.top + padding.bottom
  }

  /// What rules and padding take of the width of a cell.
  package var horizontalInsetsOfCell: Double {
    (border.left.width + border.right.width) / 2 + padding.left + padding.right
  }
}

/// The four rules of a box.
package struct Borders: Sendable, Hashable {
  /// A rule; without width there is none.
  package struct Side: Sendable, Hashable {
    /// Its thickness.
    package var width: Double
    /// Its colour.
    package var color: Color

    /// A rule.
    package init(width: Double = 0, color: Color = .black) {
      self.width = width
      self.color = color
    }
  }

  /// The rules.
  package var top = Side(), right = Side(), bottom = Side(), left = Side()

  /// No rules.
  package init() {}

  /// The same rule on each side.
  package init(all side: Side) { (top, right, bottom, left) = (side, side, side, side) }

  /// Whether there are no rules.
  package var isEmpty: Bool { top.width == 0 && right.width == 0 && bottom.width == 0 && left.width == 0 }
}

/// Four lengths in points, for example for margins and padding.
package struct Edges: Sendable, Hashable {
  /// The lengths.
  package var top, right, bottom, left: Double

  /// Four lengths in CSS order.
  package init(top: Double = 0, right: Double = 0, bottom: Double = 0, left: Double = 0) {
    (self.top, self.right, self.bottom, self.left) = (top, right, bottom, left)
  }
}

/// A colour in sRGB, with components from 0 to 255.
package struct Color: Sendable, Hashable {
  /// The components.
  package var red, green, blue: UInt8

  /// Makes a colour.
  package init(red: UInt8, green: UInt8, blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// The colour of text.
  package static let black = Color(red: 0, green: 0, blue: 0)
}
