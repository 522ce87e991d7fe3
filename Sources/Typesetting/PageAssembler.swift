import LetterDocument

/// The pages of a letter and where its headings are.
struct PagedLetter {
  var pages: [Page] = []
  var headings: [HeadingPlace] = []
}

/// The assembly stage: places the contents of the galley on pages.
struct PageAssembler {
  private let galley: Galley
  private let style: PageStyle
  private var result = PagedLetter()

  private init(galley: Galley, style: PageStyle) {
    self.galley = galley
    self.style = style
  }

  static func pages(
    of galley: Galley, _ distributions: [PageBreaker.Distribution], style: PageStyle
  ) -> PagedLetter {
    var assembler = PageAssembler(galley: galley, style: style)
    for distribution in distributions { assembler.place(distribution) }
    return assembler.result
  }

  /// Adds a page with its boxes.
  private mutating func place(_ distribution: PageBreaker.Distribution) {
    var page = Page(width: style.width, height: style.height)
    page.lines.reserveCapacity(distribution.boxes.count)
    for (index, top) in zip(distribution.boxes, distribution.tops) {
      let box = galley.boxes[index]
      for line in galley.lines[box.lines] {
        page.lines.append(Line(baseline: line.baseline + top, runs: line.runs))
      }
      for var fill in galley.fills[box.fills] {
        fill.y += top
        page.fills.append(fill)
      }
      for var rule in galley.rules[box.rules] {
        rule.y0 += top
        rule.y1 += top
        page.rules.append(rule)
      }
      for var picture in galley.pictures[box.pictures] {
        picture.y += top
        page.pictures.append(picture)
      }
      if let heading = galley.headings[result.headings.count...].first, heading.box == index {
        result.headings.append(
          HeadingPlace(
            level: heading.level, text: heading.text, page: result.pages.count, y: top, element: heading.element))
      }
    }
    result.pages.append(page)
  }
}
