import LetterDocument

/// Proves that what the stylesheet places fits the sheet, whatever the data are. Lengths are in points.
struct LayoutProof {
  private let page: PageStyle
  /// The part of a size below which lines would be printed over each other: the height of letters with their descenders.
  private static let leastLeading = 0.9
  /// A length that is too large by this much is not visible, and rounding can cause it.
  private static let tolerance = 0.01

  init(_ page: PageStyle) {
    self.page = page
  }

  private var textWidth: Double { page.width - page.margin.left - page.margin.right }
  private var textHeight: Double { page.height - page.margin.top - page.margin.bottom }

  /// What is wrong with the page itself.
  func problemOfPage() -> String? {
    if textWidth <= 0 { return "the margins leave no width for text" }
    if textHeight <= 0 { return "the margins leave no height for text" }
    return nil
  }

  /// What is wrong with a paragraph or a heading of a style.
  func problem(ofParagraph style: Style) -> String? {
    let measure = textWidth - style.margin.left - style.margin.right
    return problem(ofEdges: page.margin.left + style.margin.left, page.margin.right + style.margin.right)
      ?? problem(ofText: style, measure: measure, height: textHeight)
  }

  /// What is wrong with emphasized text of a style inside lines of another.
  func problem(ofInline style: Style, in block: Style) -> String? {
    style.fontSize * Self.leastLeading > block.lineHeight + Self.tolerance
      ? "text of \(Self.points(style.fontSize)) does not fit lines of \(Self.points(block.lineHeight)), and would be printed over other lines"
      : nil
  }

  /// What is wrong with a picture.
  func problem(ofPicture image: Image, _ style: Style) -> String? {
    let width = style.width ?? 0
    let height = width * Double(image.picture.height) / Double(image.picture.width)
    let room = textWidth - style.margin.left - style.margin.right
    if let problem = problem(ofEdges: page.margin.left + style.margin.left, page.margin.right + style.margin.right) {
      return problem
    }
    if width > room + Self.tolerance {
      return "the picture is \(Self.points(width)) wide, and its place is \(Self.points(room)) wide"
    }
    if height > textHeight + Self.tolerance {
      return "the picture is \(Self.points(height)) high, and a page has room for \(Self.points(textHeight))"
    }
    return min(width, height) < 1 ? "the picture is smaller than a point" : nil
  }

  /// What is wrong with a table whose columns have these widths.
  func problem(ofTable style: Style, widths: [Double]) -> String? {
    let left = page.margin.left + style.margin.left
    return problem(ofEdges: left, page.width - left - widths.reduce(0, +), what: "the table")
  }

  /// What is wrong with a cell that is `width` wide.
  func problem(ofCell style: Style, width: Double) -> String? {
    let measure = width - style.borderWidth - style.padding.left - style.padding.right
    let around = style.borderWidth + style.padding.top + style.padding.bottom
    return problem(ofText: style, measure: measure, height: textHeight - around)
  }

  /// What is wrong with a running foot.
  func problem(ofFoot style: Style) -> String? {
    problem(ofText: style, measure: textWidth, height: page.margin.bottom)
  }

  // MARK: Parts

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
    return problem(ofInline: style, in: style)
  }

  /// A length for messages, such as `13.8pt`.
  private static func points(_ length: Double) -> String {
    let tenths = (length * 10).rounded()
    return tenths == (tenths / 10).rounded() * 10 ? "\(Int(tenths / 10))pt" : "\(tenths / 10)pt"
  }
}
