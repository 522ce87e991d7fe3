import LetterDocument

/// A letter laid out on pages: where everything is, and which part of the letter it belongs to. Lengths are in points. y starts at the top
/// edge of the sheet and grows downwards.
package struct TypesetLetter: Sendable {
  /// The pages in order; at least one.
  package var pages: [Page] = []
  /// The faces that runs refer to by index.
  package var faces: [FontFace] = []
  /// For each face, in the same order, every character of its runs.
  package var codePoints: [CodePointSet] = []
  /// The glyphs of all runs, one after the other.
  package var glyphs: [Glyph] = []
  /// The runs of all lines, one after the other.
  package var runs: [Run] = []
  /// The letter's structure in reading order: a parent comes before its children.
  package var elements: [StructureElement] = []
  /// Where the headings are.
  package var headings: [HeadingPlace] = []
  /// In a print stream, the index of the first page of each letter.
  package var firstPages: [Int] = []
}

/// A sheet and what is drawn on it.
package struct Page: Sendable {
  /// The sheet's size.
  package var width, height: Double
  /// Lines of text in reading order.
  package var lines: [Line] = []
  /// Lines of the margins that are not part of the letter's text.
  package var headers: [Line] = [], feet: [Line] = []
  /// Table heads that are repeated, which are not part of the letter's text either.
  package var repeatedHeads: [Line] = []
  /// Shaded areas, drawn first.
  package var fills: [Fill] = []
  /// Rules, drawn over the shaded areas.
  package var rules: [RuledLine] = []
  /// Pictures.
  package var pictures: [Picture] = []
  /// Places that a reader can act on.
  package var annotations: [Annotation] = []

  /// Whether the page is blank.
  package var isBlank: Bool {
    lines.isEmpty && headers.isEmpty && feet.isEmpty && fills.isEmpty && rules.isEmpty && pictures.isEmpty
  }
}

/// A line of text.
package struct Line: Sendable, Hashable {
  /// The baseline's distance from the top of the sheet.
  package var baseline: Double
  /// The range of its runs in ``TypesetLetter/runs``, left to right.
  package var runs: Range<Int>
}

/// Glyphs of one face and size in one structure element. Each glyph starts where the one before ends.
package struct Run: Sendable {
  /// Where the first glyph starts.
  package var x: Double
  /// The face's index in ``TypesetLetter/faces``.
  package var face: Int
  /// The size.
  package var size: Double
  /// The colour.
  package var color = Color.black
  /// The structure element it belongs to; nil for text that is not part of the letter's text.
  package var element: StructureElement.ID?
  /// The range of its glyphs in ``TypesetLetter/glyphs``.
  package var glyphs: Range<Int>
}

/// A glyph, named by the character that it stands for. Two characters can have the same glyph, but the PDF must keep them apart.
/// ``FontFace/glyph(_:)`` gives its index in a font. The PDF writer reads lists of glyphs as UTF-32.
package struct Glyph: Sendable, Hashable {
  /// The Unicode code point.
  package var character: UInt32
}

/// A shaded rectangle.
package struct Fill: Sendable, Hashable {
  /// The rectangle.
  package var x, y, width, height: Double
  /// Its colour.
  package var color: Color
}

/// A straight line, horizontal or vertical.
package struct RuledLine: Sendable, Hashable {
  /// The start and the end of its centre line.
  package var x0, y0, x1, y1: Double
  /// Its thickness.
  package var thickness: Double
  /// Its colour.
  package var color: Color
}

/// A picture and where it is.
package struct Picture: Sendable {
  /// The rectangle it fills.
  package var x, y, width, height: Double
  /// The picture.
  package var image: PNGImage
  /// The figure it belongs to; nil for a picture that only decorates.
  package var element: StructureElement.ID?
}

/// A place on a page that a reader can act on (PDF 32000-1 §12.5).
package struct Annotation: Sendable, Hashable {
  /// What a reader can do there.
  package enum Kind: Sendable, Hashable {
    /// Sign the letter. Screen readers speak the label.
    case signatureField(label: String)
    /// Follow a link. Screen readers speak its text.
    case link(to: LinkTarget, text: String)
  }

  /// Where a link leads.
  package enum LinkTarget: Sendable, Hashable {
    /// To an address of the internet.
    case address(String)
    /// To a place in the letter.
    case place(page: Int, y: Double, element: StructureElement.ID)
  }

  /// What it is.
  package var kind: Kind
  /// The place; without width and height if it is invisible.
  package var area: Area
  /// The element it belongs to; nil if it is no part of the letter's structure.
  package var element: StructureElement.ID?

  /// An annotation of a page.
  package init(kind: Kind, area: Area, element: StructureElement.ID?) {
    self.kind = kind
    self.area = area
    self.element = element
  }
}

/// A part of the letter's structure. It can be on several lines and pages.
package struct StructureElement: Sendable, Hashable {
  /// The index in ``TypesetLetter/elements``.
  package typealias ID = Int

  /// The kinds of parts.
  package enum Kind: Sendable, Hashable {
    case document, part(title: String), section, division, heading(level: Int), paragraph
    case strong, emphasis, span, link
    case list(ListStyle), listItem, label, listBody
    case table, caption, tableHead, tableBody, row
    /// A header cell heads the cells to its right or below it. Where this does not say enough, data cells name the cells that head them.
    case headerCell(Span, scope: Scope), dataCell(Span, headers: [ID])
    case figure(alternateText: String)
    /// A field that a reader fills in.
    case form
  }

  /// What a header cell heads (PDF 32000-1 table 349).
  package typealias Scope = Table.Scope

  /// How many columns and rows a cell covers.
  package struct Span: Sendable, Hashable {
    /// Columns and rows, at least 1.
    package var columns: Int, rows: Int

    /// A cell of one row.
    package init(columns: Int = 1, rows: Int = 1) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// Its kind.
  package var kind: Kind
  /// The part it belongs to; nil for the document.
  package var parent: ID?
  /// Its language, if it is not that of the part around it, and its name.
  package var marks: Marks?

  /// A part of that kind.
  package init(kind: Kind, parent: ID?, marks: Marks? = nil) {
    self.kind = kind
    self.parent = parent
    self.marks = marks
  }
}

/// Where a heading starts.
package struct HeadingPlace: Sendable, Hashable {
  /// Its level.
  package var level: Int
  /// Its words.
  package var text: String
  /// The page's index.
  package var page: Int
  /// The top of its first line.
  package var y: Double
  /// Its structure element.
  package var element: StructureElement.ID
}
