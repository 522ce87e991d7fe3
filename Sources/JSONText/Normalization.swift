import Foundation

/// Unicode normalization: letters are set in NFC (UAX #15), for which fonts have glyphs.
public enum Normalization {
  /// The text in NFC. Nearly all text is returned as it is, after a look at its characters (UAX #15: NFC quick check).
  public static func nfc(_ text: String) -> String {
    isCertainlyNFC(text) ? text : text.precomposedStringWithCanonicalMapping
  }

  /// Whether a look at the characters alone shows that the text is in NFC.
  public static func isCertainlyNFC(_ text: String) -> Bool {
    var copy = text
    // UTF-8 of U+0300 and above starts with 0xCC or more.
    guard copy.withUTF8({ bytes in bytes.contains { $0 >= 0xCC } }) else { return true }
    return text.unicodeScalars.allSatisfy(isInert)
  }

  /// Characters of letters that never change in NFC whatever stands around them. Below U+0300 nothing does; the others are
  /// blocks in which no character decomposes to something else or combines with what precedes it.
  private static func isInert(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x300: true
    case 0x2010...0x205E, 0x20A0...0x20BF, 0x2190...0x22FF: true  // punctuation, currencies, arrows and operators
    default: false
    }
  }
}
