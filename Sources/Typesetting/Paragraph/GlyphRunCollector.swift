import LetterDocument

/// A paragraph's text as glyphs, before it is broken into lines.
struct ParagraphText {
  /// A stretch of glyphs of one face and size that belongs to one structure element.
  struct Span {
    var glyphs: Range<Int>
    var face: Int
    var size: Double
    var element: StructureElement.ID?
  }

  /// The range of its glyphs in the letter.
  var glyphs: Range<Int>
  var spans: [Span] = []
  /// Where the author ended a line, in order: the index of the next glyph.
  var lineBreaks: [Int] = []
}

/// Turns the inlines of a paragraph into glyphs. Typst calls this stage collecting, and browsers call it itemizing. There is no shaping,
/// because letters are set without kerning and ligatures.
struct GlyphRunCollector {
  private let letter: Letter
  private var text: ParagraphText

  private init(letter: Letter, start: Int) {
    self.letter = letter
    text = ParagraphText(glyphs: start..<start)
  }

  static func collect(
    _ paragraph: Paragraph, of letter: Letter, element: StructureElement.ID?, into composition: inout Composition
  ) -> ParagraphText {
    var collector = GlyphRunCollector(letter: letter, start: composition.glyphs.count)
    collector.append(paragraph.inlines, style: letter[paragraph.style], element: element, to: &composition)
    return collector.text
  }

  private mutating func append(
    _ inlines: [Inline], style: Style, element: StructureElement.ID?, to composition: inout Composition
  ) {
    for inline in inlines {
      switch inline {
      case .text(let piece): append(piece, style: style, element: element, to: &composition)
      case .lineBreak:
        appendSpaceBeforeBreak(to: &composition)
        text.lineBreaks.append(text.glyphs.upperBound)
      case .strong(let inner, let inlines):
        let child = element.map { composition.addElement(.strong, parent: $0) }
        append(inlines, style: letter[inner], element: child, to: &composition)
      }
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
    _ piece: Text, style: Style, element: StructureElement.ID?, to composition: inout Composition
  ) {
    guard let index = composition.faceIndex(of: style) else { return }
    let start = composition.glyphs.count
    composition.appendGlyphs(of: piece, face: index, scale: style.fontSize, to: text)
    let end = composition.glyphs.count
    text.glyphs = text.glyphs.lowerBound..<end
    if let last = text.spans.last, last.face == index, last.size == style.fontSize, last.element == element {
      text.spans[text.spans.count - 1].glyphs = last.glyphs.lowerBound..<end
    } else if end > start {
      text.spans.append(ParagraphText.Span(glyphs: start..<end, face: index, size: style.fontSize, element: element))
    }
  }
}
