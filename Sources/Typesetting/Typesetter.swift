import LetterDocument

/// Lays a letter out on pages: glyphs, lines, boxes, pages, in that order.
package struct Typesetter: Sendable {
  /// The faces that letters may be set in.
  package let fonts: FontLibrary

  /// Makes a typesetter.
  package init(fonts: FontLibrary) {
    self.fonts = fonts
  }

  /// The letter on its pages.
  /// - Throws: everything that keeps it from being set: missing glyphs, missing faces, things too large for a page.
  package func typeset(_ letter: Letter) throws(TypesettingError) -> TypesetLetter {
    var output = TypesettingOutput(fonts: fonts)
    FlowBuilder.set(letter, on: &output)
    for page in PageBreaker.pages(style: letter.page, of: &output) {
      output.place(page, style: letter.page)
    }
    RunningFootSetter(letter: letter).set(on: &output)
    return try output.finish()
  }
}

extension TypesettingOutput {
  /// Adds a page with boxes whose tops are given.
  fileprivate mutating func place(_ distribution: PageBreaker.Distribution, style: PageStyle) {
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
        result.headings.append(HeadingPlace(level: heading.level, text: heading.text, page: result.pages.count, y: top))
      }
    }
    result.pages.append(page)
  }
}
