/// The index of a style in its letter.
public struct StyleID: Sendable, Hashable {
  /// The index in ``Letter/styles``.
  public let index: Int

  /// Refers to the style at an index.
  public init(_ index: Int) {
    self.index = index
  }
}

/// How a block or an inline is set: the computed values of the CSS properties of the same names. Lengths are points.
public struct Style: Sendable, Hashable {
  /// A family that the font folder has, such as `Liberation Serif`.
  public var fontFamily = "Liberation Serif"
  /// `font-weight: bold`
  public var isBold = false
  /// `font-size`
  public var fontSize = 12.0
  /// `line-height`: the distance from baseline to baseline.
  public var lineHeight = 13.8
  /// `text-align`
  public var alignment = Alignment.left
  /// `margin`
  public var margin = Edges()
  /// `padding`, of table cells.
  public var padding = Edges()
  /// `border`: the width of a cell's rules; adjoining cells share theirs.
  public var borderWidth = 0.0
  /// `border-color`
  public var borderColor = Color.black
  /// `background-color`, of table cells.
  public var background: Color?
  /// `width`, of table columns and pictures.
  public var width: Double?
  /// `break-after: avoid`
  public var keepsWithNext = false
  /// `orphans`: how many lines at least stand before a page break inside a paragraph.
  public var orphans = 2
  /// `widows`: how many lines at least stand after it.
  public var widows = 2
  /// `margin-break: keep` (CSS Fragmentation 4 §5.2): a margin that meets the foot of a page goes on at the head of the
  /// next, as the empty lines of a word processor do.
  public var keepsMarginAtBreak = false
  /// `string-set`: the name under which running feet find the text.
  public var namedString: String?

  /// The initial values.
  public init() {}

  /// `text-align`
  public enum Alignment: String, Sendable, CaseIterable {
    case left, center, right
  }
}

/// Four lengths in points, as for margins and padding.
public struct Edges: Sendable, Hashable {
  /// The lengths.
  public var top, right, bottom, left: Double

  /// Four lengths in the order of CSS.
  public init(top: Double = 0, right: Double = 0, bottom: Double = 0, left: Double = 0) {
    (self.top, self.right, self.bottom, self.left) = (top, right, bottom, left)
  }
}

/// A colour of sRGB; components from 0 to 255.
public struct Color: Sendable, Hashable {
  /// The components.
  public var red, green, blue: UInt8

  /// Makes a colour.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// The colour of text.
  public static let black = Color(red: 0, green: 0, blue: 0)
}

/// A page and what repeats on each. Lengths are points.
public struct PageStyle: Sendable, Hashable {
  /// The sheet.
  public var width = 612.0, height = 792.0
  /// The distance of the text from the edges of the sheet.
  public var margin = Edges(top: 72, right: 72, bottom: 72, left: 72)
  /// The running feet, if the stylesheet has any.
  public var feet: [RunningFoot] = []

  /// US Letter with margins of an inch.
  public init() {}
}

/// A line in the bottom margin of each page (CSS Paged Media margin box).
public struct RunningFoot: Sendable, Hashable {
  /// What the line is put together from.
  public var content: [Piece]
  /// How it is set; its alignment says where it stands in the margin.
  public var style: StyleID

  /// Makes a running foot.
  public init(content: [Piece], style: StyleID) {
    self.content = content
    self.style = style
  }

  /// A piece of a running foot.
  public enum Piece: Sendable, Hashable {
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
