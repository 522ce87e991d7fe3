import LetterDocument

/// Blocks that are no lists and no tables.
extension FlowBuilder {
  mutating func add(_ container: Container, parent: StructureElement.ID?) {
    let style = letter[container.style]
    let opened = open(style)
    add(container.blocks, parent: parent)
    close(opened, style)
  }

  mutating func add(_ paragraph: Paragraph, element: StructureElement.ID?) {
    let style = letter[paragraph.style]
    let opened = open(style)
    addLines(of: paragraph.inlines, style, element: element)
    close(opened, style)
  }

  /// Sets text in the place of the block that is open.
  mutating func addLines(of inlines: [Inline], _ style: Style, element: StructureElement.ID?) {
    if let name = style.namedString, let text = inlines.namedText { galley.addNamedString(name, text) }
    let text = GlyphRunCollector.collect(
      inlines, style, styles: letter.styles, element: element, counters: counters, into: &composition)
    let baseline = composition.baseline(in: style)
    let (prefix, inside) = takeMarkers()
    let indent = style.textIndent + inside
    let (lines, isTooWide) = LineBreaker.lines(
      of: text, in: composition, measure: frame.measure, indent: indent)
    if isTooWide { composition.report(.glyphTooWide(inlines.firstOrigin)) }
    let lineFrame = LineFrame(left: frame.left, measure: frame.measure, alignment: style.alignment, indent: indent)
    for (index, range) in lines.enumerated() {
      let line = LineSetter.line(
        range, of: text, in: lineFrame, isFirst: index == 0, baseline: baseline, prefix: index == 0 ? prefix : [],
        into: &composition)
      // At least `orphans` lines stay before a page break and `widows` lines after it.
      let mayStartPage = index == 0 || (index >= style.orphans && lines.count - index >= style.widows)
      galley.addLine(line, height: style.lineHeight, avoidance: mayStartPage ? 0 : .lines)
      if text.hasExtras { galley.add(LineSetter.extras(of: line, text, in: composition)) }
      if index == 0 || !wholes.isEmpty { placeLastBox() }
    }
  }

  mutating func add(_ image: Image, _ marks: Marks?, parent: StructureElement.ID?) {
    let style = letter[image.style]
    let opened = open(style)
    let width = style.width ?? 0
    let height = width * Double(image.picture.height) / Double(image.picture.width)
    let shift = LineSetter.shift(style.alignment, room: frame.measure - width)
    var element: StructureElement.ID?
    if let text = image.alternateText { element = self.element(.figure(alternateText: text), parent, marks) }
    let picture = Picture(
      x: frame.left + shift, y: 0, width: width, height: height, image: image.picture, element: element)
    flushMarkers(beside: style)
    let isKept = element == nil && keepsNextBox
    var content = BoxContent(pictures: [picture])
    if element == nil { content.links = goal(marks, in: parent) }
    galley.add(content, height: height)
    placeLastBox()
    close(opened, style)
    if isKept { keepNextBox() }
  }

  /// The place of a picture that only decorates, and so is no element: the top of its box, if links may lead there.
  private mutating func goal(_ marks: Marks?, in parent: StructureElement.ID?) -> [LinkArea] {
    guard isTagged, let name = marks?.id, let parent else { return [] }
    composition.addGoal(name, in: parent)
    return [LinkArea(content: .goal(name), area: Area(x: frame.left, y: 0, width: 0, height: 0), baseline: 0)]
  }

  /// `hr`: its upper rule across the measure.
  mutating func addRule(_ style: Style) {
    var around = style
    around.border = Borders()
    let opened = open(around)
    let rule = style.border.top
    let y = rule.width / 2
    let line = RuledLine(
      x0: frame.left, y0: y, x1: frame.left + frame.measure, y1: y, thickness: rule.width, color: rule.color)
    let isKept = keepsNextBox
    galley.add(BoxContent(rules: rule.width > 0 ? [line] : []), height: rule.width)
    placeLastBox()
    close(opened, around)
    // A rule is no content, so a heading above it stays with what comes below.
    if isKept { keepNextBox() }
  }
}
