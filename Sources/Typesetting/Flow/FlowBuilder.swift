import LetterDocument

/// The flow stage: sets the blocks of a letter in a galley, from top to bottom, and turns the letter's structure into elements.
struct FlowBuilder {
  /// What the stage returns.
  struct Flow {
    var composition: Composition
    var galley: Galley
    /// What the first page alone shows in its margins. It is part of the letter's text.
    var firstBoxes: [FirstBox]
  }

  /// The place of content between the left and the right edge.
  struct Frame {
    var left: Double
    var measure: Double
  }

  let letter: Letter
  var composition: Composition
  var galley = Galley()
  var frame: Frame
  /// Whether the content is part of the letter's structure.
  let isTagged: Bool
  let counters: PageNumbers?
  /// Markers of list items that stand before the next line.
  var markers: [Marker] = []
  /// The left edge that markers must not cross.
  let markerLimit: Double
  private(set) var spacing = Spacing()
  /// What rules and padding at the ends of the open blocks need.
  private(set) var endInset = 0.0
  /// Blocks that are to stay whole, each with its first box.
  private(set) var wholes: [Int] = []

  init(
    letter: Letter, composition: Composition, frame: Frame, markerLimit: Double = 0, isTagged: Bool = true,
    counters: PageNumbers? = nil
  ) {
    self.letter = letter
    self.composition = composition
    self.frame = frame
    self.markerLimit = markerLimit
    self.isTagged = isTagged
    self.counters = counters
  }

  /// - Parameter pages: how many pages the letter has, for what the first page shows.
  static func flow(of letter: Letter, fonts: FontLibrary, pages: Int = 1) -> Flow {
    var composition = Composition(fonts: fonts)
    composition.makeRoomForLetter()
    let document = composition.addElement(.document, parent: nil)
    let firstBoxes = MarginBoxSetter.firstBoxes(
      of: letter, PageNumbers(page: 1, pages: pages), parent: document, &composition)
    var builder = FlowBuilder(
      letter: letter, composition: composition,
      frame: Frame(left: letter.page.margin.left, measure: letter.page.textWidth))
    builder.galley.makeRoomForLetter()
    builder.add(letter.blocks, parent: document)
    return Flow(composition: builder.composition, galley: builder.galley, firstBoxes: firstBoxes)
  }

  /// Sets blocks one below the other, without page breaks.
  static func stack(
    _ blocks: [Block], of letter: Letter, in frame: Frame, markerLimit: Double, parent: StructureElement.ID?,
    counters: PageNumbers? = nil, into composition: inout Composition
  ) -> (content: BoxContent, height: Double, galley: Galley) {
    var builder = FlowBuilder(
      letter: letter, composition: Composition(fonts: composition.fonts), frame: frame, markerLimit: markerLimit,
      isTagged: parent != nil, counters: counters)
    // The composition is lent to the builder. Two copies of it would be copied whole.
    swap(&builder.composition, &composition)
    builder.add(blocks, parent: parent)
    swap(&builder.composition, &composition)
    let (content, height) = builder.galley.stacked()
    return (content, height, builder.galley)
  }

  mutating func add(_ blocks: [Block], parent: StructureElement.ID?) {
    for block in blocks { add(block, nil, parent: parent) }
  }

  private mutating func add(_ block: Block, _ marks: Marks?, parent: StructureElement.ID?) {
    switch block {
    case .section(let container):
      add(container, parent: element(.section, parent, marks))
    case .division(let container):
      // A division without a name or a language says nothing.
      add(container, parent: marks == nil ? parent : element(.division, parent, marks))
    case .heading(let level, let paragraph):
      let element = element(.heading(level: level), parent, marks)
      if let element { galley.addHeading(level: level, text: paragraph.inlines.plainText, element) }
      add(paragraph, element: element)
    case .paragraph(let paragraph): add(paragraph, element: element(.paragraph, parent, marks))
    case .list(let list): add(list, element: element(.list(list.marking(in: letter)), parent, marks))
    case .table(let table): add(table, element: element(.table, parent, marks))
    case .image(let image): add(image, marks, parent: parent)
    case .rule(let style): addRule(letter[style])
    case .marked(let marks, let block): add(block, marks, parent: parent)
    }
  }

  /// A structure element, if the content is part of the structure.
  mutating func element(
    _ kind: StructureElement.Kind, _ parent: StructureElement.ID?, _ marks: Marks? = nil
  ) -> StructureElement.ID? {
    guard isTagged, let parent else { return nil }
    let element = composition.addElement(kind, parent: parent, marks: marks)
    if marks?.id != nil { galley.addGoal(element) }
    return element
  }

  // MARK: Boxes

  /// A block that was opened, for ``close(_:_:)``.
  struct Opened {
    fileprivate let frame: Frame
    fileprivate let decoration: Int?
    fileprivate let firstBox: Int
  }

  /// Starts a block: its margin, rules and padding.
  mutating func open(_ style: Style) -> Opened {
    spacing.start(margin: style.margin.top, keeps: style.keepsMarginAtBreak)
    if style.breakBefore != .auto { spacing.add(wish: style.breakBefore) }
    var opened = Opened(frame: frame, decoration: nil, firstBox: galley.boxes.count)
    if !style.border.isEmpty || style.background != nil {
      opened = Opened(frame: frame, decoration: galley.decorations.count, firstBox: galley.boxes.count)
      galley.decorations.append(
        Decoration(
          boxes: galley.boxes.count..<galley.boxes.count, x: frame.left + style.margin.left,
          width: frame.measure - style.margin.left - style.margin.right, border: style.border,
          background: style.background))
      spacing.open(decoration: galley.decorations.count - 1)
    }
    let top = style.border.top.width + style.padding.top
    if top > 0 { spacing.addInset(top) }
    frame.left += style.margin.left + style.border.left.width + style.padding.left
    frame.measure -= style.margin.left + style.border.left.width + style.padding.left
    frame.measure -= style.margin.right + style.border.right.width + style.padding.right
    endInset += style.border.bottom.width + style.padding.bottom
    if style.breakInside == .avoid { wholes.append(galley.boxes.count) }
    return opened
  }

  /// Ends a block.
  mutating func close(_ opened: Opened, _ style: Style) {
    let bottom = style.border.bottom.width + style.padding.bottom
    endInset -= bottom
    if bottom > 0 { spacing.addEnd(bottom) }
    let end = galley.boxes.count
    if end > opened.firstBox {
      let space = spacing.resolved
      if space > 0 { galley.boxes[end - 1].trailing = max(galley.boxes[end - 1].trailing, space) }
      if let decoration = opened.decoration {
        galley.decorations[decoration].boxes = opened.firstBox..<end
        galley.decorations[decoration].insetBottom = space
      }
    }
    if style.breakInside == .avoid { wholes.removeLast() }
    spacing.end(margin: style.margin.bottom, keeps: style.keepsMarginAtBreak)
    if style.breakAfter != .auto { spacing.add(wish: style.breakAfter) }
    frame = opened.frame
  }

  /// Gives the last box its place, and says where it must not be parted from the one before.
  mutating func placeLastBox() {
    let index = galley.boxes.count - 1
    spacing.place(&galley.boxes[index], isFirst: index == 0, &galley.decorations)
    if wholes.isEmpty { return }
    for (depth, first) in wholes.enumerated() where first < index {
      let avoidance = min(BreakAvoidance(clamping: depth + 1), .deepest)
      galley.boxes[index].avoidance = max(galley.boxes[index].avoidance, avoidance)
    }
  }

  /// Keeps the next box on the page of the last one.
  mutating func keepNextBox() { spacing.add(wish: .avoid) }

  /// Whether the next box must stay with the last one.
  var keepsNextBox: Bool { spacing.keepsNext }
}

extension PageStyle {
  /// How much higher the text area of another page is.
  var moreHeight: Double {
    let first = height - (firstTop ?? margin.top) - (firstBottom ?? margin.bottom)
    return max(first, height - margin.top - margin.bottom) - textHeight
  }
}

extension Composition {
  /// The distance from the top of a line box to its baseline: half of the leading is above the text (CSS 2 §10.8.1).
  mutating func baseline(in style: Style) -> Double {
    guard let index = faceIndex(of: style) else { return style.lineHeight }
    let unit = style.fontSize / Double(faces[index].unitsPerEm)
    let ascent = Double(faces[index].ascender) * unit
    let descent = Double(-faces[index].descender) * unit
    return (style.lineHeight - ascent - descent) / 2 + ascent
  }
}
