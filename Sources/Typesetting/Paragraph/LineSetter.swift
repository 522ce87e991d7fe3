import LetterDocument

/// Places the glyphs of a line.
enum LineSetter {
  /// Sets the line that holds a range of a paragraph's glyphs, aligned between `left` and `left + measure`.
  static func line(
    _ range: Range<Int>, of text: ParagraphText, style: Style, left: Double, measure: Double, baseline: Double,
    into output: inout TypesettingOutput
  ) -> Line {
    let start = output.position(of: range.lowerBound, in: text)
    var x = left
    if style.alignment != .left {
      var visible = range.upperBound
      while visible > range.lowerBound, output.result.glyphs[visible - 1].character == 0x20 { visible -= 1 }
      x += shift(style.alignment, room: measure - (output.position(of: visible, in: text) - start))
    }
    let firstRun = output.result.runs.count
    for span in text.spans where span.glyphs.overlaps(range) {
      let part = span.glyphs.clamped(to: range)
      output.result.runs.append(
        Run(
          x: x + output.position(of: part.lowerBound, in: text) - start, face: span.face, size: span.size,
          element: span.element, glyphs: part))
    }
    return Line(baseline: baseline, runs: firstRun..<output.result.runs.count)
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
