import LetterDocument

/// A font file, ready for use: its bytes for embedding, and the tables that typesetting needs. HarfBuzz reads them once.
///
/// It is a value without pointers, so any number of threads can use it.
package struct FontFace: Sendable {
  /// The name of a font, as people and stylesheets write it.
  package struct Description: Hashable, Sendable, CustomStringConvertible {
    /// The family, such as `Liberation Serif`.
    package let family: String
    /// The bold face of the family, or the regular one.
    package let isBold: Bool
    /// A slanted face: italic or oblique.
    package let isItalic: Bool

    /// Names a font.
    package init(family: String, isBold: Bool, isItalic: Bool = false) {
      self.family = family
      self.isBold = isBold
      self.isItalic = isItalic
    }

    /// The family, the weight and the slope.
    package var description: String {
      "\(family) \(isItalic ? isBold ? "Bold Italic" : "Italic" : isBold ? "Bold" : "Regular")"
    }
  }

  /// The family, weight and slope.
  package let name: Description
  /// The slope of a slanted face, in degrees from the vertical; negative to the right.
  package let italicAngle: Double
  /// Whether the letters have serifs.
  package let isSerif: Bool
  /// Why the font must not be part of a PDF, if its owner forbids it.
  package let embeddingRefusal: String?
  /// The name in the file's PostScript name record.
  package let postScriptName: String
  /// The font file.
  package let file: [UInt8]
  /// Font units per em.
  package let unitsPerEm: Int
  /// The line's extent above and below the baseline, in font units; the descender is negative.
  package let ascender, descender: Int
  /// The height of capital letters, in font units.
  package let capHeight: Int
  /// The bounding box of all glyphs, in font units: left, bottom, right, top.
  package let boundingBox: [Int]
  /// The advance of the widest glyph, in ems.
  let widestGlyph: Double
  /// The glyphs and their advances: all that is needed to set text.
  let metrics: GlyphMetrics

  /// Whether the font has a glyph for every character of a text.
  func covers(_ text: String) -> Bool { metrics.covers(text) }

  /// The glyph of a code point; 0 if the font cannot show it.
  package func glyph(_ codePoint: UInt32) -> UInt16 { metrics.glyph(codePoint) }

  /// The advance of a code point's glyph, in font units.
  package func advance(of codePoint: UInt32) -> Int { Int(metrics.advances[Int(metrics.glyph(codePoint))]) }
}

extension Style {
  /// The face that the style asks for.
  package var face: FontFace.Description {
    FontFace.Description(family: fontFamily, isBold: isBold, isItalic: isItalic)
  }
}

/// Why a file cannot be used as a font.
package enum FontProblem: Error, Sendable, Hashable {
  /// The bytes are not a font, or the font is incomplete.
  case notAFont
  /// The font has no TrueType outlines. This program cannot embed other outlines.
  case noTrueTypeOutlines
  /// The font can change its shape (`fvar`). A PDF needs one shape.
  case variable
  /// A table is missing or damaged, or two tables contradict each other.
  case damaged(String)

  /// What is wrong, in a few words.
  package var reason: String {
    switch self {
    case .notAFont: "it is not a font"
    case .noTrueTypeOutlines: "it has no TrueType outlines"
    case .variable: "it is a variable font, and a PDF needs one with a fixed shape"
    case .damaged(let what): what
    }
  }
}

extension FontFace {
  /// Reads a TrueType file.
  package init(file: [UInt8]) throws(FontProblem) {
    var settable = SettableCharacters()
    try self.init(file: file, settable: &settable)
  }

  /// Reads a TrueType file of several.
  /// - Parameter settable: what is known of the characters of the others.
  package init(file: [UInt8], settable: inout SettableCharacters) throws(FontProblem) {
    let tables = try HarfBuzzFace.withFace(of: file) { face throws(FontProblem) in try FontTables(face, &settable) }
    self.file = file
    name = tables.name
    (italicAngle, isSerif) = (tables.italicAngle, tables.isSerif)
    embeddingRefusal = tables.embeddingRefusal
    postScriptName = tables.postScriptName
    unitsPerEm = tables.unitsPerEm
    (ascender, descender, capHeight) = (tables.ascender, tables.descender, tables.capHeight)
    boundingBox = tables.boundingBox
    widestGlyph = Double(tables.advances.max() ?? 0) / Double(tables.unitsPerEm)
    metrics = GlyphMetrics(
      unitsPerEm: tables.unitsPerEm, advances: tables.advances, glyphs: tables.glyphs,
      supplementaryGlyphs: tables.supplementaryGlyphs)
  }
}
