import LetterDocument

/// Where the lines of a paragraph are set: between `left` and `left + measure`.
struct LineFrame {
  var left: Double
  var measure: Double
  var alignment: Style.Alignment
  /// How far the first line starts from the others.
  var indent = 0.0
}

/// Places the glyphs of a line.
enum LineSetter {
  /// Sets the line that holds a range of a paragraph's glyphs.
  /// - Parameters:
  ///   - baseline: the distance of the baseline from the top of the line's box.
  ///   - prefix: runs that stand before the line, such as the marker of a list item.
  static func line(
    _ range: Range<Int>, of text: ParagraphText, in frame: LineFrame, isFirst: Bool = false, baseline: Double,
    prefix: [Run] = [], into composition: inout Composition
  ) -> Line {
    let start = composition.position(of: range.lowerBound, in: text)
    let indent = isFirst ? frame.indent : 0
    var x = frame.left + indent
    if frame.alignment != .left {
      var visible = range.upperBound
      while visible > range.lowerBound, composition.glyphs[visible - 1].character == 0x20 { visible -= 1 }
      x += shift(
        frame.alignment, room: frame.measure - indent - (composition.position(of: visible, in: text) - start))
    }
    let firstRun = composition.runs.count
    if !prefix.isEmpty { composition.runs += prefix }
    for span in text.spans where span.glyphs.overlaps(range) {
      let part = span.glyphs.clamped(to: range)
      composition.runs.append(
        Run(
          x: x + composition.position(of: part.lowerBound, in: text) - start, face: span.face, size: span.size,
          color: span.color, element: span.element, glyphs: part))
    }
    return Line(baseline: baseline, runs: firstRun..<composition.runs.count)
  }

  /// The underlines and links of a line that was set.
  static func extras(of line: Line, _ text: ParagraphText, in composition: Composition) -> LineExtras {
    var extras = LineExtras()
    for index in line.runs {
      let run = composition.runs[index]
      guard let span = text.spans.first(where: { $0.glyphs.contains(run.glyphs.lowerBound) }) else { continue }
      var end = run.glyphs.upperBound
      if index + 1 == line.runs.upperBound {
        while end > run.glyphs.lowerBound, composition.glyphs[end - 1].character == 0x20 { end -= 1 }
      }
      let right =
        run.x + composition.position(of: end, in: text) - composition.position(of: run.glyphs.lowerBound, in: text)
      extras.add(span, from: run.x, to: right, baseline: line.baseline, in: composition.faces[span.face])
    }
    return extras
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

/// What a line draws besides its glyphs.
struct LineExtras {
  /// Underlines.
  var rules: [RuledLine] = []
  /// The places of links.
  var links: [LinkArea] = []

  mutating func add(
    _ span: ParagraphText.Span, from left: Double, to right: Double, baseline: Double, in face: FontFace
  ) {
    guard right > left else { return }
    if span.isUnderlined {
      let y = baseline + span.size * 0.12
      rules.append(
        RuledLine(x0: left, y0: y, x1: right, y1: y, thickness: span.size * 0.05, color: span.color))
    }
    guard let link = span.link else { return }
    let unit = span.size / Double(face.unitsPerEm)
    let (top, bottom) = (baseline - Double(face.ascender) * unit, baseline - Double(face.descender) * unit)
    // The parts of a link on a line become one place.
    if let last = links.last, last.element == link, last.area.y == top {
      links[links.count - 1].area.width = right - last.area.x
    } else {
      links.append(LinkArea(element: link, area: Area(x: left, y: top, width: right - left, height: bottom - top)))
    }
  }
}

/// A part of a link on a line.
struct LinkArea {
  var element: StructureElement.ID
  var area: Area
}
