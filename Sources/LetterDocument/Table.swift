/// A table. Its columns have fixed widths.
package struct Table: Sendable {
  /// How it is set.
  package var style: StyleID
  /// Its caption.
  package var caption: Caption?
  /// The widths of its columns, in points. Each row covers all of them.
  package var columns: [Double]
  /// Its rows, top to bottom.
  package var rows: [Row]
  /// The rows of `thead` and of each `tbody`, in order; empty for a table without them.
  package var groups: [Group]

  /// Makes a table.
  package init(
    style: StyleID, caption: Caption? = nil, columns: [Double], rows: [Row], groups: [Group] = []
  ) {
    self.style = style
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.groups = groups
  }

  /// `caption`
  package struct Caption: Sendable {
    /// Its text and its style.
    package var content: Paragraph
    /// Its attributes.
    package var marks: Marks?

    /// A caption.
    package init(content: Paragraph, marks: Marks? = nil) {
      self.content = content
      self.marks = marks
    }
  }

  /// `thead` or `tbody`
  package struct Group: Sendable {
    /// Whether its rows are repeated on each page.
    package var isHead: Bool
    /// The indices of its rows.
    package var rows: Range<Int>
    /// Its attributes.
    package var marks: Marks?

    /// A group of rows.
    package init(isHead: Bool, rows: Range<Int>, marks: Marks? = nil) {
      self.isHead = isHead
      self.rows = rows
      self.marks = marks
    }
  }

  /// A row of a table.
  package struct Row: Sendable {
    /// Its cells, left to right.
    package var cells: [Cell]
    /// How it is set; nil for the initial style.
    package var style: StyleID?
    /// Its attributes.
    package var marks: Marks?

    /// Makes a row.
    package init(cells: [Cell], style: StyleID? = nil, marks: Marks? = nil) {
      self.cells = cells
      self.style = style
      self.marks = marks
    }
  }

  /// What a header cell describes.
  package enum Scope: Sendable, Hashable {
    /// The cells of its row.
    case row
    /// The cells of its column.
    case column
  }

  /// A cell of a table.
  package struct Cell: Sendable {
    /// What the cell describes, if it is a header cell.
    package var header: Scope?
    /// Whether the template says what it describes.
    package var hasOwnScope = false
    /// Whether the template leaves it empty, so that it can be the corner above the heads of rows. A cell whose value is missing is none.
    package var isCorner = false
    /// How many columns it covers, at least 1.
    package var columnSpan: Int
    /// How many rows it covers, at least 1.
    package var rowSpan: Int
    /// Its style and, unless it has blocks, its text.
    package var content: Paragraph
    /// Its blocks, if it has any.
    package var blocks: [Block]?
    /// Its attributes.
    package var marks: Marks?

    /// Makes a cell.
    package init(
      header: Scope? = nil, columnSpan: Int = 1, rowSpan: Int = 1, content: Paragraph, blocks: [Block]? = nil,
      marks: Marks? = nil
    ) {
      self.header = header
      self.columnSpan = columnSpan
      self.rowSpan = rowSpan
      self.content = content
      self.blocks = blocks
      self.marks = marks
    }

    /// Whether it is a header cell.
    package var isHeader: Bool { header != nil }

    /// The text that margin boxes repeat, on one line; nil if there is none.
    package var namedText: Text? {
      guard let blocks else { return content.inlines.namedText }
      let texts = blocks.flatMap(\.allInlines).compactMap(\.namedText)
      return texts.first.map { Text(texts.map(\.string).joined(separator: " "), origin: $0.origin) }
    }

    /// The words without styles.
    package var plainText: String { blocks.map { Content.blocks($0).plainText } ?? content.inlines.plainText }
  }
}

extension Table {
  /// The words without styles, in reading order.
  package var plainText: String {
    let cells = rows.flatMap(\.cells).map(\.plainText)
    return ((caption.map { [$0.content.inlines.plainText] } ?? []) + cells).joined(separator: "\n")
  }
}
