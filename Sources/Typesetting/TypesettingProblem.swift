import LetterDocument

/// What keeps a letter from being set.
package enum TypesettingProblem: Error, Sendable, Hashable {
  /// No face of that name is in the font library.
  case faceMissing(FontFace.Description, available: [String])
  /// The font has no glyph for a character: `scalars` scalars after the start of the text with that origin.
  case glyphMissing(Unicode.Scalar, face: FontFace.Description, Origin, scalars: Int)
  /// Something that is never divided is taller than a page.
  case tooTall(String)
  /// Something that is never broken is wider than its place.
  case tooWide(String)
  /// A column of a table has no width.
  case columnWithoutWidth(Int)
}

/// All problems of a letter at once; never empty.
package struct TypesettingError: Error, Sendable {
  /// The problems in the letter's order.
  package var problems: [TypesettingProblem]

  init(_ problems: [TypesettingProblem]) {
    self.problems = problems
  }
}
