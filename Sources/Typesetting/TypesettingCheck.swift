import LetterDocument

extension Typesetter {
  /// Throws what ``typeset(_:)`` would throw. Layout would take most of the time of a check, so it is skipped if a cheap test shows that
  /// the letter must fit.
  package func check(_ letter: Letter) throws(TypesettingError) {
    if !isPlain(letter) { _ = try typeset(letter) }
  }

  /// Whether all faces exist and have every character, and nothing can be too large for its place.
  private func isPlain(_ letter: Letter) -> Bool {
    guard letter.page.feet.isEmpty else { return false }
    let hasFaces = letter.styles.allSatisfy {
      fonts[FontFace.Description(family: $0.fontFamily, isBold: $0.isBold)] != nil
    }
    return hasFaces && letter.blocks.allSatisfy { isPlain($0, of: letter) }
  }

  private func isPlain(_ block: Block, of letter: Letter) -> Bool {
    switch block {
    case .section(let blocks): blocks.allSatisfy { isPlain($0, of: letter) }
    case .heading(_, let paragraph), .paragraph(let paragraph):
      areCovered(paragraph.inlines) && letter.page.measure(of: letter[paragraph.style]) > 0
    case .table(let table): table.rows.allSatisfy { row in row.cells.allSatisfy { isPlain($0, of: letter) } }
    case .image: false
    }
  }

  /// A row is never split. So each cell must fit a page even with one character per line, with lines twice as high as the font size.
  private func isPlain(_ cell: Table.Cell, of letter: Letter) -> Bool {
    let inlines = cell.content.inlines
    guard areCovered(inlines) else { return false }
    let most = Double(inlines.plainText.utf8.count + 1) * 2 * letter[cell.content.style].fontSize
    return most < letter.page.height - letter.page.margin.top - letter.page.margin.bottom
  }

  private func areCovered(_ inlines: [Inline]) -> Bool {
    inlines.allSatisfy { inline in
      switch inline {
      case .text(let text): fonts.allCover(text.string)
      case .strong(_, let inner): areCovered(inner)
      case .lineBreak: true
      }
    }
  }
}
