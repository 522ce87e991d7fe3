/// A text prepared for finding names and numbers in other spellings: its letters and digits, and what separates them. Letters are in lower
/// case and without accents. Letters that only look like Latin letters become Latin.
///
/// The folded characters are bytes: `a` to `z`, `0` to `9`, and the UTF-8 bytes of other letters. So they can be searched in linear time.
package struct FoldedText: Sendable {
  /// What is between a character and the one before it.
  package enum Gap: UInt8, Sendable, Comparable {
    /// Nothing.
    case none
    /// A line end, or a hyphen and a space, which a line end may have been. It is inside of a word or between words.
    case lineEnd
    /// Hyphens and apostrophes, which occur inside of words.
    case soft
    /// Anything else, such as a space, a full stop or a slash.
    case hard

    package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
  }

  /// How letters that are not Latin are folded.
  package enum Script: Sendable {
    /// They stay what they are.
    case asWritten
    /// Greek and Cyrillic letters become the Latin letters that they look like.
    case byLook
  }

  /// The folded letters and digits.
  package private(set) var bytes: [UInt8] = []
  /// For each byte, what is before it.
  package private(set) var gaps: [Gap] = []
  /// Where words start. Gaps of every kind and the ends of the text delimit words.
  package private(set) var wordStarts: [Int] = []
  /// For each word, whether its first letter is a capital.
  package private(set) var isCapitalized: [Bool] = []
  /// For each word, whether a full stop follows directly.
  package private(set) var hasFullStop: [Bool] = []
  /// Whether the text has Greek or Cyrillic letters.
  package private(set) var hasLookalikes = false
  /// Whether the text may have tags or percent-encoded characters, which ``EncodedText`` reads.
  package private(set) var mayBeEncoded = false

  /// How many letters and digits there are, counted in bytes of the folded text.
  package var letterCount: Int { bytes.count }

  /// Folds a text.
  package init(_ text: String, script: Script = .asWritten) {
    var folder = Folder(script: script)
    folder.fold(Normalization.nfkd(text))
    self = folder.result
  }

  /// The bytes of a word.
  package func word(_ index: Int) -> ArraySlice<UInt8> {
    bytes[wordStarts[index]..<(index + 1 < wordStarts.count ? wordStarts[index + 1] : bytes.count)]
  }

  fileprivate struct Folder {
    let script: Script
    var result = FoldedText()
    var gap = Gap.hard

    init(script: Script) { self.script = script }
  }

  private init() {}
}

extension FoldedText.Folder {
  mutating func fold(_ text: String) {
    var copy = text
    copy.withUTF8 { bytes in
      result.bytes.reserveCapacity(bytes.count)
      result.gaps.reserveCapacity(bytes.count)
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        switch byte {
        case 0x61...0x7A: index += addSmallLetters(bytes, at: index)
        case 0x80...:
          let (scalar, length) = Self.scalar(bytes, at: index)
          if WordGaps.isApostrophe(scalar, bytes, at: index) { gap = .soft } else { add(scalar) }
          index += length
        case UInt8(ascii: "&"), UInt8(ascii: "-"), UInt8(ascii: "%"), UInt8(ascii: "<"):
          index += addSign(bytes, at: index)
        default:
          addASCII(byte)
          index += 1
        }
      }
    }
  }

  /// Adds small letters in a row, which most of a text consists of.
  /// - Returns: how many there are.
  private mutating func addSmallLetters(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    append(bytes[index], isCapital: false)
    var end = index + 1
    while end < bytes.count, (0x61...0x7A).contains(bytes[end]) { end += 1 }
    result.bytes.append(contentsOf: bytes[index + 1..<end])
    result.gaps.append(contentsOf: repeatElement(.none, count: end - index - 1))
    return end - index
  }

  /// Adds a character that may start something longer: a reference, a line end inside a word, a tag.
  /// - Returns: how many bytes were taken.
  private mutating func addSign(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = bytes[index]
    if byte == UInt8(ascii: "&"), let (scalar, length) = CharacterReference.read(bytes, at: index) {
      if let scalar { add(reference: scalar) } else { separate(by: .hard) }
      return length
    }
    if byte == UInt8(ascii: "-"), gap == .none, let length = WordGaps.lineEnd(bytes, at: index) {
      separate(by: .lineEnd)
      return length
    }
    if !result.mayBeEncoded { result.mayBeEncoded = EncodedText.starts(bytes, at: index) }
    addASCII(byte)
    return 1
  }

  /// Adds the character of a reference. The text around it is in NFKD already.
  private mutating func add(reference scalar: Unicode.Scalar) {
    for part in Normalization.nfkd(String(scalar)).unicodeScalars { add(part) }
  }

  private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar, Int) {
    let first = UInt32(bytes[index])
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = first & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  private mutating func addASCII(_ byte: UInt8) {
    switch byte {
    case 0x61...0x7A, 0x30...0x39: append(byte, isCapital: false)
    case 0x41...0x5A: append(byte | 0x20, isCapital: true)
    case UInt8(ascii: "."):
      if gap == .none, !result.hasFullStop.isEmpty { result.hasFullStop[result.hasFullStop.count - 1] = true }
      separate(by: .hard)
    case UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "`"): separate(by: .soft)
    case 0x0A, 0x0D: separate(by: .lineEnd)
    default: separate(by: .hard)
    }
  }

  private mutating func add(_ scalar: Unicode.Scalar) {
    if scalar.isASCII { return addASCII(UInt8(scalar.value)) }
    if let gap = WordGaps.gap(scalar) { return separate(by: gap) }
    let properties = scalar.properties
    if (0x370...0x52F).contains(scalar.value) { result.hasLookalikes = true }
    if script == .byLook, let letter = LetterFolding.lookalike(scalar) {
      return append(letter, isCapital: properties.isUppercase)
    }
    if let letters = LetterFolding.latin(scalar) {
      return append(letters, isCapital: properties.isUppercase)
    }
    if properties.numericType != nil, let value = properties.numericValue, (0...9).contains(value),
      value == value.rounded()
    {
      return append(UInt8(ascii: "0") + UInt8(value), isCapital: false)
    }
    if properties.isAlphabetic, properties.generalCategory != .nonspacingMark {
      return append(Array(properties.lowercaseMapping.utf8), isCapital: properties.isUppercase)
    }
    if properties.generalCategory == .dashPunctuation {
      separate(by: .soft)
    } else if !Self.isInvisible(properties) {
      separate(by: .hard)
    }
  }

  private mutating func append(_ letters: [UInt8], isCapital: Bool) {
    for letter in letters { append(letter, isCapital: isCapital) }
  }

  private mutating func append(_ letter: UInt8, isCapital: Bool) {
    if gap != .none {
      result.wordStarts.append(result.bytes.count)
      result.isCapitalized.append(isCapital)
      result.hasFullStop.append(false)
    }
    result.bytes.append(letter)
    result.gaps.append(gap)
    gap = .none
  }

  private mutating func separate(by kind: FoldedText.Gap) { gap = max(gap, kind) }

  /// Accents, circles around letters, and invisible characters (soft hyphens, joiners): none of them hides a name.
  private static func isInvisible(_ properties: Unicode.Scalar.Properties) -> Bool {
    properties.generalCategory == .nonspacingMark || properties.generalCategory == .enclosingMark
      || properties.generalCategory == .format
      || properties.isDefaultIgnorableCodePoint
  }
}
