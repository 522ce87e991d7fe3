import LetterDocument

/// The page break stage: distributes boxes over pages. A page takes all boxes that fit. Then it gives back the boxes that must stay with
/// the next one.
struct PageBreaker {
  private let style: PageStyle
  private let boxes: [FlowBox]
  /// Rounding must not push the last line off a page.
  static let tolerance = 0.01

  /// A page's boxes and the top of each.
  struct Distribution {
    var boxes: Range<Int>
    var tops: [Double]
  }

  /// The pages of a galley's boxes. A box that is taller than a page was reported before, or its stylesheet was refused.
  static func pages(of boxes: [FlowBox], style: PageStyle) -> [Distribution] {
    PageBreaker(style: style, boxes: boxes).pages()
  }

  private func pages() -> [Distribution] {
    var pages: [Distribution] = []
    var start = 0
    var space = boxes.first?.spaceBefore ?? 0
    repeat {
      let (page, spaceOfNext) = page(from: start, space: space)
      pages.append(page)
      (start, space) = (page.boxes.upperBound, spaceOfNext)
    } while start < boxes.count
    return pages
  }

  /// The page that starts with the box at `start`, and the space at the top of the page after it.
  private func page(from start: Int, space: Double) -> (page: Distribution, spaceOfNext: Double) {
    let foot = style.height - style.margin.bottom + Self.tolerance
    var tops: [Double] = []
    var y = style.margin.top
    // Space at the top of a page is dropped if it would leave no room for its box.
    let fitsBelowSpace = start < boxes.count && y + space + boxes[start].height <= foot
    for index in start..<boxes.count {
      let box = boxes[index]
      let top = y + (index > start ? box.spaceBefore : fitsBelowSpace ? space : 0)
      if top + box.height > foot, index > start {
        let end = pageEnd(atOrBefore: index, after: start)
        let bottom = tops[end - 1 - start] + boxes[end - 1].height
        tops.removeSubrange((end - start)...)
        let kept = boxes[end].keptSpace
        return (Distribution(boxes: start..<end, tops: tops), bottom + kept > foot ? kept : 0)
      }
      tops.append(top)
      y = top + box.height
    }
    return (Distribution(boxes: start..<boxes.count, tops: tops), 0)
  }

  /// The last box at or before `index` that may start a page; `index` itself if everything on the page must stay together.
  private func pageEnd(atOrBefore index: Int, after start: Int) -> Int {
    var end = index
    while end > start, !boxes[end].mayStartPage { end -= 1 }
    return end > start ? end : index
  }
}
