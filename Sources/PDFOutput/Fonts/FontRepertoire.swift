import Typesetting

/// Which characters a font subset holds: chosen from the characters that one letter sets in that face, and from nothing else,
/// so that a letter's bytes never depend on the batch it is in.
///
/// A subset for exactly the letter's characters would be a new one for nearly every letter (a millisecond each). So
/// characters are taken in groups that letters use together, and few different subsets serve nearly all letters. See
/// `docs/decisions/font-subsets.md` for figures.
enum FontRepertoire {
  /// A face that sets few different letters, as that of the header table, gets just these and the digits.
  private static let fewLetters = 32

  /// The code points of the subset for the code points in use.
  static func codePoints(for used: CodePointSet) -> CodePointSet {
    let letters = used.subtracting(digitLike)
    if letters.count <= fewLetters { return letters.union(digitLike) }
    return used.union(used.isDisjoint(with: punctuation) ? ascii : asciiAndPunctuation)
  }

  /// Space, digits and what dates and numbers consist of.
  private static let digitLike = CodePointSet([0x20] + Array(0x2D...0x3A))
  private static let ascii = CodePointSet(0x20...0x7E)
  /// Curly quotation marks, dashes, the bullet and the ellipsis: where one of them is, others are.
  private static let punctuation = CodePointSet([0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026])
  private static let asciiAndPunctuation = ascii.union(punctuation)
}
