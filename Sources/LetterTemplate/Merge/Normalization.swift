import Foundation

/// Unicode normalization: letters are set in NFC (UAX #15), for which fonts have glyphs.
enum Normalization {
  /// The text in NFC. Below U+0300 nothing composes (UAX #15: NFC quick check), so most text is returned as it is.
  static func nfc(_ text: String) -> String {
    // UTF-8 of U+0300 and above starts with 0xCC or more.
    guard text.utf8.contains(where: { $0 >= 0xCC }) else { return text }
    return text.precomposedStringWithCanonicalMapping
  }
}
