import LetterDocument

/// The page break stage: distributes boxes over pages. A page takes all boxes that fit. Then it gives back the boxes that must stay with
/// the next one.
struct PageBreaker {
  private let style: PageStyle
  private let galley: Galley
  /// Rounding must not push the last line off a page.
  static let tolerance = 0.01

  /// A page's boxes and the top of each.
  struct Distribution {
    var boxes: Range<Int>
    var tops: [Double]
    /// The table head that is repeated at the top of the page.
    var head: RepeatedHead?
  }

  /// The pages of a galley.
  static func pages(of galley: Galley, style: PageStyle) -> [Distribution] {
    PageBreaker(style: style, galley: galley).pages()
  }

  /// Whether a box is higher than a page has room for. What a set places is proven when it is loaded, so this happens to what grows with data.
  static func overflows(_ pages: [Distribution], of galley: Galley, style: PageStyle) -> Bool {
    pages.enumerated().contains { number, page in
      guard let top = page.tops.last, !page.boxes.isEmpty else { return false }
      let last = galley.boxes[page.boxes.upperBound - 1]
      return top + last.height + last.trailing > style.height - style.bottom(ofPage: number) + 2 * tolerance
    }
  }

  private init(style: PageStyle, galley: Galley) {
    self.style = style
    self.galley = galley
  }

  private func pages() -> [Distribution] {
    var pages: [Distribution] = []
    var start = 0
    var space = galley.boxes.first?.spaceBefore ?? 0
    repeat {
      let (page, spaceOfNext) = page(pages.count, from: start, space: space)
      pages.append(page)
      (start, space) = (page.boxes.upperBound, spaceOfNext)
    } while start < galley.boxes.count
    return pages
  }

  /// The page that starts with the box at `start`, and the space at the top of the page after it.
  private func page(
    _ number: Int, from start: Int, space: Double
  ) -> (page: Distribution, spaceOfNext: Double) {
    let boxes = galley.boxes
    let foot = style.height - style.bottom(ofPage: number) + Self.tolerance
    var tops: [Double] = []
    var y = style.top(ofPage: number)
    let head = repeatedHead(at: start)
    if let head { y += head.height }
    // Space at the top of a page is dropped if it would leave no room for its box.
    let fitsBelowSpace = start < boxes.count && y + space + boxes[start].height <= foot
    for index in start..<boxes.count {
      let box = boxes[index]
      let top = y + (index > start ? box.spaceBefore : fitsBelowSpace ? max(space, box.inset) : box.inset)
      let isForced = box.startsPage && index > start
      if index > start, isForced || top + box.height + box.trailing > foot {
        let end = isForced ? index : pageEnd(atOrBefore: index, after: start)
        let bottom = tops[end - 1 - start] + boxes[end - 1].height
        tops.removeSubrange((end - start)...)
        return (Distribution(boxes: start..<end, tops: tops, head: head), spaceAfterBreak(at: end, bottom, foot))
      }
      tops.append(top)
      y = top + box.height
    }
    return (Distribution(boxes: start..<boxes.count, tops: tops, head: head), 0)
  }

  /// The space at the top of the page that starts with a box. Of the space at a forced break, what is after it is kept. At others, all is
  /// dropped (css-break-3 §5.2), but for margins that are to be kept.
  private func spaceAfterBreak(at box: Int, _ bottom: Double, _ foot: Double) -> Double {
    let next = galley.boxes[box]
    if next.startsPage { return next.keptSpace }
    return bottom + next.keptSpace > foot ? next.keptSpace : 0
  }

  /// The head of the table that the page goes on with.
  private func repeatedHead(at start: Int) -> RepeatedHead? {
    guard start < galley.boxes.count, galley.boxes[start].head >= 0 else { return nil }
    return galley.heads[Int(galley.boxes[start].head)]
  }

  /// Where the page ends: before the last box, at or before `index`, at which a break is the least to be avoided.
  private func pageEnd(atOrBefore index: Int, after start: Int) -> Int {
    var (best, least) = (index, BreakAvoidance.max)
    var end = index
    while end > start {
      let avoidance = galley.boxes[end].avoidance
      if avoidance < least { (best, least) = (end, avoidance) }
      if least == 0 { break }
      end -= 1
    }
    return best
  }
}
