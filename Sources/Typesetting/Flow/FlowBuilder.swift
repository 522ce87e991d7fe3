import LetterDocument

/// The flow stage: sets the blocks of a letter in a galley, from top to bottom, and turns the letter's structure into elements.
struct FlowBuilder {
  /// What the stage returns.
  struct Flow {
    var composition: Composition
    var galley: Galley
  }

  private let letter: Letter
  private var composition: Composition
  private var galley = Galley()
  /// The bottom margin of the last block. It collapses with the top margin of the next block (CSS 2 §8.3.1).
  private var marginBefore = 0.0
  private var keptBefore = 0.0
  private var mustStayWithPrevious = false

  private init(letter: Letter, fonts: FontLibrary) {
    self.letter = letter
    composition = Composition(fonts: fonts)
  }

  static func flow(of letter: Letter, fonts: FontLibrary) -> Flow {
    var builder = FlowBuilder(letter: letter, fonts: fonts)
    let document = builder.composition.addElement(.document, parent: nil)
    builder.add(letter.blocks, parent: document)
    return Flow(composition: builder.composition, galley: builder.galley)
  }

  private mutating func add(_ blocks: [Block], parent: StructureElement.ID) {
    for block in blocks {
      switch block {
      case .section(let inner): add(inner, parent: composition.addElement(.section, parent: parent))
      case .heading(let level, let paragraph):
        let element = composition.addElement(.heading(level: level), parent: parent)
        galley.addHeading(level: level, text: paragraph.inlines.plainText, element)
        add(paragraph, element: element)
      case .paragraph(let paragraph): add(paragraph, element: composition.addElement(.paragraph, parent: parent))
      case .table(let table): add(table, parent: parent)
      case .image(let image): add(image, parent: parent)
      }
    }
  }

  // MARK: Blocks

  private mutating func add(_ paragraph: Paragraph, element: StructureElement.ID) {
    let style = letter[paragraph.style]
    let measure = letter.page.measure(of: style)
    let left = letter.page.margin.left + style.margin.left
    let text = GlyphRunCollector.collect(paragraph, of: letter, element: element, into: &composition)
    let (lines, isTooWide) = LineBreaker.lines(of: text, in: composition, measure: measure)
    if isTooWide { composition.report(.glyphTooWide(paragraph.inlines.firstOrigin)) }
    let baseline = composition.baseline(in: style)
    let first = galley.boxes.count
    for (index, range) in lines.enumerated() {
      let line = LineSetter.line(
        range, of: text, style: style, left: left, measure: measure, baseline: baseline, into: &composition)
      // At least `orphans` lines stay before a page break and `widows` lines after it.
      let mayStartPage = index == 0 || (index >= style.orphans && lines.count - index >= style.widows)
      galley.addLine(line, height: style.lineHeight, mayStartPage: mayStartPage)
    }
    endBlock(from: first, style: style)
  }

  private mutating func add(_ table: Table, parent: StructureElement.ID) {
    let first = galley.boxes.count
    for row in TableLayout.rows(of: table, in: letter, parent: parent, into: &composition) { galley.addRow(row) }
    endBlock(from: first, style: letter[table.style])
  }

  private mutating func add(_ image: Image, parent: StructureElement.ID) {
    let style = letter[image.style]
    let width = style.width ?? 0
    let height = width * Double(image.picture.height) / Double(image.picture.width)
    let room = letter.page.measure(of: style) - width
    let shift = LineSetter.shift(style.alignment, room: room)
    let element = composition.addElement(.figure(alternateText: image.alternateText), parent: parent)
    let first = galley.boxes.count
    galley.addPicture(
      Picture(
        x: letter.page.margin.left + style.margin.left + shift, y: 0, width: width, height: height,
        image: image.picture, element: element))
    endBlock(from: first, style: style)
  }

  // MARK: Margins

  /// Gives the first box of a block the space above it: the block's margin, collapsed with the margin of the block before.
  private mutating func endBlock(from first: Int, style: Style) {
    guard first < galley.boxes.count else { return }
    galley.setSpace(
      before: first, max(marginBefore, style.margin.top),
      kept: max(keptBefore, style.keepsMarginAtBreak ? style.margin.top : 0), mayStartPage: !mustStayWithPrevious)
    marginBefore = style.margin.bottom
    keptBefore = style.keepsMarginAtBreak ? style.margin.bottom : 0
    mustStayWithPrevious = style.keepsWithNext
  }
}

extension PageStyle {
  /// The measure: the distance between the margins.
  var textWidth: Double { width - margin.left - margin.right }

  /// The height of the text area.
  var textHeight: Double { height - margin.top - margin.bottom }

  /// The measure inside the margins of a style.
  func measure(of style: Style) -> Double { textWidth - style.margin.left - style.margin.right }
}

extension Composition {
  /// The distance from the top of a line box to its baseline: half of the leading is above the text (CSS 2 §10.8.1).
  mutating func baseline(in style: Style) -> Double {
    guard let index = faceIndex(of: style) else { return style.lineHeight }
    let face = faces[index]
    let unit = style.fontSize / Double(face.unitsPerEm)
    let ascent = Double(face.ascender) * unit
    let descent = Double(-face.descender) * unit
    return (style.lineHeight - ascent - descent) / 2 + ascent
  }
}
