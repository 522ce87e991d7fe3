import LetterDocument

/// Why a letter cannot be set.
package enum TypesettingProblem: Error, Sendable, Hashable {
  /// The font library has no face with that name.
  case faceMissing(FontFace.Description, available: [FontFace.Description])
  /// The font has no glyph for a character. The character is `scalars` scalars after the start of the text with that origin.
  case glyphMissing(Unicode.Scalar, face: FontFace.Description, Origin, scalars: Int)
  /// A glyph is wider than its line.
  case glyphTooWide(Origin?)
  /// Something that cannot be divided is higher than a page has room for.
  case tooHigh
  /// What a margin box shows does not fit it. The origin is that of a text that it repeats, or of its rule.
  case boxTooSmall(MarginBox.Position, Origin)
  /// Text or a picture stands in the area of the last page that must stay free.
  case reservedAreaTouched
  /// The letter has more pages than a PDF of this program can have.
  case tooManyPages(Int)
  /// The letter has more of something than a PDF of this program can have.
  case tooManyParts(String)
}

/// All problems of a letter at once; never empty.
package struct TypesettingError: Error, Sendable {
  /// The problems, in the order of the letter.
  package var problems: [TypesettingProblem]

  init(_ problems: [TypesettingProblem]) {
    self.problems = problems
  }
}
