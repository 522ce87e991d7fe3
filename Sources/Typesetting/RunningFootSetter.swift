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
    for foot in letter.page.feet {
      for index in pages.pages.indices {
        let line = setter.line(foot, page: index + 1, of: pages.pages.count, into: &composition)
        pages.pages[index].feet.append(line)
      }
    }
    return (pages, composition)
  }

  private func line(
    _ foot: RunningFoot, page: Int, of count: Int, into composition: inout Composition
  ) -> Line {
    let words = foot.content.map { piece in
      switch piece {
      case .literal(let text): text
      case .namedString(let name): letter.namedStrings[name] ?? ""
      case .pageNumber: String(page)
      case .pageCount: String(count)
      }
    }.joined()
    let style = letter[foot.style]
    let paragraph = Paragraph(style: foot.style, inlines: [.text(Text(words, origin: .template(source: 0, offset: 0)))])
    let text = GlyphRunCollector.collect(paragraph, of: letter, element: nil, into: &composition)
    let measure = letter.page.textWidth
    let baseline = composition.baseline(in: style)
    let margin = letter.page.margin.bottom
    if composition.position(of: text.glyphs.upperBound, in: text) > measure {
      composition.report(.tooWide("the running foot"))
    }
    if style.lineHeight > margin { composition.report(.tooTall("the running foot")) }
    let top = letter.page.height - margin + (margin - style.lineHeight) / 2
    return LineSetter.line(
      text.glyphs, of: text, style: style, left: letter.page.margin.left, measure: measure, baseline: top + baseline,
      into: &composition)
  }
}
