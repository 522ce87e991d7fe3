/// What a PDF of this program can hold. libharu's arrays have at most 32,767 elements and its dictionaries 4,095, and a PDF/A-2 has at most
/// 8,388,607 objects (ISO 19005-2 §6.1.13). No letter comes near.
package enum PDFLimits {
  /// Pages. The tree of parents (PDF 32000-1 §14.7.4.4) has two elements of an array for each page.
  package static let pages = 16_000
  /// Parts of the structure. Each is an object, and takes about 5 kB until the file is written.
  static let elements = 150_000
  /// Bytes of text: about two thousand pages.
  static let bytes = 8_000_000
  /// Line ends that the author wrote.
  static let lineBreaks = 1_000_000
  /// Pictures.
  static let pictures = 4_000
  /// Runs of text on a page. Each is an element of an array.
  static let piecesOfAPage = 32_000
  /// Glyphs of a string. A glyph takes two bytes at most, and a string has at most 32,767 (ISO 19005-2 §6.1.13).
  package static let glyphsOfAString = 16_000
}
