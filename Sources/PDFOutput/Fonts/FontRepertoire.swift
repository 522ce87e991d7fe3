import Typesetting

/// Chooses the characters of a font subset. The choice depends only on the characters that one letter sets in the face, so that the bytes
/// of a letter never depend on its batch.
///
/// A subset for exactly the letter's characters would be new for nearly every letter, and would take a millisecond each time. So characters
/// are chosen in groups that letters use together, and a few different subsets serve nearly all letters. See
/// `docs/decisions/font-subsets.md` for figures.
enum FontRepertoire {
  /// A face that sets few different letters, such as the face of the header table, gets only these letters and the digits.
  private static let fewLetters = 32

  /// The code points of the subset for the code points in use.
  static func codePoints(for used: CodePointSet) -> CodePointSet {
    let letters = used.subtracting(digitLike)
    if letters.count <= fewLetters { return letters.union(digitLike) }
    return used.union(used.isDisjoint(with: punctuation) ? ascii : asciiAndPunctuation)
  }

  /// The space, the digits and the marks in dates and numbers.
  private static let digitLike = CodePointSet([0x20] + Array(0x2D...0x3A))
  private static let ascii = CodePointSet(0x20...0x7E)
  /// Curly quotation marks, dashes, the bullet and the ellipsis. A letter that uses one of them usually uses others too.
  private static let punctuation = CodePointSet([0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026])
  private static let asciiAndPunctuation = ascii.union(punctuation)
}
