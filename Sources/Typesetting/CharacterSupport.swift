/// Which characters this typesetter can set. It places one glyph after the other, from left to right. So it sets Latin, Greek and Cyrillic
/// text, and signs that all scripts share. Other scripts need more, even if a font has their glyphs.
package enum CharacterSupport {
  /// Why a character cannot be set.
  package enum Obstacle: Sendable, Hashable {
    /// Hebrew, Arabic and other scripts, which run from right to left (bidi classes R and AL, UAX #9).
    case rightToLeft
    /// A script whose glyphs join, move or change their shape, or that has not been tried.
    case otherScript
    /// A mark that NFC cannot join with the letter before it (general category M).
    case mark
    /// A placeholder for an object that is not there (U+FFFC).
    case placeholder

    /// What it is, in a few words.
    package var reason: String {
      switch self {
      case .rightToLeft: "it belongs to a script that runs from right to left"
      case .otherScript: "it is not Latin, Greek or Cyrillic"
      case .mark: "it is a mark that has no combined form with the character before it"
      case .placeholder: "it stands for an object that is missing"
      }
    }
  }

  /// Why a character cannot be set; nil if it can, in a font that has it.
  package static func obstacle(to scalar: Unicode.Scalar) -> Obstacle? {
    // Nearly all text.
    if scalar.value < 0x300 { return nil }
    return obstacle(to: scalar, scalar.properties.generalCategory)
  }

  /// Whether a character can be set in a font that has it: it is graphic, and nothing is in its way.
  package static func canSet(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Fonts have thousands of characters, and the lookup of a category takes long.
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF: return true
    case ..<0x300: return false
    default:
      let category = scalar.properties.generalCategory
      return isGraphic(category) && obstacle(to: scalar, category) == nil
    }
  }

  private static func obstacle(to scalar: Unicode.Scalar, _ category: Unicode.GeneralCategory) -> Obstacle? {
    if scalar.value == 0xFFFC { return .placeholder }
    if rightToLeft.contains(where: { $0.contains(scalar.value) }) { return .rightToLeft }
    switch category {
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber:
      return settable.contains(where: { $0.contains(scalar.value) }) ? nil : .otherScript
    // The space of Ogham is drawn as a stroke.
    case .spaceSeparator: return scalar.value == 0x1680 ? .otherScript : nil
    default: return nil
    }
  }

  /// Whether a character is graphic (Unicode §2.4). These are not: controls, format characters such as soft hyphens and joiners, line and
  /// paragraph separators, unassigned code points, and private-use characters, which nobody could read aloud.
  private static func isGraphic(_ category: Unicode.GeneralCategory) -> Bool {
    switch category {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: false
    default: true
    }
  }

  /// Blocks whose characters run from right to left, also where none is assigned yet (UAX #9, DerivedBidiClass).
  private static let rightToLeft: [ClosedRange<UInt32>] = [
    0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF,
  ]

  /// Blocks of Latin, Greek and Cyrillic letters, and of letters and digits that all scripts share (UAX #24).
  private static let settable: [ClosedRange<UInt32>] = [
    0x300...0x3E1, 0x3F0...0x52F,  // Greek without Coptic, Cyrillic
    0x1C80...0x1C8F, 0x1D00...0x1DBF, 0x1E00...0x1FFF,  // phonetic letters, Latin and Greek additions
    0x2070...0x209F, 0x2100...0x218F,  // superscripts, letterlike signs, Roman numerals
    0x2C60...0x2C7F, 0xA640...0xA69F, 0xA720...0xA7FF, 0xAB30...0xAB6F,  // Latin and Cyrillic additions
    0xFB00...0xFB06, 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A,  // ligatures, full-width forms
    0x1D400...0x1D7FF,  // mathematical letters and digits
  ]
}
