import LetterDocument

/// Proves that what the stylesheet places fits the sheet, whatever the data are. Lengths are in points.
struct LayoutProof {
  private let page: PageStyle
  /// The part of a size below which lines would be printed over each other: the height of letters with their descenders.
  private static let leastLeading = 0.9
  /// A length that is too large by this much is not visible, and rounding can cause it.
  private static let tolerance = 0.01

  init(_ rules: PageRules) { page = PageStyle(rules, boxes: []) }

  private var textWidth: Double { page.textWidth }
  private var textHeight: Double { page.textHeight }

  /// The surroundings of the body.
  var body: Surroundings {
    var around = Surroundings()
    around.left = page.margin.left
    around.measure = textWidth
    return around
  }

  /// The left and the right edge of a margin box, inside its margins.
  func edges(of position: MarginBox.Position, _ style: Style) -> (left: Double, right: Double) {
    let width = page.width(ofBox: style)
    let left = page.left(of: position, style, width: width)
    return (left, left + width)
  }

  /// The left edge and the width of what a margin box shows.
  func content(ofBox position: MarginBox.Position, _ style: Style) -> (left: Double, measure: Double) {
    page.content(ofBox: position, style)
  }

  /// What is wrong with the page itself.
  func problemOfPage() -> String? {
    if textWidth <= 0 { return "the margins leave no width for text" }
    if textHeight <= 0 { return "the margins leave no height for text" }
    return nil
  }

  /// What is wrong with the room that a box leaves for its content.
  func problem(ofBox inner: Surroundings) -> String? {
    if let problem = problem(ofEdgesOf: inner) { return problem }
    if inner.insets > 0, inner.insets + inner.style.lineHeight > textHeight + Self.tolerance {
      return inner.insets > inner.style.verticalInsets
        ? "its rules and padding and those of the boxes around it leave no height for its content"
        : "its rules and padding leave no height for its content"
    }
    return inner.measure < 1 ? "its margins, rules and padding leave no width for its content" : nil
  }

  /// What is wrong with a paragraph or a heading.
  /// - Parameter inner: the room of its text.
  func problem(ofParagraph style: Style, in inner: Surroundings) -> String? {
    if style.textIndent < 0, inner.left + style.textIndent < -Self.tolerance {
      return "its first line leaves the sheet on the left by \(Self.points(-inner.left - style.textIndent))"
    }
    return problem(ofEdgesOf: inner)
      ?? problem(ofText: style, measure: inner.measure - max(0, style.textIndent), height: textHeight - inner.insets)
  }

  /// What is wrong with text inside the lines of a block.
  func problem(ofInline style: Style, lineHeight: Double) -> String? {
    style.fontSize * Self.leastLeading > lineHeight + Self.tolerance
      ? "text of \(Self.points(style.fontSize)) does not fit lines of \(Self.points(lineHeight)), and would be printed over other lines"
      : nil
  }

  /// What is wrong with a picture.
  func problem(ofPicture image: Image, _ style: Style, in around: Surroundings) -> String? {
    let width = style.width ?? 0
    let height = width * Double(image.picture.height) / Double(image.picture.width)
    let room = around.measure - style.margin.left - style.margin.right
    let left = around.left + style.margin.left
    if let problem = problem(ofEdges: left, page.width - left - room) { return problem }
    if width > room + Self.tolerance {
      return "the picture is \(Self.points(width)) wide, and its place is \(Self.points(room)) wide"
    }
    let most = textHeight - around.insets - style.verticalInsets
    if height > most + Self.tolerance {
      return "the picture is \(Self.points(height)) high, and a page has room for \(Self.points(max(0, most)))"
    }
    return min(width, height) < 1 ? "the picture is smaller than a point" : nil
  }

  /// What is wrong with a table whose columns have these widths.
  func problem(ofTable left: Double, widths: [Double]) -> String? {
    problem(ofEdges: left, page.width - left - widths.reduce(0, +), what: "the table")
  }

  /// What is wrong with a cell that is `width` wide, in a table with these surroundings.
  func problem(ofCell style: Style, width: Double, in around: Surroundings) -> String? {
    problem(
      ofText: style, measure: width - style.horizontalInsetsOfCell,
      height: textHeight - around.insets - style.verticalInsetsOfCell)
  }

  /// What is wrong with the line of a margin box that is `width` wide and `height` high.
  func problem(ofLine style: Style, width: Double, height: Double) -> String? {
    problem(ofText: style, measure: width, height: height)
  }

  /// What is wrong with the place of a margin box.
  func problem(ofMarginBox position: MarginBox.Position, _ style: Style) -> String? {
    let edges = edges(of: position, style)
    return problem(ofEdges: edges.left, page.width - edges.right, what: "the box")
  }

  // MARK: Parts

  /// What is wrong with the place of a block on the sheet: that of its content, and that of what is drawn around it.
  private func problem(ofEdgesOf inner: Surroundings) -> String? {
    let style = inner.style
    var (left, right) = (inner.left, page.width - inner.left - inner.measure)
    if style.background != nil || style.border != Borders() {
      left -= max(0, style.padding.left) + style.border.left.width
      right -= max(0, style.padding.right) + style.border.right.width
    }
    return problem(ofEdges: left, right)
  }

  private func problem(ofEdges left: Double, _ right: Double, what: String = "it") -> String? {
    if left < -Self.tolerance { return "\(what) leaves the sheet on the left by \(Self.points(-left))" }
    if right < -Self.tolerance { return "\(what) leaves the sheet on the right by \(Self.points(-right))" }
    return nil
  }

  private func problem(ofText style: Style, measure: Double, height: Double) -> String? {
    if measure < style.fontSize {
      return
        "lines are \(Self.points(max(0, measure))) long, which is less than one em (\(Self.points(style.fontSize)))"
    }
    if style.lineHeight > height + Self.tolerance {
      return "a line is \(Self.points(style.lineHeight)) high, and there is room for \(Self.points(max(0, height)))"
    }
    return problem(ofInline: style, lineHeight: style.lineHeight)
  }

  /// A length for messages, such as `13.8pt`.
  static func points(_ length: Double) -> String {
    let tenths = (length * 10).rounded()
    return Int(exactly: tenths / 10).map { "\($0)pt" } ?? "\(tenths / 10)pt"
  }
}
