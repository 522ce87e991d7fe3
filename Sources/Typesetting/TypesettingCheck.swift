import LetterDocument

extension Typesetter {
  /// Throws what ``typeset(_:)`` would throw. Layout would take most of the time of a check, so it is skipped if a cheap test proves that
  /// the letter fits.
  package func check(_ letter: Letter) throws(TypesettingError) {
    if reserved != nil || !PlainLetter.fits(letter, facts(of: letter.styles)) { _ = try typeset(letter) }
  }

  /// What the check needs to know of the styles of a letter. Usually they are those of the typesetter, in the same memory. To compare them by
  /// value would take longer than to examine them.
  private func facts(of styles: [Style]) -> [StyleFacts] {
    let isOwn = styles.withUnsafeBufferPointer { one in
      self.styles.withUnsafeBufferPointer { one.baseAddress == $0.baseAddress && one.count == $0.count }
    }
    return isOwn ? styleFacts : styles.map { StyleFacts($0, fonts) }
  }
}

/// What the proof needs to know of a style. It is looked up once, because a style and a face have many parts to copy.
struct StyleFacts: Sendable {
  /// The glyphs of its face; nil if the library does not have it.
  let metrics: GlyphMetrics?
  /// The widest glyph of its face, in points.
  let widest: Double
  /// Whether a block of the style is nothing but its text and its margins.
  let isPlain: Bool
  /// Its margins, left and right.
  let margins: Double
  /// The borders and padding of a cell, left and right.
  let insets: Double
  /// Whether its first line starts elsewhere than the others.
  let isIndented: Bool

  init(_ style: Style, _ fonts: FontLibrary) {
    let face = fonts[style.face]
    metrics = face?.metrics
    widest = style.fontSize * (face?.widestGlyph ?? 0)
    isPlain = style.isPlain
    margins = style.margin.left + style.margin.right
    insets = style.horizontalInsetsOfCell
    isIndented = style.textIndent != 0
  }
}

/// Proves without layout that a letter can be set: all faces exist and have every character, no glyph is wider than its line, and the pages
/// are few. Each bound is one that layout cannot exceed, so a letter that passes always can be set. A letter that does not pass, or that
/// has more than plain paragraphs and tables, is laid out.
private struct PlainLetter {
  private let styles: [StyleFacts]
  /// The most lines that the blocks so far can have.
  private var lines = 0
  /// How many pieces of text and line breaks there are.
  private var pieces = 0

  static func fits(_ letter: Letter, _ styles: @autoclosure () -> [StyleFacts]) -> Bool {
    guard letter.page.boxes.isEmpty, LetterSize.problem(of: letter) == nil else { return false }
    var check = PlainLetter(styles: styles())
    // A page has at least one line, so there are at most as many pages as lines. Line ends cut the pieces of text into at most lines + pieces
    // runs.
    return check.fits(letter.blocks, measure: letter.page.textWidth) && check.lines < PDFLimits.pages
      && check.lines + check.pieces < PDFLimits.piecesOfAPage
  }

  private init(styles: [StyleFacts]) { self.styles = styles }

  private mutating func fits(_ blocks: [Block], measure: Double) -> Bool {
    for block in blocks where !fits(block, measure: measure) { return false }
    return true
  }

  private mutating func fits(_ block: Block, measure: Double) -> Bool {
    switch block {
    case .section(let container):
      let room = measure - styles[container.style.index].margins
      return styles[container.style.index].isPlain && fits(container.blocks, measure: room)
    case .heading(_, let paragraph), .paragraph(let paragraph):
      let room = measure - styles[paragraph.style.index].margins
      return styles[paragraph.style.index].isPlain && fits(paragraph, measure: room)
    case .table(let table): return table.caption == nil && fits(table)
    case .division, .list, .image, .rule, .marked: return false
    }
  }

  private mutating func fits(_ table: Table) -> Bool {
    for row in table.rows {
      guard row.marks == nil else { return false }
      var column = 0
      for cell in row.cells {
        let width = table.columns[column..<column + cell.columnSpan].reduce(0, +)
        column += cell.columnSpan
        let style = cell.content.style.index
        guard cell.rowSpan == 1, cell.blocks == nil, !styles[style].isIndented,
          fits(cell.content, measure: width - styles[style].insets)
        else { return false }
      }
    }
    return true
  }

  /// Whether a paragraph can be set.
  private mutating func fits(_ paragraph: Paragraph, measure: Double) -> Bool {
    var text = Extent()
    guard areCovered(paragraph.inlines, style: paragraph.style, &text), measure > text.widest else { return false }
    // A line ends where the next word does not fit, so two lines together are longer than the measure.
    let filled = 2 * Double(text.bytes) * text.widest / measure
    let most = text.breaks + 1 + min(text.bytes, filled < 1_000_000 ? Int(filled) + 1 : .max >> 1)
    lines = min(lines + most, .max >> 2)
    pieces += text.pieces
    return true
  }

  /// How large a text can become.
  private struct Extent {
    var bytes = 0
    var breaks = 0
    var pieces = 0
    /// The widest glyph of its faces, in points.
    var widest = 0.0
  }

  private func areCovered(_ inlines: [Inline], style: StyleID, _ text: inout Extent) -> Bool {
    guard let metrics = styles[style.index].metrics else { return false }
    text.widest = max(text.widest, styles[style.index].widest)
    text.pieces += inlines.count
    for inline in inlines {
      switch inline {
      case .text(let piece):
        text.bytes += piece.string.utf8.count
        guard metrics.covers(piece.string) else { return false }
      case .span(_, let inner, let inlines):
        guard areCovered(inlines, style: inner, &text) else { return false }
      case .lineBreak: text.breaks += 1
      case .counter: return false
      }
    }
    return true
  }
}

extension Style {
  /// Whether a block of the style is nothing but its text and its margins.
  fileprivate var isPlain: Bool {
    border.isEmpty && background == nil && padding == Edges() && textIndent == 0 && margin.top >= 0
      && margin.bottom >= 0 && breakBefore == .auto && breakAfter != .page
  }
}
