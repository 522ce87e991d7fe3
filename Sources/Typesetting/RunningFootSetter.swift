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
          if extents[index].contains(where: extent.overlaps) {
            composition.report(.footTooWide(setter.origin(of: foot)))
          }
          extents[index].append(extent)
        }
      }
    }
    return (pages, composition)
  }

  /// Where a foot comes from: the text of the letter that it repeats, or its margin box.
  private func origin(of foot: RunningFoot) -> Origin {
    for case .namedString(let name) in foot.content {
      if let origin = letter.namedStrings[name]?.origin { return origin }
    }
    return foot.origin
  }

  /// The line of a foot on a page, and the part of the page's width that it covers; nil if it is empty.
  private func line(
    _ foot: RunningFoot, page: Int, of count: Int, into composition: inout Composition
  ) -> (Line, ClosedRange<Double>?) {
    let texts = foot.content.map { piece in
      switch piece {
      case .literal(let text): Text(text, origin: foot.origin)
      case .namedString(let name): letter.namedStrings[name] ?? Text("", origin: foot.origin)
      case .pageNumber: Text(String(page), origin: foot.origin)
      case .pageCount: Text(String(count), origin: foot.origin)
      }
    }
    let style = letter[foot.style]
    let paragraph = Paragraph(style: foot.style, inlines: texts.map { .text($0) })
    let text = GlyphRunCollector.collect(paragraph, of: letter, element: nil, into: &composition)
    let measure = letter.page.textWidth
    let baseline = composition.baseline(in: style)
    let margin = letter.page.margin.bottom
    let width = composition.position(of: text.glyphs.upperBound, in: text)
    if width > measure { composition.report(.footTooWide(origin(of: foot))) }
    let top = letter.page.height - margin + (margin - style.lineHeight) / 2
    let left = letter.page.margin.left
    let line = LineSetter.line(
      text.glyphs, of: text, style: style, left: left, measure: measure, baseline: top + baseline, into: &composition)
    let start = left + LineSetter.shift(style.alignment, room: measure - width)
    return (line, text.glyphs.isEmpty ? nil : start...start + width)
  }
}
