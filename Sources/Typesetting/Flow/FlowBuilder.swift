import LetterDocument

/// Turns the letter's blocks into boxes, top to bottom, and its structure into elements.
struct FlowBuilder {
  private let letter: Letter
  private(set) var boxes: [FlowBox] = []
  /// The margin below the block before, still to be collapsed with the one above the next (CSS 2 §8.3.1).
  private var marginBefore = 0.0
  private var keptBefore = 0.0
  private var mustStayWithPrevious = false

  init(letter: Letter) {
    self.letter = letter
  }

  static func boxes(of letter: Letter, into output: inout TypesettingOutput) -> [FlowBox] {
    var builder = FlowBuilder(letter: letter)
    let document = output.addElement(.document, parent: nil)
    builder.add(letter.blocks, parent: document, to: &output)
    return builder.boxes
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
        addBlock(
          TableLayout.rows(of: table, in: letter, parent: parent, into: &output), style: letter[table.style])
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
    let measure = letter.page.textWidth - style.margin.left - style.margin.right
    let left = letter.page.margin.left + style.margin.left
    let text = GlyphRunCollector.collect(paragraph, of: letter, element: element, into: &output)
    let lines = LineBreaker.lines(of: text, glyphs: output.result.glyphs, measure: measure)
    let baseline = output.baseline(in: style)
    var boxes: [FlowBox] = []
    boxes.reserveCapacity(lines.count)
    for (index, range) in lines.enumerated() {
      var box = FlowBox(height: style.lineHeight)
      box.lines = [
        LineSetter.line(
          range, of: text, glyphs: output.result.glyphs, style: style, left: left, measure: measure, baseline: baseline)
      ]
      // At least `orphans` lines stay before a page break and `widows` lines after it.
      box.mayStartPage = index == 0 || (index >= style.orphans && lines.count - index >= style.widows)
      boxes.append(box)
    }
    boxes[0].heading = heading
    addBlock(boxes, style: style)
  }

  private mutating func addImage(_ image: Image, parent: StructureElement.ID, to output: inout TypesettingOutput) {
    let style = letter[image.style]
    let width = style.width ?? 0
    let height = width * Double(image.picture.height) / Double(image.picture.width)
    let room = letter.page.textWidth - style.margin.left - style.margin.right - width
    if room < 0 { output.report(.tooWide("the picture “\(image.alternateText)”")) }
    let shift = LineSetter.shift(style.alignment, room: room)
    var box = FlowBox(height: height, name: "the picture “\(image.alternateText)”")
    box.pictures = [
      Picture(
        x: letter.page.margin.left + style.margin.left + shift, y: 0, width: width, height: height,
        image: image.picture,
        element: output.addElement(.figure(alternateText: image.alternateText), parent: parent))
    ]
    addBlock([box], style: style)
  }

  // MARK: Margins

  /// Appends the boxes of a block, with the space that its margin and that of the block before it leave between them.
  private mutating func addBlock(_ block: [FlowBox], style: Style) {
    guard var first = block.first else { return }
    first.spaceBefore = max(marginBefore, style.margin.top)
    first.keptSpace = max(keptBefore, style.keepsMarginAtBreak ? style.margin.top : 0)
    if mustStayWithPrevious { first.mayStartPage = false }
    boxes.append(first)
    boxes += block.dropFirst()
    marginBefore = style.margin.bottom
    keptBefore = style.keepsMarginAtBreak ? style.margin.bottom : 0
    mustStayWithPrevious = style.keepsWithNext
  }
}

extension PageStyle {
  /// The measure: the distance between the margins.
  var textWidth: Double { width - margin.left - margin.right }
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
