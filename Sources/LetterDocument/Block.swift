/// A part of the letter that starts on a new line. The comments name the elements of HTML.
package enum Block: Sendable {
  /// `section`: a part of the letter, with its heading and everything below it.
  case section(Container)
  /// `div`: blocks that share a look, and are no part of the structure.
  case division(Container)
  /// `h1` to `h6`
  case heading(level: Int, Paragraph)
  /// `p`
  case paragraph(Paragraph)
  /// `ul`, `ol`
  indirect case list(List)
  /// `table`
  indirect case table(Table)
  /// `img`: a picture, such as a letterhead.
  indirect case image(Image)
  /// `hr`: a rule across the measure. It is no content.
  case rule(StyleID)
  /// A block with attributes that few blocks have.
  indirect case marked(Marks, Block)
}

/// Blocks inside another block.
package struct Container: Sendable {
  /// How it is set.
  package var style: StyleID
  /// Its blocks, at least one.
  package var blocks: [Block]

  /// A container of blocks.
  package init(style: StyleID, blocks: [Block]) {
    self.style = style
    self.blocks = blocks
  }
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

/// A picture and its alternate text.
package struct Image: Sendable {
  /// How it is set. The style's `width` is the printed width.
  package var style: StyleID
  /// The picture.
  package var picture: PNGImage
  /// A description for people who cannot see the picture; nil for a picture that only decorates.
  package var alternateText: String?

  /// Makes a picture.
  package init(style: StyleID, picture: PNGImage, alternateText: String?) {
    self.style = style
    self.picture = picture
    self.alternateText = alternateText
  }
}

/// A list.
package struct List: Sendable {
  /// How it is set.
  package var style: StyleID
  /// How its items are marked.
  package var numbering: ListStyle
  /// Whether it is an `ol`, whatever its marks are.
  package var isOrdered: Bool
  /// Its items, at least one.
  package var items: [Item]

  /// A list of items.
  package init(style: StyleID, numbering: ListStyle, isOrdered: Bool? = nil, items: [Item]) {
    self.style = style
    self.numbering = numbering
    self.isOrdered = isOrdered ?? numbering.isNumbered
    self.items = items
  }

  /// `li`
  package struct Item: Sendable {
    /// How it is set.
    package var style: StyleID
    /// Its number in its list, or in the letter if the stylesheet counts through it.
    package var number: Int
    /// What stands before it, such as `•` or `3.`; nil for nothing.
    package var marker: String?
    /// What it contains.
    package var content: Content
    /// Its attributes.
    package var marks: Marks?

    /// An item of a list.
    package init(style: StyleID, number: Int, marker: String?, content: Content, marks: Marks? = nil) {
      self.style = style
      self.number = number
      self.marker = marker
      self.content = content
      self.marks = marks
    }
  }
}

/// What a list item or a cell contains.
package enum Content: Sendable {
  /// Text.
  case inlines([Inline])
  /// Blocks.
  case blocks([Block])

  /// The words without styles.
  package var plainText: String {
    switch self {
    case .inlines(let inlines): inlines.plainText
    case .blocks(let blocks): blocks.map(\.plainText).joined(separator: "\n")
    }
  }
}

extension Block {
  /// The words without styles, in reading order. A picture has no words.
  package var plainText: String {
    switch self {
    case .section(let container), .division(let container): container.blocks.map(\.plainText).joined(separator: "\n")
    case .heading(_, let paragraph), .paragraph(let paragraph): paragraph.inlines.plainText
    case .list(let list): list.items.map(\.content.plainText).joined(separator: "\n")
    case .table(let table): table.plainText
    case .image, .rule: ""
    case .marked(_, let block): block.plainText
    }
  }
}
