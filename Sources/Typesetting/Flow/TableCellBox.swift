import LetterDocument

/// A cell that is set, relative to the top of its unit.
struct TableCellBox {
  var x0, x1: Double
  var style: StyleID
  /// The background of its row.
  var rowBackground: Color?
  var top = 0.0
  var height = 0.0
  /// The height that it needs.
  var needed = 0.0
  /// Where its content starts, relative to the top of the unit.
  var contentTop: Double
  /// How many lines its text has, and the height of each.
  var lineCount = 0
  var lineHeight: Double
  /// The boxes of its content, if it holds blocks.
  var boxes: [FlowBox] = []
  /// Its content in that of the unit: where each list starts.
  var start: BoxContent.Counts
  var row: Int
  var rowSpan: Int
}

extension TableCellBox {
  /// The parts of the content that a page break cannot divide, relative to the top of the unit.
  var parts: [ClosedRange<Double>] {
    var parts: [ClosedRange<Double>] = []
    var y = contentTop
    for _ in 0..<lineCount {
      parts.append(y...y + lineHeight)
      y += lineHeight
    }
    for box in boxes {
      y += box.spaceBefore
      parts.append(y...y + box.height)
      y += box.height
    }
    return parts
  }

  /// Draws the background and the rules of the part of a cell between two heights. Inside the cell, there is no rule across.
  func draw(_ style: Style, from y0: Double, to y1: Double, in content: inout BoxContent) {
    if let color = style.background ?? rowBackground {
      content.fills.append(Fill(x: x0, y: y0, width: x1 - x0, height: y1 - y0, color: color))
    }
    let border = style.border
    if border.isEmpty { return }
    func add(_ side: Borders.Side, _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
      guard side.width > 0 else { return }
      let rule = RuledLine(x0: x0, y0: y0, x1: x1, y1: y1, thickness: side.width, color: side.color)
      if !content.rules.contains(rule) { content.rules.append(rule) }
    }
    let (left, right) = (border.left.width / 2, border.right.width / 2)
    if y0 == top { add(border.top, x0 - left, y0, x1 + right, y0) }
    if y1 == top + height { add(border.bottom, x0 - left, y1, x1 + right, y1) }
    add(border.left, x0, y0, x0, y1)
    add(border.right, x1, y0, x1, y1)
  }
}
