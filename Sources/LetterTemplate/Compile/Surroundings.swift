import LetterDocument

/// Where an element stands: what it inherits, and how much room it has. All of it is the same in every letter. Lengths are in points.
struct Surroundings {
  /// The style of the element around it.
  var style = Style()
  /// The elements around it, from outside to inside.
  var ancestors: [StyledElement] = []
  /// The distance of the content from the left edge of the sheet.
  var left = 0.0
  /// The width that the content has.
  var measure = 0.0
  /// What the rules and padding of the boxes around it need of the height of a page.
  var insets = 0.0
  /// The colour behind the text.
  var background = Color(red: 255, green: 255, blue: 255)
  /// The distance between the lines of the block around it. Elements inside of lines do not change it.
  var lineHeight = Style().lineHeight
  /// Whether the element around it is text.
  var isInline: Bool { ancestors.last?.isInline ?? false }
  /// Whether the element around it is an item or a cell, which holds text or blocks.
  var holdsTextOrBlocks: Bool { [.li, .th, .td].contains(ancestors.last?.name) }
  /// Whether it is inside a cell of a table.
  var isInCell: Bool { ancestors.contains { $0.name == .th || $0.name == .td } }
  /// Whether it is inside a running element, where `@page` and `@pages` have a meaning.
  var isRunning = false
  /// Whether it is in the margin of several pages, and so no part of the letter's text.
  var isArtifact = false
  /// Whether it is inside `{{#each}}`.
  var isRepeated = false

  /// The surroundings of what an element contains.
  func inside(_ element: StyledElement, _ style: Style) -> Surroundings {
    var inner = self
    inner.style = style
    inner.ancestors.append(element)
    inner.background = style.background ?? background
    if !element.isInline { inner.lineHeight = style.lineHeight }
    return inner
  }

  /// The surroundings of what a box contains: margins, rules and padding take some of the width.
  func insideBox(_ element: StyledElement, _ style: Style) -> Surroundings {
    var inner = inside(element, style)
    let edges = style.horizontalEdges
    inner.left += edges.left
    inner.measure -= edges.left + edges.right
    inner.insets += style.verticalInsets
    return inner
  }
}

extension StyledElement {
  /// Whether it stands inside of lines.
  fileprivate var isInline: Bool { [.strong, .em, .span, .a].contains(name) }
}

extension Style {
  /// What the rules and padding of a block need above and below its content.
  var verticalInsets: Double { border.top.width + padding.top + border.bottom.width + padding.bottom }

  /// What margin, rule and padding take of the width of a block, on the left and on the right.
  package var horizontalEdges: (left: Double, right: Double) {
    (margin.left + border.left.width + padding.left, margin.right + border.right.width + padding.right)
  }
}
