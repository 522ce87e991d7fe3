import JSONText

/// A text of a case file, and the kinds of rare characters that it may contain. One pass finds these characters, so that most checks can
/// skip most texts.
package struct CaseText: Sendable {
  /// Rare characters.
  package struct Traits: OptionSet, Sendable {
    /// A bit for each trait.
    package let rawValue: UInt8

    /// The traits for some bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Control characters other than the line feed, or a byte that starts some of them in UTF-8.
    package static let mayHoldControls = Traits(rawValue: 1)
    /// Characters from U+0300 on, so the text is possibly not in NFC.
    package static let mayNotBeNFC = Traits(rawValue: 2)
    /// The byte that starts U+FFFD in UTF-8.
    package static let mayHoldReplacement = Traits(rawValue: 4)
    /// Brackets, underscores and question marks, which are common in the blanks of forms.
    package static let hasSlotMarks = Traits(rawValue: 8)
    /// Characters that start a trace of markup: `&`, `<`, `*`, `` ` ``, `]`, backslashes and underscores.
    package static let hasMarkup = Traits(rawValue: 16)
    /// Characters that end it: `;`, `>`, `*`, `` ` ``, `)`, backslashes and underscores.
    package static let hasMarkupEnd = Traits(rawValue: 128)
    /// The byte that starts “Â”, “Ã” and “â” in UTF-8, and also “é”.
    package static let hasLatin = Traits(rawValue: 32)
    /// Bytes that, together with ``hasLatin``, text in the wrong encoding has: those that start U+0080 to U+00BF, and “€”.
    package static let hasLatinTrail = Traits(rawValue: 64)
  }

  /// Its value, with its place.
  package let value: JSONValue
  /// The text.
  package let text: String
  /// What the text may contain.
  package let traits: Traits

  /// Examines a text.
  init(_ value: JSONValue) {
    self.value = value
    let text = value.string ?? ""
    let found = Self.classes.withUnsafeBufferPointer { classes in
      text.utf8.span.withUnsafeBufferPointer { bytes in bytes.reduce(0) { $0 | classes[Int($1)] } }
    }
    (self.text, traits) = (text, Traits(rawValue: found))
  }

  /// All texts inside a value, in order.
  package static func all(in value: JSONValue) -> [CaseText] { values(in: value).map(CaseText.init) }

  /// The values of all texts inside a value, in order.
  static func values(in value: JSONValue) -> [JSONValue] {
    var found: [JSONValue] = []
    func visit(_ value: JSONValue) {
      switch value.content {
      case .string: found.append(value)
      case .array(let elements): for element in elements { visit(element) }
      case .object(let object): for member in object.members { visit(member.value) }
      default: break
      }
    }
    visit(value)
    return found
  }

  /// The traits that each byte of UTF-8 indicates.
  private static let classes: [UInt8] = (0..<256).map { byte in
    var traits: Traits = []
    if byte < 0x20 && byte != 0x0A || byte == 0x7F || byte == 0xC2 { traits.insert(.mayHoldControls) }
    // UTF-8 of U+0300 and above starts with 0xCC or more.
    if byte >= 0xCC { traits.insert(.mayNotBeNFC) }
    if byte == 0xEF { traits.insert(.mayHoldReplacement) }
    if "_?{[<".utf8.contains(UInt8(byte)) { traits.insert(.hasSlotMarks) }
    if "&<\\_*`]".utf8.contains(UInt8(byte)) { traits.insert(.hasMarkup) }
    if ";>\\_*`)".utf8.contains(UInt8(byte)) { traits.insert(.hasMarkupEnd) }
    if byte == 0xC3 { traits.insert(.hasLatin) }
    if byte == 0xC2 || byte == 0xE2 { traits.insert(.hasLatinTrail) }
    return traits.rawValue
  }
}
