import JSONText

/// A text of a case file, and which rare kinds of characters it may have. One pass finds that, so that most checks can skip most texts.
package struct CaseText: Sendable {
  /// Rare characters.
  package struct Traits: OptionSet, Sendable {
    /// A bit for each trait.
    package let rawValue: UInt8

    /// The traits of some bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Controls other than the line feed, or a byte with which UTF-8 starts some of them.
    package static let mayHoldControls = Traits(rawValue: 1)
    /// Anything from U+0300 on, so that the text may not be in NFC.
    package static let mayNotBeNFC = Traits(rawValue: 2)
    /// A byte with which U+FFFD starts.
    package static let mayHoldReplacement = Traits(rawValue: 4)
    /// Brackets, underscores, question marks: what blanks of forms are made of.
    package static let hasSlotMarks = Traits(rawValue: 8)
  }

  /// Its value, with its place.
  package let value: JSONValue
  /// The text.
  package let text: String
  /// What it may hold.
  package let traits: Traits

  /// Looks a text over.
  init(_ value: JSONValue) {
    self.value = value
    text = value.string ?? ""
    var copy = text
    let found = Self.classes.withUnsafeBufferPointer { classes in
      copy.withUTF8 { bytes in bytes.reduce(0) { $0 | classes[Int($1)] } }
    }
    traits = Traits(rawValue: found)
  }

  /// All texts inside a value, in order.
  package static func all(in value: JSONValue) -> [CaseText] {
    var found: [CaseText] = []
    func visit(_ value: JSONValue) {
      switch value.content {
      case .string: found.append(CaseText(value))
      case .array(let elements): for element in elements { visit(element) }
      case .object(let object): for member in object.members { visit(member.value) }
      default: break
      }
    }
    visit(value)
    return found
  }

  /// The traits that each byte of UTF-8 gives.
  private static let classes: [UInt8] = (0..<256).map { byte in
    var traits: Traits = []
    if byte < 0x20 && byte != 0x0A || byte == 0x7F || byte == 0xC2 { traits.insert(.mayHoldControls) }
    // UTF-8 of U+0300 and above starts with 0xCC or more.
    if byte >= 0xCC { traits.insert(.mayNotBeNFC) }
    if byte == 0xEF { traits.insert(.mayHoldReplacement) }
    if "_?{[<".utf8.contains(UInt8(byte)) { traits.insert(.hasSlotMarks) }
    return traits.rawValue
  }
}
