/// A part of the letter that stands on lines of its own.
package enum Block: Sendable {
  /// A part of the letter with what belongs to it.
  case section([Block])
  /// A heading of level 1 (a section) or 2 (a disputed item).
  case heading(level: Int, Paragraph)
  /// A paragraph.
  case paragraph(Paragraph)
  /// A table.
  case table(Table)
  /// A picture, such as a letterhead.
  case image(Image)
}

/// Running text that is set as one paragraph.
package struct Paragraph: Sendable {
  /// How it is set.
  package var style: StyleID
  /// Its text.
  package var inlines: [Inline]

  /// Makes a paragraph.
  package init(style: StyleID, inlines: [Inline]) {
    self.style = style
    self.inlines = inlines
  }
}

/// A part of a paragraph.
package enum Inline: Sendable {
  /// Text, set as its surroundings are.
  case text(Text)
  /// Text that stands out, such as the label of a paragraph.
  case strong(StyleID, [Inline])
  /// The end of a line that the author or the template set.
  case lineBreak
}

/// A text and where it came from.
package struct Text: Sendable {
  /// The text: no line breaks, NFC, spaces as they are to be printed.
  package var string: String
  /// Where it stands in the data or in the template.
  package var origin: Origin

  /// Makes a text.
  package init(_ string: String, origin: Origin) {
    self.string = string
    self.origin = origin
  }
}

/// Where a text came from, so that what is wrong with it can be reported there.
package enum Origin: Sendable, Hashable {
  /// A value of the case file: the byte offset at which the value starts, and how many of its scalars precede this text.
  case data(offset: Int, scalars: Int)
  /// The template set: an index into its list of source texts, and a byte offset.
  case template(source: Int, offset: Int)
}

/// A table; its rows are never divided between pages.
package struct Table: Sendable {
  /// How it is set.
  package var style: StyleID
  /// Its rows, top to bottom.
  package var rows: [Row]

  /// Makes a table.
  package init(style: StyleID, rows: [Row]) {
    self.style = style
    self.rows = rows
  }

  /// A row of a table.
  package struct Row: Sendable {
    /// Its cells, left to right.
    package var cells: [Cell]

    /// Makes a row.
    package init(cells: [Cell]) {
      self.cells = cells
    }
  }

  /// A cell of a table.
  package struct Cell: Sendable {
    /// Whether the cell says what the cells right of it in its row are.
    package var isHeader: Bool
    /// How many columns it covers, at least 1.
    package var columnSpan: Int
    /// Its text and its style.
    package var content: Paragraph

    /// Makes a cell.
    package init(isHeader: Bool, columnSpan: Int = 1, content: Paragraph) {
      self.isHeader = isHeader
      self.columnSpan = columnSpan
      self.content = content
    }
  }
}

/// A picture with the text that stands for it.
package struct Image: Sendable {
  /// How it is set; the style's `width` is the printed width.
  package var style: StyleID
  /// The picture.
  package var picture: PNGImage
  /// What it shows, for those who cannot see it; never empty.
  package var alternateText: String

  /// Makes a picture.
  package init(style: StyleID, picture: PNGImage, alternateText: String) {
    self.style = style
    self.picture = picture
    self.alternateText = alternateText
  }
}

extension Block {
  /// The words alone, in reading order; those of a picture are not text.
  package var plainText: String {
    switch self {
    case .section(let blocks): blocks.map(\.plainText).joined(separator: "\n")
    case .heading(_, let paragraph), .paragraph(let paragraph): paragraph.inlines.plainText
    case .table(let table): table.rows.flatMap(\.cells).map(\.content.inlines.plainText).joined(separator: "\n")
    case .image: ""
    }
  }
}

extension [Inline] {
  /// The text alone, line breaks as spaces.
  package var plainText: String {
    reduce(into: "") { text, inline in
      switch inline {
      case .text(let piece): text += piece.string
      case .strong(_, let inner): text += inner.plainText
      case .lineBreak: text += " "
      }
    }
  }
}
