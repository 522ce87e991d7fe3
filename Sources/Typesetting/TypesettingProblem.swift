import LetterDocument

/// Why a letter cannot be set.
package enum TypesettingProblem: Error, Sendable, Hashable {
  /// The font library has no face with that name.
  case faceMissing(FontFace.Description, available: [String])
  /// The font has no glyph for a character. The character is `scalars` scalars after the start of the text with that origin.
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
  /// The problems, in the order of the letter.
  package var problems: [TypesettingProblem]

  init(_ problems: [TypesettingProblem]) {
    self.problems = problems
  }
}
