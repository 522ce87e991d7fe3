import LetterDocument

extension Typesetter {
  /// Throws what ``typeset(_:)`` would throw. Layout would take most of the time of a check, so it is skipped if a cheap test proves that
  /// the letter fits.
  package func check(_ letter: Letter) throws(TypesettingError) {
    if reserved != nil || !PlainLetter.fits(letter, fonts) { _ = try typeset(letter) }
  }
}

/// Proves without layout that a letter can be set: all faces exist and have every character, no glyph is wider than its line, no row is
/// taller than a page, and the pages are few. Each bound is one that layout cannot exceed, so a letter that passes always can be set. A
/// letter that does not pass is laid out.
private struct PlainLetter {
  private let letter: Letter
  private let fonts: FontLibrary
  /// The most lines that the blocks so far can have.
  private var lines = 0
  /// How many pieces of text and line breaks there are.
  private var pieces = 0

  static func fits(_ letter: Letter, _ fonts: FontLibrary) -> Bool {
    guard letter.page.feet.isEmpty else { return false }
    let hasFaces = letter.styles.allSatisfy {
      fonts[$0.face] != nil
    }
    guard LetterSize.problem(of: letter) == nil else { return false }
    var check = PlainLetter(letter: letter, fonts: fonts)
    // A page has at least one line, so there are at most as many pages as lines. Line ends cut the pieces of text into at most lines + pieces
    // runs.
    return hasFaces && letter.blocks.allSatisfy { check.fits($0) } && check.lines < PDFLimits.pages
      && check.lines + check.pieces < PDFLimits.piecesOfAPage
  }

  private init(letter: Letter, fonts: FontLibrary) {
    self.letter = letter
    self.fonts = fonts
  }

  private mutating func fits(_ block: Block) -> Bool {
    switch block {
    case .section(let blocks): return blocks.allSatisfy { fits($0) }
    case .heading(_, let paragraph), .paragraph(let paragraph):
      return fits(paragraph, measure: letter.page.measure(of: letter[paragraph.style])) != nil
    case .table(let table):
      return table.rows.allSatisfy { row in
        var column = 0
        return row.cells.allSatisfy { cell in
          defer { column += cell.columnSpan }
          return fits(cell, width: table.columns[column..<column + cell.columnSpan].reduce(0, +))
        }
      }
    case .image: return false
    }
  }

  private mutating func fits(_ cell: Table.Cell, width: Double) -> Bool {
    let style = letter[cell.content.style]
    let around = style.borderWidth + style.padding.top + style.padding.bottom
    let measure = width - style.borderWidth - style.padding.left - style.padding.right
    guard let lines = fits(cell.content, measure: measure) else { return false }
    return Double(lines) * style.lineHeight + around < letter.page.textHeight
  }

  /// The most lines that a paragraph can have; nil if it may not be settable.
  private mutating func fits(_ paragraph: Paragraph, measure: Double) -> Int? {
    var text = Extent()
    guard areCovered(paragraph.inlines, style: letter[paragraph.style], &text), measure > text.widest else {
      return nil
    }
    // A line ends where the next word does not fit, so two lines together are longer than the measure.
    let filled = 2 * Double(text.bytes) * text.widest / measure
    let most = text.breaks + 1 + min(text.bytes, filled < 1_000_000 ? Int(filled) + 1 : .max >> 1)
    lines = min(lines + most, .max >> 2)
    pieces += text.pieces
    return most
  }

  /// How large a text can become.
  private struct Extent {
    var bytes = 0
    var breaks = 0
    var pieces = 0
    /// The widest glyph of its faces, in points.
    var widest = 0.0
  }

  private func areCovered(_ inlines: [Inline], style: Style, _ text: inout Extent) -> Bool {
    text.widest = max(text.widest, style.fontSize * fonts.widestGlyph)
    text.pieces += inlines.count
    return inlines.allSatisfy { inline in
      switch inline {
      case .text(let piece):
        text.bytes += piece.string.utf8.count
        return fonts.allCover(piece.string)
      case .strong(let inner, let inlines): return areCovered(inlines, style: letter[inner], &text)
      case .lineBreak:
        text.breaks += 1
        return true
      }
    }
  }
}
