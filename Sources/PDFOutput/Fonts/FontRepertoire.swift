import Typesetting
import UnicodeText

/// Chooses the characters of the fonts of a face. The choice depends only on the characters that one letter sets in the face, so that the
/// bytes of a letter never depend on its batch.
///
/// A font for exactly the letter's characters would be new for nearly every letter, and would take a millisecond each time. So Latin
/// characters are chosen in groups that letters use together, and a few different fonts serve nearly all letters. See
/// `docs/decisions/pdf-fonts.md` for figures.
struct FontRepertoire {
  /// The characters of the simple font.
  let simple: CodePointSet
  /// Characters of a usual letter.
  static let usual = common.union(punctuation)

  /// The characters in use that WinAnsiEncoding does not have.
  let others: CodePointSet

  /// All characters.
  var all: CodePointSet { simple.union(others) }

  /// A face that sets few different letters, such as the face of the header table, gets only these letters and the digits.
  private static let fewLetters = 32

  /// Chooses for the characters in use.
  init(for used: CodePointSet) {
    let latin = used.subtracting(used.subtracting(Self.latin))
    others = used.subtracting(Self.latin)
    let letters = latin.subtracting(Self.digitLike)
    if latin.count == 0 {
      simple = latin
    } else if letters.count <= Self.fewLetters {
      simple = letters.union(Self.digitLike)
    } else {
      simple = [Self.signs, Self.punctuation].reduce(latin.union(Self.common)) { chosen, group in
        latin.isDisjoint(with: group) ? chosen : chosen.union(group)
      }
    }
  }

  private static let latin = CodePointSet((0...0x2122).filter { WinAnsi.code(of: $0) != nil })
  /// The space, the digits and the marks in dates and numbers.
  private static let digitLike = CodePointSet([0x20] + Array(0x2D...0x3A))
  /// Letters, digits and the marks of plain sentences.
  private static let common = digitLike.union(
    CodePointSet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'(),;".unicodeScalars.map(\.value)))
  /// The other characters of ASCII.
  private static let signs = CodePointSet(0x20...0x7E).subtracting(common)
  /// Curly quotation marks, dashes, the bullet and the ellipsis. A letter that uses one of them usually uses others too.
  private static let punctuation = CodePointSet([0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026])
}
