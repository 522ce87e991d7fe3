/// The characters that stand inside of words without being letters: hyphens, apostrophes and line ends.
enum WordGaps {
  /// The gap that a character beyond ASCII makes if it is an apostrophe, a hyphen or a line end. Dashes are known by their category.
  static func gap(_ scalar: Unicode.Scalar) -> FoldedText.Gap? {
    switch scalar.value {
    // Quotation marks and primes that are typed as apostrophes.
    case 0x2018, 0x2019, 0x201B, 0x2032, 0x2035: .soft
    // Apostrophes that Unicode counts among the letters: ʹ ʻ ʼ ʽ ʾ ʿ ˈ ˊ ˋ ˮ ˴ ꞌ, and those of Armenian and Hebrew.
    case 0x02B9, 0x02BB...0x02BF, 0x02C8, 0x02CA, 0x02CB, 0x02EE, 0x02F4, 0xA78B, 0xA78C, 0x055A, 0x05F3: .soft
    // Hyphens that Unicode counts among other signs, and the minus sign.
    case 0x02D7, 0x2043, 0x2212: .soft
    case 0x0085, 0x2028, 0x2029: .lineEnd
    default: nil
    }
  }

  /// Whether an accent stands by itself behind a letter, as in `O´Brien`: NFKD makes it a space with an accent.
  static func isApostrophe(_ scalar: Unicode.Scalar, _ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    switch scalar.value {
    case 0x0300, 0x0301, 0x030D, 0x0313, 0x0314:
      index >= 2 && bytes[index - 1] == 0x20 && (bytes[index - 2] >= 0x80 || isLetter(bytes[index - 2]))
    default: false
    }
  }

  /// The length of a hyphen with the white space behind it, if a line end inside of a word may have been there: `Quill- feather`. Other words
  /// do not go on with a small letter so.
  static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    guard index > 0, bytes[index - 1] >= 0x80 || isLetter(bytes[index - 1]) else { return nil }
    var end = index + 1
    var hasSpace = false
    while end < bytes.count, end - index <= mostSpaces, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end]) {
      hasSpace = hasSpace || bytes[end] == 0x20 || bytes[end] == 0x09
      end += 1
    }
    guard hasSpace, end < bytes.count, bytes[end] >= 0x80 || (0x61...0x7A).contains(bytes[end]) else { return nil }
    return end - index
  }

  /// The longest white space at which a line end is looked for.
  private static let mostSpaces = 40

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
