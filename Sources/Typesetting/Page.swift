import LetterDocument

/// A letter laid out on pages: what stands where, and which part of the letter it belongs to. Lengths are points; y runs
/// downwards from the top edge of the sheet.
public struct TypesetLetter: Sendable {
  /// The pages in order; at least one.
  public var pages: [Page] = []
  /// The faces that runs refer to by index.
  public var faces: [FontFace] = []
  /// For each face, in the same order, every character of its runs.
  public var codePoints: [CodePointSet] = []
  /// The glyphs of all runs, one after the other.
  public var glyphs: [Glyph] = []
  /// The runs of all lines, one after the other.
  public var runs: [Run] = []
  /// The letter's structure in reading order: a parent stands before its children.
  public var elements: [StructureElement] = []
  /// Where headings stand.
  public var headings: [HeadingPlace] = []
}

/// A sheet and what is drawn on it.
public struct Page: Sendable {
  /// The sheet's size.
  public var width, height: Double
  /// Lines of text in reading order.
  public var lines: [Line] = []
  /// Lines of text outside the letter's text: running feet.
  public var feet: [Line] = []
  /// Shaded areas, drawn first.
  public var fills: [Fill] = []
  /// Rules, drawn over the shaded areas.
  public var rules: [Rule] = []
  /// Pictures.
  public var pictures: [Picture] = []

  /// Whether nothing is drawn on it.
  public var isBlank: Bool {
    lines.isEmpty && feet.isEmpty && fills.isEmpty && rules.isEmpty && pictures.isEmpty
  }
}

/// A line of text.
public struct Line: Sendable, Hashable {
  /// The baseline's distance from the top of the sheet.
  public var baseline: Double
  /// Where its runs are in ``TypesetLetter/runs``, left to right.
  public var runs: Range<Int>
}

/// Glyphs of one face and size that belong to one structure element, set one after the other at their advances.
public struct Run: Sendable {
  /// Where the first glyph starts.
  public var x: Double
  /// The face's index in ``TypesetLetter/faces``.
  public var face: Int
  /// The size.
  public var size: Double
  /// The structure element it belongs to; nil in a running foot.
  public var element: StructureElement.ID?
  /// Where its glyphs are in ``TypesetLetter/glyphs``.
  public var glyphs: Range<Int>
}

/// A glyph and the character it stands for: a text's meaning must not get lost when two characters look the same.
public struct Glyph: Sendable, Hashable {
  /// The glyph's index in its font.
  public var id: UInt16
  /// The Unicode code point.
  public var character: UInt32
}

/// A shaded rectangle.
public struct Fill: Sendable, Hashable {
  /// The rectangle.
  public var x, y, width, height: Double
  /// Its colour.
  public var color: Color
}

/// A straight line, horizontal or vertical.
public struct Rule: Sendable, Hashable {
  /// Where it starts and ends (its centre).
  public var x0, y0, x1, y1: Double
  /// Its thickness.
  public var thickness: Double
  /// Its colour.
  public var color: Color
}

/// A picture and where it is.
public struct Picture: Sendable {
  /// The rectangle it fills.
  public var x, y, width, height: Double
  /// The picture.
  public var image: PNGImage
  /// The figure it belongs to.
  public var element: StructureElement.ID
}

/// A part of the letter's structure, whatever pages and lines it is spread over.
public struct StructureElement: Sendable, Hashable {
  /// The index in ``TypesetLetter/elements``.
  public typealias ID = Int

  /// What the part is.
  public enum Kind: Sendable, Hashable {
    case document, part, section, heading(level: Int), paragraph, strong
    case table, row, headerCell(columnSpan: Int), dataCell(columnSpan: Int)
    case figure(alternateText: String)
  }

  /// What it is.
  public var kind: Kind
  /// The part it belongs to; nil for the document.
  public var parent: ID?
}

/// Where a heading starts.
public struct HeadingPlace: Sendable, Hashable {
  /// Its level.
  public var level: Int
  /// Its words.
  public var text: String
  /// The page's index.
  public var page: Int
  /// The top of its first line.
  public var y: Double
}
