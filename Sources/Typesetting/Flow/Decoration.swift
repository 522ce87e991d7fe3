import LetterDocument

/// The background and the rules of a block. Where a page break divides the block, it has no rule there (`box-decoration-break: slice`).
struct Decoration {
  /// The boxes inside.
  var boxes: Range<Int>
  /// The outer edges of its rules.
  var x: Double
  var width: Double
  /// The distance from its outer edge to its first and from its last box.
  var insetTop = 0.0, insetBottom = 0.0
  var border: Borders
  var background: Color?

  /// What is drawn around the boxes of a page.
  /// - Parameters:
  ///   - part: the boxes of the decoration that are on the page.
  ///   - tops: the tops of the boxes from `first` on.
  ///   - head: the height of a table head that is repeated above the first of them.
  func drawn(
    boxes part: Range<Int>, _ tops: [Double], _ all: [FlowBox], first: Int, belowHead head: Double = 0
  ) -> BoxContent {
    let (isStart, isEnd) = (part.lowerBound == boxes.lowerBound, part.upperBound == boxes.upperBound)
    let last = part.upperBound - 1
    let top = tops[part.lowerBound - first] - (isStart ? insetTop : all[part.lowerBound].inset + head)
    let bottom = tops[last - first] + all[last].height + (isEnd ? insetBottom : all[last].trailing)
    var content = BoxContent()
    if let background {
      content.fills.append(Fill(x: x, y: top, width: width, height: bottom - top, color: background))
    }
    func add(_ side: Borders.Side, _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
      guard side.width > 0 else { return }
      content.rules.append(RuledLine(x0: x0, y0: y0, x1: x1, y1: y1, thickness: side.width, color: side.color))
    }
    let right = x + width
    if isStart { add(border.top, x, top + border.top.width / 2, right, top + border.top.width / 2) }
    if isEnd { add(border.bottom, x, bottom - border.bottom.width / 2, right, bottom - border.bottom.width / 2) }
    add(border.left, x + border.left.width / 2, top, x + border.left.width / 2, bottom)
    add(border.right, right - border.right.width / 2, top, right - border.right.width / 2, bottom)
    return content
  }
}
