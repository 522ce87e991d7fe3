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
    var number = range.isEmpty ? text.spans.count : text.span(at: range.lowerBound)
    while number < text.spans.count, text.spans[number].glyphs.lowerBound < range.upperBound {
      let span = text.spans[number]
      let part = span.glyphs.clamped(to: range)
      number += 1
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
      let number = text.span(at: run.glyphs.lowerBound)
      // A marker before the line is no part of the text.
      guard number < text.spans.count, text.spans[number].glyphs.contains(run.glyphs.lowerBound) else { continue }
      let span = text.spans[number]
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
    let area = Area(x: left, y: top, width: right - left, height: bottom - top)
    // The parts of a link on a line become one place, also if they have other sizes or faces.
    if let last = links.last, last.content == .link(link) {
      links[links.count - 1].area.formUnion(area)
    } else {
      links.append(LinkArea(content: .link(link), area: area, baseline: baseline))
    }
  }
}

/// A part of a link on a line, or the place of a picture that links lead to and that is no element.
struct LinkArea {
  enum Content: Equatable {
    case link(StructureElement.ID)
    /// The picture, by its name.
    case goal(String)
  }

  var content: Content
  var area: Area
  /// The baseline of its line. The area of a link can be higher than its line, so the baseline says on which page it is.
  var baseline: Double
}
