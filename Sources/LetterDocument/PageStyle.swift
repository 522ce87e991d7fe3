/// A page and the content that repeats on each page. Lengths are in points.
package struct PageStyle: Sendable, Hashable {
  /// The sheet.
  package var width = 612.0, height = 792.0
  /// The distance of the text from the edges of the sheet.
  package var margin = Edges(top: 72, right: 72, bottom: 72, left: 72)
  /// The distances of the first page, where they differ.
  package var firstTop: Double?, firstBottom: Double?
  /// The margin boxes, if the stylesheet has any.
  package var boxes: [MarginBox] = []

  /// US Letter with margins of an inch.
  package init() {}

  /// The left edge of a margin box, inside its margins.
  /// - Parameter width: the width inside its margins.
  package func left(of position: MarginBox.Position, _ style: Style, width: Double) -> Double {
    let room = self.width - margin.left - margin.right - style.margin.left - style.margin.right - width
    let start = margin.left + style.margin.left
    switch position.side {
    case .left: return start
    case .center: return start + room / 2
    case .right: return start + room
    }
  }

  /// The measure: the distance between the margins.
  package var textWidth: Double { width - margin.left - margin.right }

  /// The height of the text area of the page that has the least room.
  package var textHeight: Double {
    height - max(margin.top, firstTop ?? 0) - max(margin.bottom, firstBottom ?? 0)
  }

  /// The width of a margin box inside its margins. Its rules and its padding are part of it.
  package func width(ofBox style: Style) -> Double {
    style.width ?? textWidth - style.margin.left - style.margin.right
  }

  /// The left edge and the width of what a margin box shows.
  package func content(ofBox position: MarginBox.Position, _ style: Style) -> (left: Double, measure: Double) {
    let width = width(ofBox: style)
    let (left, right) = (style.border.left.width + style.padding.left, style.border.right.width + style.padding.right)
    return (self.left(of: position, style, width: width) + left, width - left - right)
  }

  /// The distance of the text from the upper edge of a page.
  package func top(ofPage index: Int) -> Double { index == 0 ? firstTop ?? margin.top : margin.top }

  /// The distance of the text from the lower edge of a page.
  package func bottom(ofPage index: Int) -> Double { index == 0 ? firstBottom ?? margin.bottom : margin.bottom }
}

/// A box in the margin of pages (CSS Paged Media 3 §6).
package struct MarginBox: Sendable, Hashable {
  /// Where it is.
  package struct Position: Sendable, Hashable {
    /// Whether it is in the top margin or in the bottom margin.
    package var isTop: Bool
    /// The side of the margin.
    package var side: Style.Alignment

    /// A position in a margin.
    package init(isTop: Bool, side: Style.Alignment) {
      self.isTop = isTop
      self.side = side
    }

    /// The position of a name such as `bottom-center`.
    package init?(named name: String) {
      let parts = name.split(separator: "-").map(String.init)
      guard parts.count == 2, parts[0] == "top" || parts[0] == "bottom",
        let side = Style.Alignment(rawValue: parts[1])
      else { return nil }
      self.init(isTop: parts[0] == "top", side: side)
    }

    /// All positions.
    package static let all = [true, false].flatMap { isTop in
      Style.Alignment.allCases.map { Position(isTop: isTop, side: $0) }
    }

    /// Its name, such as `bottom-center`.
    package var name: String { "\(isTop ? "top" : "bottom")-\(side.rawValue)" }

    /// The names of all positions.
    package static let names = all.map(\.name)
  }

  /// On which pages it is.
  package enum Pages: Sendable, Hashable {
    case all, first, others

    /// Whether it is on a page.
    package func contains(_ index: Int) -> Bool {
      switch self {
      case .all: true
      case .first: index == 0
      case .others: index > 0
      }
    }
  }

  /// What it shows.
  package enum Content: Sendable, Hashable {
    /// A line of text.
    case pieces([Piece])
    /// A running element, by name.
    case element(String)
  }

  /// A piece of a line.
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

  /// Where it is.
  package var position: Position
  /// On which pages it is.
  package var pages: Pages
  /// What it shows.
  package var content: Content
  /// How it is set.
  package var style: StyleID
  /// The place of its rule in the stylesheet.
  package var origin: Origin

  /// A margin box.
  package init(
    position: Position, pages: Pages = .all, content: Content, style: StyleID,
    origin: Origin = .template(source: 0, offset: 0)
  ) {
    self.position = position
    self.pages = pages
    self.content = content
    self.style = style
    self.origin = origin
  }
}
