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
  /// The characters in use that WinAnsiEncoding does not have.
  let others: CodePointSet

  /// All characters.
  var all: CodePointSet { simple.union(others) }

  /// The characters of a usual letter.
  static let usual = common.union(punctuation)

  /// A face that sets few different letters, such as the face of the header table, gets only these letters and the digits.
  private static let fewLetters = 32

  /// Chooses for the characters in use.
  init(for used: CodePointSet) {
    // Sets of bits are fast; the few characters from U+0200 on are looked at one by one.
    let low = used.lowPart
    var simple = low.subtracting(low.subtracting(Self.latin))
    var others = low.subtracting(Self.latin)
    var hasPunctuation = false
    var highLetters = 0
    for character in used.highPart {
      if WinAnsi.code(of: character) == nil {
        others.insert(character)
      } else if Self.isPunctuation(character) {
        hasPunctuation = true
        highLetters += 1
      } else {
        simple.insert(character)
        highLetters += 1
      }
    }
    self.others = others
    let letters = simple.lowPart.subtracting(Self.digitLike).count + highLetters
    if letters == 0, simple.count == 0 {
      self.simple = simple
    } else if letters <= Self.fewLetters {
      for character in used.highPart where Self.isPunctuation(character) { simple.insert(character) }
      self.simple = simple.union(Self.digitLike)
    } else {
      simple.formUnion(low.isDisjoint(with: Self.signs) ? Self.common : Self.commonAndSigns)
      if hasPunctuation { simple.formUnion(Self.punctuation) }
      self.simple = simple
    }
  }

  private static func isPunctuation(_ character: UInt32) -> Bool {
    switch character {
    case 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026: true
    default: false
    }
  }

  private static let latin = CodePointSet((0..<0x200).filter { WinAnsi.code(of: $0) != nil })
  /// The space, the digits and the marks in dates and numbers.
  private static let digitLike = CodePointSet([0x20] + Array(0x2D...0x3A))
  /// Letters, digits and the marks of plain sentences.
  private static let common = digitLike.union(
    CodePointSet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'(),;".unicodeScalars.map(\.value)))
  /// The other characters of ASCII.
  private static let signs = CodePointSet(Array(0x20...0x7E)).subtracting(common)
  private static let commonAndSigns = common.union(signs)
  /// Curly quotation marks, dashes, the bullet and the ellipsis. A letter that uses one of them usually uses others too.
  private static let punctuation = CodePointSet([0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026])
}
