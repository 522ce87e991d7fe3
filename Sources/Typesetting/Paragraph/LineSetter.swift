import LetterDocument

/// Places the glyphs of a line.
enum LineSetter {
  /// Sets the line that holds a range of a paragraph's glyphs, aligned between `left` and `left + measure`.
  static func line(
    _ range: Range<Int>, of text: ParagraphText, style: Style, left: Double, measure: Double, baseline: Double,
    into composition: inout Composition
  ) -> Line {
    let start = composition.position(of: range.lowerBound, in: text)
    var x = left
    if style.alignment != .left {
      var visible = range.upperBound
      while visible > range.lowerBound, composition.glyphs[visible - 1].character == 0x20 { visible -= 1 }
      x += shift(style.alignment, room: measure - (composition.position(of: visible, in: text) - start))
    }
    let firstRun = composition.runs.count
    for span in text.spans where span.glyphs.overlaps(range) {
      let part = span.glyphs.clamped(to: range)
      composition.runs.append(
        Run(
          x: x + composition.position(of: part.lowerBound, in: text) - start, face: span.face, size: span.size,
          element: span.element, glyphs: part))
    }
    return Line(baseline: baseline, runs: firstRun..<composition.runs.count)
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
