import LetterDocument

extension Typesetter {
  /// Throws what ``typeset(_:)`` would throw. Layout would take most of the time of a check, so it is skipped if a cheap test proves that
  /// the letter fits.
  package func check(_ letter: Letter) throws(TypesettingError) {
    if reserved != nil || !PlainLetter.fits(letter, fonts) { _ = try typeset(letter) }
  }
}

/// Proves without layout that a letter can be set: all faces exist and have every character, no glyph is wider than its line, and the pages
/// are few. Each bound is one that layout cannot exceed, so a letter that passes always can be set. A letter that does not pass, or that
/// has more than plain paragraphs and tables, is laid out.
private struct PlainLetter {
  private let letter: Letter
  /// The face of each style; nil if the library does not have it.
  private let faces: [FontFace?]
  /// The most lines that the blocks so far can have.
  private var lines = 0
  /// How many pieces of text and line breaks there are.
  private var pieces = 0

  static func fits(_ letter: Letter, _ fonts: FontLibrary) -> Bool {
    guard letter.page.boxes.isEmpty, LetterSize.problem(of: letter) == nil else { return false }
    var check = PlainLetter(letter: letter, fonts: fonts)
    let measure = letter.page.textWidth
    // A page has at least one line, so there are at most as many pages as lines. Line ends cut the pieces of text into at most lines + pieces
    // runs.
    return letter.blocks.allSatisfy { check.fits($0, measure: measure) } && check.lines < PDFLimits.pages
      && check.lines + check.pieces < PDFLimits.piecesOfAPage
  }

  private init(letter: Letter, fonts: FontLibrary) {
    self.letter = letter
    faces = letter.styles.map { fonts[$0.face] }
  }

  private mutating func fits(_ block: Block, measure: Double) -> Bool {
    switch block {
    case .section(let container):
      let style = letter[container.style]
      let room = measure - style.margin.left - style.margin.right
      return style.isPlain && container.blocks.allSatisfy { fits($0, measure: room) }
    case .heading(_, let paragraph), .paragraph(let paragraph):
      let style = letter[paragraph.style]
      return style.isPlain
        && fits(paragraph.inlines, paragraph.style, measure: measure - style.margin.left - style.margin.right)
    case .table(let table):
      return table.caption == nil
        && table.rows.allSatisfy { row in
          var column = 0
          return row.cells.allSatisfy { cell in
            defer { column += cell.columnSpan }
            return cell.rowSpan == 1 && cell.blocks == nil && row.marks == nil
              && fits(cell, width: table.columns[column..<column + cell.columnSpan].reduce(0, +))
          }
        }
    case .division, .list, .image, .rule, .marked: return false
    }
  }

  private mutating func fits(_ cell: Table.Cell, width: Double) -> Bool {
    let style = letter[cell.content.style]
    let borders = (style.border.left.width + style.border.right.width) / 2
    let measure = width - borders - style.padding.left - style.padding.right
    return style.textIndent == 0 && fits(cell.content.inlines, cell.content.style, measure: measure)
  }

  /// Whether a paragraph can be set.
  private mutating func fits(_ inlines: [Inline], _ style: StyleID, measure: Double) -> Bool {
    var text = Extent()
    guard areCovered(inlines, style: style, &text), measure > text.widest else { return false }
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
    guard let face = faces[style.index] else { return false }
    text.widest = max(text.widest, letter[style].fontSize * face.widestGlyph)
    text.pieces += inlines.count
    return inlines.allSatisfy { inline in
      switch inline {
      case .text(let piece):
        text.bytes += piece.string.utf8.count
        return face.covers(piece.string)
      case .span(_, let inner, let inlines): return areCovered(inlines, style: inner, &text)
      case .lineBreak:
        text.breaks += 1
        return true
      case .counter: return false
      }
    }
  }
}

extension Style {
  /// Whether a block of the style is nothing but its text and its margins.
  fileprivate var isPlain: Bool {
    border.isEmpty && background == nil && padding == Edges() && textIndent == 0 && margin.top >= 0
      && margin.bottom >= 0 && breakBefore == .auto && breakAfter != .page
  }
}
