import LetterDocument

/// The last stage: sets each running foot as a line in the middle of the bottom margin (CSS Paged Media §5.3).
struct RunningFootSetter {
  private let letter: Letter

  /// The pages with their feet, and the composition with the glyphs of the feet.
  static func feet(
    of letter: Letter, on pages: PagedLetter, _ composition: consuming Composition
  ) -> (PagedLetter, Composition) {
    var pages = pages
    let setter = RunningFootSetter(letter: letter)
    var extents = [[ClosedRange<Double>]](repeating: [], count: pages.pages.count)
    for foot in letter.page.feet {
      for index in pages.pages.indices {
        let (line, extent) = setter.line(foot, page: index + 1, of: pages.pages.count, into: &composition)
        pages.pages[index].feet.append(line)
        if let extent {
          if extents[index].contains(where: extent.overlaps) { composition.report(foot.isTooWide) }
          extents[index].append(extent)
        }
      }
    }
    return (pages, composition)
  }

  /// The line of a foot on a page, and the part of the page's width that it covers; nil if it is empty.
  private func line(
    _ foot: RunningFoot, page: Int, of count: Int, into composition: inout Composition
  ) -> (Line, ClosedRange<Double>?) {
    let words = foot.content.map { piece in
      switch piece {
      case .literal(let text): text
      case .namedString(let name): letter.namedStrings[name] ?? ""
      case .pageNumber: String(page)
      case .pageCount: String(count)
      }
    }.joined()
    let style = letter[foot.style]
    let paragraph = Paragraph(style: foot.style, inlines: [.text(Text(words, origin: foot.origin))])
    let text = GlyphRunCollector.collect(paragraph, of: letter, element: nil, into: &composition)
    let measure = letter.page.textWidth
    let baseline = composition.baseline(in: style)
    let margin = letter.page.margin.bottom
    let width = composition.position(of: text.glyphs.upperBound, in: text)
    if width > measure { composition.report(foot.isTooWide) }
    let top = letter.page.height - margin + (margin - style.lineHeight) / 2
    let left = letter.page.margin.left
    let line = LineSetter.line(
      text.glyphs, of: text, style: style, left: left, measure: measure, baseline: top + baseline, into: &composition)
    let start = left + LineSetter.shift(style.alignment, room: measure - width)
    return (line, text.glyphs.isEmpty ? nil : start...start + width)
  }
}

extension RunningFoot {
  /// The problem of a foot that does not fit.
  fileprivate var isTooWide: TypesettingProblem {
    .footTooWide(origin, repeatsText: content.contains { if case .namedString = $0 { true } else { false } })
  }
}
