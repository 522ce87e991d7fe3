/// A part of the letter that starts on a new line.
package enum Block: Sendable {
  /// A section of the letter: its heading and everything below it.
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
  /// Text in the style of its surroundings.
  case text(Text)
  /// Emphasized text, such as the label of a paragraph.
  case strong(StyleID, [Inline])
  /// A line break that comes from the author or from the template.
  case lineBreak
}

/// A text and where it came from.
package struct Text: Sendable {
  /// The text: no line breaks, in NFC, with its spaces as they are printed.
  package var string: String
  /// The place of the text in the data or in the template.
  package var origin: Origin

  /// Makes a text.
  package init(_ string: String, origin: Origin) {
    self.string = string
    self.origin = origin
  }
}

/// The place that a text came from. Problems with the text are reported there.
package enum Origin: Sendable, Hashable {
  /// A value of the case file: the byte offset at which the value starts, and how many of its scalars come before this text.
  case data(offset: Int, scalars: Int)
  /// The template set: an index into its list of source texts, and a byte offset.
  case template(source: Int, offset: Int)
}

/// A table. Page breaks never divide its rows.
package struct Table: Sendable {
  /// How it is set.
  package var style: StyleID
  /// The widths of its columns, in points. Each row covers all of them.
  package var columns: [Double]
  /// Its rows, top to bottom.
  package var rows: [Row]

  /// Makes a table.
  package init(style: StyleID, columns: [Double], rows: [Row]) {
    self.style = style
    self.columns = columns
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
    /// Whether the cell describes the cells to its right in the same row.
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

/// A picture and its alternate text.
package struct Image: Sendable {
  /// How it is set. The style's `width` is the printed width.
  package var style: StyleID
  /// The picture.
  package var picture: PNGImage
  /// A description for people who cannot see the picture; never empty.
  package var alternateText: String

  /// Makes a picture.
  package init(style: StyleID, picture: PNGImage, alternateText: String) {
    self.style = style
    self.picture = picture
    self.alternateText = alternateText
  }
}

extension Block {
  /// The words without styles, in reading order. A picture has no words.
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
  /// The place of the first text from the case file or, if there is none, of the first text.
  package var firstOrigin: Origin? {
    let origins = texts.lazy.map(\.origin)
    return origins.first { if case .data = $0 { true } else { false } } ?? origins.first
  }

  /// The texts without styles. A line break is a space.
  package var texts: [Text] {
    flatMap { inline in
      switch inline {
      case .text(let text): [text]
      case .strong(_, let inner): inner.texts
      case .lineBreak: [Text(" ", origin: .template(source: 0, offset: 0))]
      }
    }
  }

  /// The text without styles, with line breaks as spaces.
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

extension Table.Row {
  /// The labels of a row, each with the cells that follow it. Empty cells are left out.
  package var entries: [(label: String, value: String)] {
    var entries: [(label: String, value: String)] = []
    for cell in cells {
      let text = cell.content.inlines.plainText
      if text.isEmpty { continue }
      if cell.isHeader {
        entries.append((text, ""))
      } else if let last = entries.indices.last {
        if !entries[last].value.isEmpty { entries[last].value += "  " }
        entries[last].value += text
      } else {
        entries.append(("", text))
      }
    }
    return entries
  }
}
