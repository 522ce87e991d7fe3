import LetterDocument

/// The last stage: sets the margin boxes of each page (CSS Paged Media 3 §5).
struct MarginBoxSetter {
  private let letter: Letter
  private let box: MarginBox
  private let style: Style
  /// The outer edges of the box, inside its margins.
  private let area: Area

  /// - Parameter index: the page that the box is on. It is as high as the margin of that page (CSS Paged Media 3 §5.3).
  private init(_ letter: Letter, _ box: MarginBox, onPage index: Int) {
    self.letter = letter
    self.box = box
    style = letter[box.style]
    let page = letter.page
    let width = page.width(ofBox: style)
    let height = box.position.isTop ? page.top(ofPage: index) : page.bottom(ofPage: index)
    area = Area(
      x: page.left(of: box.position, style, width: width), y: box.position.isTop ? 0 : page.height - height,
      width: width, height: height)
  }

  // MARK: Boxes of the first page

  /// What the first page alone shows. An address or a sender must be heard, so it is part of the letter's text (ISO 14289-1 §7.1).
  static func firstBoxes(
    of letter: Letter, _ numbers: PageNumbers, parent: StructureElement.ID, _ composition: inout Composition
  ) -> [FirstBox] {
    letter.firstPageElements.map { _, box in
      let (content, headings) = MarginBoxSetter(letter, box, onPage: 0).content(
        numbers, strings: [:], parent: parent, into: &composition)
      return FirstBox(position: box.position, content: content, headings: headings)
    }
  }

  // MARK: Boxes of all pages

  /// The pages with their margin boxes, and the composition with the glyphs of the boxes.
  static func boxes(
    of letter: Letter, on pages: PagedLetter, first: [FirstBox], _ composition: consuming Composition
  ) -> (PagedLetter, Composition) {
    var (pages, composition) = (pages, composition)
    let count = pages.pages.count
    for box in first.reversed() {
      var page = pages.pages[0]
      page.add(box.content)
      for link in box.content.links { pages.add(link, to: &page, 0, composition) }
      pages.pages[0] = page
      pages.headings = box.places(composition) + pages.headings
    }
    for box in letter.page.boxes {
      // These are on the page already. A second box with the same element repeats what was heard, so it is no part of the text.
      if box.pages == .first, first.contains(where: { $0.position == box.position }) { continue }
      var setter = MarginBoxSetter(letter, box, onPage: box.pages.contains(0) ? 0 : 1)
      let changes = box.changes(in: letter)
      var same: BoxContent?
      for index in 0..<count where box.pages.contains(index) {
        if index == 1, box.pages == .all, letter.page.firstTop != nil || letter.page.firstBottom != nil {
          let later = MarginBoxSetter(letter, box, onPage: 1)
          if later.area != setter.area { (setter, same) = (later, nil) }
        }
        let strings = index < pages.namedStrings.count ? pages.namedStrings[index] : letter.namedStrings
        let content =
          same
          ?? setter.content(
            PageNumbers(page: index + 1, pages: count), strings: strings, parent: nil, into: &composition
          ).content
        if !changes { same = content }
        pages.pages[index].add(content, inMarginAt: box.position)
      }
    }
    return (pages, composition)
  }

  // MARK: Content

  private func content(
    _ numbers: PageNumbers, strings: [String: Text], parent: StructureElement.ID?, into composition: inout Composition
  ) -> (content: BoxContent, headings: [Galley.Heading]) {
    let place = letter.page.content(ofBox: box.position, style)
    let frame = FlowBuilder.Frame(left: place.left, measure: place.measure)
    var (content, height): (BoxContent, Double)
    var headings: [Galley.Heading] = []
    switch box.content {
    case .pieces(let pieces):
      (content, height) = line(of: pieces, numbers, strings, in: frame, into: &composition)
    case .element(let name):
      let stack = FlowBuilder.stack(
        letter.runningBlocks(name), of: letter, in: frame, markerLimit: 0, parent: parent,
        counters: numbers, into: &composition)
      (content, height, headings) = (stack.content, stack.height, stack.galley.headings)
    }
    let (above, below) = (
      style.border.top.width + style.padding.top, style.border.bottom.width + style.padding.bottom
    )
    let room = area.height - above - below - height
    if room < -PageBreaker.tolerance { composition.report(.boxTooSmall(box.position, origin(strings))) }
    let shift =
      switch style.verticalAlignment {
      case .top: 0.0
      case .middle: max(0, room) / 2
      case .bottom: max(0, room)
      }
    content = content.moved(down: area.y + above + shift)
    return (decorated(content, height: height, at: area.y + shift, above, below), headings)
  }

  /// The rules of the box lie around its content.
  private func decorated(
    _ content: BoxContent, height: Double, at top: Double, _ above: Double, _ below: Double
  ) -> BoxContent {
    guard !style.border.isEmpty else { return content }
    var box = FlowBox(
      height: height, lines: 0..<0, fills: 0..<0, rules: 0..<0, pictures: 0..<0, links: 0..<0)
    box.inset = above
    let decoration = Decoration(
      boxes: 0..<1, x: area.x, width: area.width, insetTop: above, insetBottom: below, border: style.border,
      background: nil)
    var drawn = decoration.drawn(boxes: 0..<1, [top + above], [box], first: 0)
    drawn.add(content)
    return drawn
  }

  /// A line of text.
  private func line(
    of pieces: [MarginBox.Piece], _ numbers: PageNumbers, _ strings: [String: Text], in frame: FlowBuilder.Frame,
    into composition: inout Composition
  ) -> (BoxContent, Double) {
    let texts = pieces.map { piece in
      switch piece {
      case .literal(let text): Text(text, origin: box.origin)
      case .namedString(let name): strings[name] ?? letter.namedStrings[name] ?? Text("", origin: box.origin)
      case .pageNumber: Text(String(numbers.page), origin: box.origin)
      case .pageCount: Text(String(numbers.pages), origin: box.origin)
      }
    }
    let text = GlyphRunCollector.collect(
      texts.map { .text($0) }, style, styles: letter.styles, element: nil, into: &composition)
    let width = composition.position(of: text.glyphs.upperBound, in: text)
    if width > frame.measure + PageBreaker.tolerance { composition.report(.boxTooSmall(box.position, origin(strings))) }
    let lineFrame = LineFrame(left: frame.left, measure: frame.measure, alignment: style.alignment)
    let line = LineSetter.line(
      text.glyphs, of: text, in: lineFrame, baseline: composition.baseline(in: style),
      into: &composition)
    return (BoxContent(lines: [line]), style.lineHeight)
  }

  /// Where the content comes from: its longest text of the case, which most likely takes too much room, or its rule.
  private func origin(_ strings: [String: Text]) -> Origin {
    let texts: [Text] =
      switch box.content {
      case .pieces(let pieces):
        pieces.compactMap { piece in
          if case .namedString(let name) = piece { strings[name] ?? letter.namedStrings[name] } else { nil }
        }
      case .element(let name): letter.runningBlocks(name).flatMap(\.dataTexts)
      }
    return texts.max { $0.string.utf8.count < $1.string.utf8.count }?.origin ?? box.origin
  }
}

/// The box in which an element that only the first page shows is part of the letter's text.
struct FirstBox {
  /// Where it is.
  fileprivate let position: MarginBox.Position
  fileprivate let content: BoxContent
  fileprivate let headings: [Galley.Heading]

  /// Where its headings start: at the top of their first lines.
  fileprivate func places(_ composition: Composition) -> [HeadingPlace] {
    headings.map { heading in
      HeadingPlace(
        level: heading.level, text: heading.text, page: 0,
        y: max(0, content.lines.top(ofElement: heading.element, composition) ?? 0), element: heading.element)
    }
  }
}

extension MarginBox {
  /// Whether its content is not the same on all pages.
  fileprivate func changes(in letter: Letter) -> Bool {
    switch content {
    case .pieces(let pieces):
      pieces.contains { if case .literal = $0 { false } else { true } }
    case .element(let name): letter.runningBlocks(name).contains(where: \.hasCounter)
    }
  }
}

extension Page {
  /// Adds content that is part of the letter's text, before all other text.
  fileprivate mutating func add(_ content: BoxContent) {
    lines = content.lines + lines
    pictures = content.pictures + pictures
    fills += content.fills
    rules += content.rules
  }

  /// Adds content of the margin.
  fileprivate mutating func add(_ content: BoxContent, inMarginAt position: MarginBox.Position) {
    if position.isTop { headers += content.lines } else { feet += content.lines }
    pictures += content.pictures
    fills += content.fills
    rules += content.rules
  }
}
