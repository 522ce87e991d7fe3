import LetterDocument

/// Sets the letter's blocks on the galley, top to bottom, and turns its structure into elements.
struct FlowBuilder {
  private let letter: Letter
  /// The margin below the block before, still to be collapsed with the one above the next (CSS 2 §8.3.1).
  private var marginBefore = 0.0
  private var keptBefore = 0.0
  private var mustStayWithPrevious = false

  private init(letter: Letter) {
    self.letter = letter
  }

  static func set(_ letter: Letter, on output: inout TypesettingOutput) {
    var builder = FlowBuilder(letter: letter)
    let document = output.addElement(.document, parent: nil)
    builder.add(letter.blocks, parent: document, to: &output)
  }

  private mutating func add(_ blocks: [Block], parent: StructureElement.ID, to output: inout TypesettingOutput) {
    for block in blocks {
      switch block {
      case .section(let inner): add(inner, parent: output.addElement(.section, parent: parent), to: &output)
      case .heading(let level, let paragraph):
        let element = output.addElement(.heading(level: level), parent: parent)
        addParagraph(paragraph, element: element, heading: (level, paragraph.inlines.plainText), to: &output)
      case .paragraph(let paragraph):
        addParagraph(paragraph, element: output.addElement(.paragraph, parent: parent), heading: nil, to: &output)
      case .table(let table):
        let first = output.galley.boxes.count
        TableLayout.set(table, in: letter, parent: parent, on: &output)
        endBlock(from: first, style: letter[table.style], in: &output.galley)
      case .image(let image): addImage(image, parent: parent, to: &output)
      }
    }
  }

  // MARK: Paragraphs

  private mutating func addParagraph(
    _ paragraph: Paragraph, element: StructureElement.ID, heading: (level: Int, text: String)?,
    to output: inout TypesettingOutput
  ) {
    let style = letter[paragraph.style]
    let measure = letter.page.measure(of: style)
    if measure <= 0 { output.report(.tooWide("the margin of a paragraph")) }
    let left = letter.page.margin.left + style.margin.left
    let text = GlyphRunCollector.collect(paragraph, of: letter, element: element, into: &output)
    let lines = LineBreaker.lines(of: text, in: output, measure: measure)
    let baseline = output.baseline(in: style)
    let first = output.galley.boxes.count
    if let heading { output.galley.headings.append((first, heading.level, heading.text)) }
    for (index, range) in lines.enumerated() {
      output.galley.lines.append(
        LineSetter.line(
          range, of: text, style: style, left: left, measure: measure, baseline: baseline, into: &output))
      // At least `orphans` lines stay before a page break and `widows` lines after it.
      output.galley.closeBox(
        .line, height: style.lineHeight,
        mayStartPage: index == 0 || (index >= style.orphans && lines.count - index >= style.widows))
    }
    endBlock(from: first, style: style, in: &output.galley)
  }

  private mutating func addImage(_ image: Image, parent: StructureElement.ID, to output: inout TypesettingOutput) {
    let style = letter[image.style]
    let width = style.width ?? 0
    let height = width * Double(image.picture.height) / Double(image.picture.width)
    let room = letter.page.measure(of: style) - width
    let kind = FlowBox.Kind.picture(alternateText: image.alternateText)
    if room < 0 { output.report(.tooWide(kind.name)) }
    let shift = LineSetter.shift(style.alignment, room: room)
    let element = output.addElement(.figure(alternateText: image.alternateText), parent: parent)
    let first = output.galley.boxes.count
    output.galley.pictures.append(
      Picture(
        x: letter.page.margin.left + style.margin.left + shift, y: 0, width: width, height: height,
        image: image.picture, element: element))
    output.galley.closeBox(kind, height: height)
    endBlock(from: first, style: style, in: &output.galley)
  }

  // MARK: Margins

  /// Gives the first box of a block the space that the block's margin and that of the block before leave.
  private mutating func endBlock(from first: Int, style: Style, in galley: inout Galley) {
    guard first < galley.boxes.count else { return }
    galley.boxes[first].spaceBefore = max(marginBefore, style.margin.top)
    galley.boxes[first].keptSpace = max(keptBefore, style.keepsMarginAtBreak ? style.margin.top : 0)
    if mustStayWithPrevious { galley.boxes[first].mayStartPage = false }
    marginBefore = style.margin.bottom
    keptBefore = style.keepsMarginAtBreak ? style.margin.bottom : 0
    mustStayWithPrevious = style.keepsWithNext
  }
}

extension PageStyle {
  /// The measure: the distance between the margins.
  var textWidth: Double { width - margin.left - margin.right }

  /// The measure that the margins of a style leave.
  func measure(of style: Style) -> Double { textWidth - style.margin.left - style.margin.right }
}

extension TypesettingOutput {
  /// The distance from the top of a line box to its baseline: the leading is shared out above and below (CSS 2 §10.8.1).
  mutating func baseline(in style: Style) -> Double {
    guard let index = faceIndex(of: style) else { return style.lineHeight }
    let face = result.faces[index]
    let unit = style.fontSize / Double(face.unitsPerEm)
    let ascent = Double(face.ascender) * unit
    let descent = Double(-face.descender) * unit
    return (style.lineHeight - ascent - descent) / 2 + ascent
  }
}
