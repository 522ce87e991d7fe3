import LetterDocument

/// Sets the running feet: a line each in the middle of the bottom margin (CSS Paged Media §5.3).
struct RunningFootSetter {
  let letter: Letter

  func set(on output: inout TypesettingOutput) {
    for foot in letter.page.feet {
      for index in output.result.pages.indices {
        if let line = line(foot, page: index + 1, of: output.result.pages.count, into: &output) {
          output.result.pages[index].feet.append(line)
        }
      }
    }
  }

  private func line(
    _ foot: RunningFoot, page: Int, of count: Int, into output: inout TypesettingOutput
  ) -> Line? {
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
    let text = GlyphRunCollector.collect(paragraph, of: letter, element: nil, into: &output)
    let measure = letter.page.textWidth
    let baseline = output.baseline(in: style)
    let margin = letter.page.margin.bottom
    if output.position(of: text.glyphs.upperBound, in: text) > measure { output.report(.tooWide("the running foot")) }
    if style.lineHeight > margin { output.report(.tooTall("the running foot")) }
    let top = letter.page.height - margin + (margin - style.lineHeight) / 2
    return LineSetter.line(
      text.glyphs, of: text, style: style, left: letter.page.margin.left, measure: measure, baseline: top + baseline,
      into: &output)
  }
}
