import LetterDocument

/// Lays a letter out on pages: glyphs, lines, boxes, pages, in that order.
public struct Typesetter: Sendable {
  /// The faces that letters may be set in.
  public let fonts: FontLibrary

  /// Makes a typesetter.
  public init(fonts: FontLibrary) {
    self.fonts = fonts
  }

  /// The letter on its pages.
  /// - Throws: everything that keeps it from being set: missing glyphs, missing faces, things too large for a page.
  public func typeset(_ letter: Letter) throws(TypesettingError) -> TypesetLetter {
    var output = TypesettingOutput(fonts: fonts)
    let boxes = FlowBuilder.boxes(of: letter, into: &output)
    for distribution in PageBreaker.pages(of: boxes, style: letter.page, into: &output) {
      output.place(boxes[distribution.boxes], tops: distribution.tops, style: letter.page)
    }
    RunningFootSetter(letter: letter).set(on: &output)
    guard output.problems.isEmpty else { throw TypesettingError(output.problems) }
    return output.result
  }
}

extension TypesettingOutput {
  /// Adds a page with boxes whose tops are given.
  fileprivate mutating func place(_ boxes: ArraySlice<FlowBox>, tops: [Double], style: PageStyle) {
    var page = Page(width: style.width, height: style.height)
    page.lines.reserveCapacity(boxes.count)
    for (box, top) in zip(boxes, tops) {
      for var line in box.lines {
        line.baseline += top
        page.lines.append(line)
      }
      for var fill in box.fills {
        fill.y += top
        page.fills.append(fill)
      }
      for var rule in box.rules {
        rule.y0 += top
        rule.y1 += top
        page.rules.append(rule)
      }
      for var picture in box.pictures {
        picture.y += top
        page.pictures.append(picture)
      }
      if let heading = box.heading {
        result.headings.append(HeadingPlace(level: heading.level, text: heading.text, page: result.pages.count, y: top))
      }
    }
    result.pages.append(page)
  }
}
