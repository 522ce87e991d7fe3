import LetterDocument

/// The marker of a list item, ready to be set before the item's first line.
struct Marker {
  /// Its runs, as if it started at 0.
  var runs: [Run]
  var width: Double
  /// The distance between the marker and the text.
  var gap: Double
  /// The left edge of the item's text.
  var left: Double
  /// The distance of its baseline from the top of a line, for an item that starts with a picture.
  var baseline: Double
}

/// Lists. Markers stand outside, to the left of the text (CSS Lists 3 §3).
extension FlowBuilder {
  mutating func add(_ list: List, element: StructureElement.ID?) {
    let style = letter[list.style]
    let opened = open(style)
    for item in list.items { add(item, parent: element) }
    close(opened, style)
  }

  private mutating func add(_ item: List.Item, parent: StructureElement.ID?) {
    let style = letter[item.style]
    let opened = open(style)
    let itemElement = element(.listItem, parent, item.marks)
    if let text = item.marker { addMarker(text, style, parent: itemElement) }
    let body = element(.listBody, itemElement)
    switch item.content {
    case .inlines(let inlines): addLines(of: inlines, style, element: body)
    case .blocks(let blocks):
      add(blocks, parent: body)
      // An item whose blocks are empty still has its marker.
      if !markers.isEmpty { addLines(of: [], style, element: body) }
    }
    close(opened, style)
  }

  private mutating func addMarker(_ text: String, _ style: Style, parent: StructureElement.ID?) {
    let label = element(.label, parent)
    let origin = Origin.template(source: 0, offset: 0)
    let glyphs = GlyphRunCollector.collect(
      [.text(Text(text + " ", origin: origin))], style, styles: letter.styles, element: label, into: &composition)
    let frame = LineFrame(left: 0, measure: 0, alignment: .left)
    let start = composition.runs.count
    _ = LineSetter.line(glyphs.glyphs, of: glyphs, in: frame, baseline: 0, into: &composition)
    let runs = Array(composition.runs[start...])
    composition.runs.removeSubrange(start...)
    let all = composition.position(of: glyphs.glyphs.upperBound, in: glyphs)
    let words = composition.position(of: max(glyphs.glyphs.lowerBound, glyphs.glyphs.upperBound - 1), in: glyphs)
    markers.append(
      Marker(
        runs: runs, width: words, gap: all - words, left: self.frame.left,
        baseline: composition.baseline(in: style)))
  }

  /// The runs of the markers before the next line, and how far they push the line to the right. A marker that has no room to the left of
  /// its text stands inside the line.
  mutating func takeMarkers() -> (runs: [Run], inside: Double) {
    if markers.isEmpty { return ([], 0) }
    var runs: [Run] = []
    var (limit, inside) = (markerLimit, 0.0)
    for marker in markers {
      var x = marker.left - marker.gap - marker.width
      if x < limit || marker.left > frame.left {
        x = max(limit, marker.left)
        inside = max(inside, x + marker.width + marker.gap - frame.left)
      }
      limit = x + marker.width + marker.gap
      runs += marker.runs.map { run in
        var run = run
        run.x += x
        return run
      }
    }
    markers = []
    return (runs, max(0, inside))
  }

  /// Sets the markers before something that is no text as a line of their own.
  mutating func flushMarkers(beside style: Style) {
    guard let baseline = markers.first?.baseline else { return }
    let (runs, _) = takeMarkers()
    let first = composition.runs.count
    composition.runs += runs
    galley.addLine(
      Line(baseline: baseline, runs: first..<composition.runs.count), height: style.lineHeight, avoidance: 0)
    placeLastBox()
    keepNextBox()
  }
}
