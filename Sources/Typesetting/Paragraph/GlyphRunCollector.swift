import LetterDocument

/// A paragraph's text as glyphs, before it is broken into lines.
struct ParagraphText {
  /// A stretch of glyphs of one face, size and colour that belongs to one structure element.
  struct Span {
    var glyphs: Range<Int>
    var face: Int
    var size: Double
    var color = Color.black
    var isUnderlined = false
    var element: StructureElement.ID?
    /// The link that it belongs to.
    var link: StructureElement.ID?
  }

  /// The range of its glyphs in the letter.
  var glyphs: Range<Int>
  var spans: [Span] = []
  /// Where the author ended a line, in order: the index of the next glyph.
  var lineBreaks: [Int] = []
  /// Whether it has underlines or links, which its lines must draw.
  var hasExtras = false

  /// The index of the span that has a glyph, or of the first one after it. Spans ascend, so a binary search finds it: a paragraph can have
  /// as many spans as characters.
  func span(at glyph: Int) -> Int {
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].glyphs.upperBound <= glyph { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Turns the inlines of a paragraph into glyphs. Typst calls this stage collecting, and browsers call it itemizing. There is no shaping,
/// because letters are set without kerning and ligatures.
struct GlyphRunCollector {
  /// The styles of the letter, which spans refer to.
  private let styles: [Style]
  /// The numbers that `{{@page}}` and `{{@pages}}` stand for.
  private let counters: PageNumbers?
  private var text: ParagraphText

  private init(styles: [Style], start: Int, counters: PageNumbers?) {
    self.styles = styles
    self.counters = counters
    text = ParagraphText(glyphs: start..<start)
  }

  static func collect(
    _ inlines: [Inline], _ style: Style, styles: [Style], element: StructureElement.ID?,
    counters: PageNumbers? = nil, into composition: inout Composition
  ) -> ParagraphText {
    var collector = GlyphRunCollector(styles: styles, start: composition.glyphs.count, counters: counters)
    collector.text.spans.reserveCapacity(inlines.count)
    collector.append(inlines, style: style, element: element, link: nil, to: &composition)
    return collector.text
  }

  private mutating func append(
    _ inlines: [Inline], style: Style, element: StructureElement.ID?, link: StructureElement.ID?,
    to composition: inout Composition
  ) {
    for inline in inlines {
      switch inline {
      case .text(let piece): append(piece, style: style, element: element, link: link, to: &composition)
      case .lineBreak:
        appendSpaceBeforeBreak(to: &composition)
        text.lineBreaks.append(text.glyphs.upperBound)
      case .span(let kind, let inner, let inlines):
        let child = element.map { addElement(of: kind, inlines, parent: $0, to: &composition) }
        append(
          inlines, style: styles[inner.index], element: child, link: kind.isLink ? child : link, to: &composition)
      case .counter(let counter):
        guard let counters else { break }
        let number = Text(String(counters[counter]), origin: .template(source: 0, offset: 0))
        append(number, style: style, element: element, link: link, to: &composition)
      }
    }
  }

  /// The structure element of a span; that of its surroundings if it says nothing.
  private mutating func addElement(
    of kind: InlineKind, _ inlines: [Inline], parent: StructureElement.ID, to composition: inout Composition
  ) -> StructureElement.ID {
    switch kind {
    case .strong: return composition.addElement(.strong, parent: parent)
    case .emphasis: return composition.addElement(.emphasis, parent: parent)
    case .span(nil): return parent
    case .span(let marks): return composition.addElement(.span, parent: parent, marks: marks)
    case .link(let target, let marks):
      let element = composition.addElement(.link, parent: parent, marks: marks)
      composition.links[element] = Composition.Link(target: target, text: inlines.plainText)
      return element
    case .marked(let marks, let kind):
      return composition.addElement(kind == .emphasis ? .emphasis : .strong, parent: parent, marks: marks)
    }
  }

  /// A line that the author ended gets an invisible space at its end. Otherwise a screen reader would join its last word and the first word
  /// of the next line, and so would copying.
  private mutating func appendSpaceBeforeBreak(to composition: inout Composition) {
    guard let span = text.spans.last, text.glyphs.upperBound > text.lineBreaks.last ?? text.glyphs.lowerBound,
      composition.glyphs[text.glyphs.upperBound - 1].character != 0x20
    else { return }
    let space = Text(" ", origin: .template(source: 0, offset: 0))
    composition.appendGlyphs(of: space, face: span.face, scale: span.size, to: text)
    let end = composition.glyphs.count
    text.glyphs = text.glyphs.lowerBound..<end
    text.spans[text.spans.count - 1].glyphs = span.glyphs.lowerBound..<end
  }

  private mutating func append(
    _ piece: Text, style: Style, element: StructureElement.ID?, link: StructureElement.ID?,
    to composition: inout Composition
  ) {
    guard let index = composition.faceIndex(of: style) else { return }
    guard style.otherFamilies.isEmpty else {
      for (piece, face) in composition.pieces(of: piece, style: style, first: index) {
        append(piece, face: face, style: style, element: element, link: link, to: &composition)
      }
      return
    }
    append(piece, face: index, style: style, element: element, link: link, to: &composition)
  }

  private mutating func append(
    _ piece: Text, face: Int, style: Style, element: StructureElement.ID?, link: StructureElement.ID?,
    to composition: inout Composition
  ) {
    let start = composition.glyphs.count
    composition.appendGlyphs(of: piece, face: face, scale: style.fontSize, to: text)
    let end = composition.glyphs.count
    text.glyphs = text.glyphs.lowerBound..<end
    if style.isUnderlined || link != nil { text.hasExtras = true }
    if let last = text.spans.last, last.face == face, last.size == style.fontSize, last.element == element,
      last.color == style.color, last.isUnderlined == style.isUnderlined, last.link == link
    {
      text.spans[text.spans.count - 1].glyphs = last.glyphs.lowerBound..<end
    } else if end > start {
      text.spans.append(
        ParagraphText.Span(
          glyphs: start..<end, face: face, size: style.fontSize, color: style.color,
          isUnderlined: style.isUnderlined, element: element, link: link))
    }
  }
}

/// The number of a page, and how many pages there are.
struct PageNumbers {
  var page: Int
  var pages: Int

  subscript(counter: PageCounter) -> Int {
    switch counter {
    case .page: page
    case .pages: pages
    }
  }
}

extension InlineKind {
  fileprivate var isLink: Bool { if case .link = self { true } else { false } }
}
