import Foundation

/// A text made ready for finding words in it that are written otherwise: letters and digits in lower case without accents,
/// everything between them a single separator.
struct FoldedText: Sendable {
  private static let separator = UInt8(ascii: " ")

  /// UTF-8, with a separator at both ends.
  private let bytes: [UInt8]

  /// How many letters and digits there are.
  let letterCount: Int

  /// Folds a text.
  /// - Parameter joiningDigits: whether what stands between a digit and its neighbour falls away: `WC-123 456` is `WC123456`.
  init(_ text: String, joiningDigits: Bool = false) {
    var bytes = [Self.separator]
    var count = 0
    var lastWasDigit = false
    for scalar in Self.decomposed(text).unicodeScalars {
      let properties = scalar.properties
      if properties.isAlphabetic || properties.numericType != nil {
        let isDigit = properties.numericType != nil
        if joiningDigits, bytes.count > 1, bytes.last == Self.separator, isDigit || lastWasDigit { bytes.removeLast() }
        bytes += Array(properties.lowercaseMapping.utf8)
        lastWasDigit = isDigit
        count += 1
      } else if Self.isInvisible(properties) {
        continue
      } else if bytes.last != Self.separator {
        bytes.append(Self.separator)
      }
    }
    if bytes.last != Self.separator { bytes.append(Self.separator) }
    self.bytes = bytes
    letterCount = count
  }

  /// Whether another text stands in this one as whole words.
  func contains(_ other: FoldedText) -> Bool {
    let needle = other.bytes
    guard needle.count > 2, needle.count <= bytes.count else { return false }
    var start = bytes.startIndex
    while let first = bytes[start...(bytes.count - needle.count)].firstIndex(of: Self.separator) {
      if bytes[first..<first + needle.count].elementsEqual(needle) { return true }
      start = first + 1
      if start > bytes.count - needle.count { return false }
    }
    return false
  }

  private static func decomposed(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : text.decomposedStringWithCompatibilityMapping
  }

  /// Accents, and characters that nobody sees (soft hyphens, joiners): none of them hides a name.
  private static func isInvisible(_ properties: Unicode.Scalar.Properties) -> Bool {
    properties.generalCategory == .nonspacingMark || properties.generalCategory == .format
      || properties.isDefaultIgnorableCodePoint
  }
}
