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
  /// `font-family`: a family that the font folder has, such as `Liberation Serif`.
  package var fontFamily = "Liberation Serif"
  /// `font-weight: bold`
  package var isBold = false
  /// `font-size`
  package var fontSize = 12.0
  /// `line-height`: the distance from baseline to baseline.
  package var lineHeight = 13.8
  /// `text-align`
  package var alignment = Alignment.left
  /// `margin`
  package var margin = Edges()
  /// `padding`, of table cells.
  package var padding = Edges()
  /// `border`: the width of a cell's rules. Adjoining cells share their rules.
  package var borderWidth = 0.0
  /// `border`: the colour of the rules.
  package var borderColor = Color.black
  /// `background-color`, of table cells.
  package var background: Color?
  /// `width`, of table columns and pictures.
  package var width: Double?
  /// `break-after: avoid`
  package var keepsWithNext = false
  /// `orphans`: the minimum number of lines before a page break inside a paragraph.
  package var orphans = 2
  /// `widows`: the minimum number of lines after a page break inside a paragraph.
  package var widows = 2
  /// `margin-break: keep` (CSS Fragmentation 4 §5.2): a margin that reaches the foot of a page continues at the head of the next page, as
  /// the empty lines of a word processor do.
  package var keepsMarginAtBreak = false
  /// `string-set`: the name by which running feet find the text.
  package var namedString: String?

  /// The initial values.
  package init() {}

  /// `text-align`
  package enum Alignment: String, Sendable, CaseIterable {
    case left, center, right
  }
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

/// A page and the content that repeats on each page. Lengths are in points.
package struct PageStyle: Sendable, Hashable {
  /// The sheet.
  package var width = 612.0, height = 792.0
  /// The distance of the text from the edges of the sheet.
  package var margin = Edges(top: 72, right: 72, bottom: 72, left: 72)
  /// The running feet, if the stylesheet has any.
  package var feet: [RunningFoot] = []

  /// US Letter with margins of an inch.
  package init() {}
}

/// A line in the bottom margin of each page (CSS Paged Media margin box).
package struct RunningFoot: Sendable, Hashable {
  /// The pieces that make up the line.
  package var content: [Piece]
  /// How it is set. Its alignment determines its place in the margin.
  package var style: StyleID
  /// The place of its margin box in the stylesheet.
  package var origin: Origin

  /// Makes a running foot.
  package init(content: [Piece], style: StyleID, origin: Origin = .template(source: 0, offset: 0)) {
    self.content = content
    self.style = style
    self.origin = origin
  }

  /// A piece of a running foot.
  package enum Piece: Sendable, Hashable {
    /// The same words on every page.
    case literal(String)
    /// A text of the letter, by name.
    case namedString(String)
    /// `counter(page)`
    case pageNumber
    /// `counter(pages)`
    case pageCount
  }
}
