import LetterDocument

/// Places the glyphs of a line.
enum LineSetter {
  /// The line that holds a range of a paragraph's glyphs, aligned between `left` and `left + measure`.
  static func line(
    _ range: Range<Int>, of text: ParagraphText, glyphs: [Glyph], style: Style, left: Double, measure: Double,
    baseline: Double
  ) -> Line {
    let origin = text.glyphs.lowerBound
    let start = text.positions[range.lowerBound - origin]
    var x = left
    if style.alignment != .left {
      var visible = range.upperBound
      while visible > range.lowerBound, glyphs[visible - 1].character == 0x20 { visible -= 1 }
      x += shift(style.alignment, room: measure - (text.positions[visible - origin] - start))
    }
    var runs: [Run] = []
    for span in text.spans where span.glyphs.overlaps(range) {
      let part = span.glyphs.clamped(to: range)
      runs.append(
        Run(
          x: x + text.positions[part.lowerBound - origin] - start, face: span.face, size: span.size,
          element: span.element, glyphs: part))
    }
    return Line(baseline: baseline, runs: runs)
  }

  /// How far alignment moves something that leaves `room` free.
  static func shift(_ alignment: Style.Alignment, room: Double) -> Double {
    switch alignment {
    case .left: 0
    case .center: max(0, room) / 2
    case .right: max(0, room)
    }
  }
}
