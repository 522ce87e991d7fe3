/// A text prepared for finding words despite different spelling: its letters and digits in lower case without accents, and the places where
/// other characters were between them.
package struct FoldedText: Sendable {
  /// Letters and digits.
  private var characters: [Unicode.Scalar] = []
  /// Whether another character comes before the character at that index.
  private var hasGap: [Bool] = []
  /// Which characters are digits.
  private var isDigit: [Bool] = []

  /// How many letters and digits there are.
  package var letterCount: Int { characters.count }

  /// Folds a text.
  package init(_ text: String) {
    var gap = true
    for scalar in Normalization.nfkd(text).unicodeScalars {
      let properties = scalar.properties
      if properties.isAlphabetic || properties.numericType != nil {
        for lower in properties.lowercaseMapping.unicodeScalars {
          characters.append(lower)
          hasGap.append(gap)
          isDigit.append(properties.numericType != nil)
          gap = false
        }
      } else if !Self.isInvisible(properties) {
        gap = true
      }
    }
  }

  /// Whether this text contains another text as whole words. Gaps inside long numbers do not count: `WC 123-456` matches `WC123456`.
  package func contains(_ other: FoldedText) -> Bool {
    let count = other.characters.count
    guard count > 0, count <= characters.count else { return false }
    let joinsDigits = other.isDigit.count { $0 } >= 5
    return (0...characters.count - count).contains { start in
      guard hasGap[start], start + count == characters.count || hasGap[start + count] else { return false }
      return (0..<count).allSatisfy { index in
        let here = start + index
        guard characters[here] == other.characters[index] else { return false }
        if index == 0 || hasGap[here] == other.hasGap[index] { return true }
        return joinsDigits && (isDigit[here] || isDigit[here - 1])
      }
    }
  }

  /// Accents and invisible characters (soft hyphens, joiners) must not hide a name.
  private static func isInvisible(_ properties: Unicode.Scalar.Properties) -> Bool {
    properties.generalCategory == .nonspacingMark || properties.generalCategory == .format
      || properties.isDefaultIgnorableCodePoint
  }
}
