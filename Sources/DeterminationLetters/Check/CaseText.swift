import JSONText

/// A text of a case file and what kinds of characters it has, found in one pass so that the checks that look for rare ones
/// need not look.
struct CaseText: Sendable {
  /// Rare characters.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt8

    /// Controls other than the line feed, or a byte with which UTF-8 starts some of them.
    static let mayHoldControls = Traits(rawValue: 1)
    /// Anything from U+0300 on, so that the text may not be in NFC.
    static let mayNotBeNFC = Traits(rawValue: 2)
    /// A byte with which U+FFFD starts.
    static let mayHoldReplacement = Traits(rawValue: 4)
    /// Brackets, underscores, question marks: what blanks of forms are made of.
    static let hasSlotMarks = Traits(rawValue: 8)
  }

  /// Where it stands.
  let value: JSONValue
  /// The text.
  let text: String
  /// What it may hold.
  let traits: Traits

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
  static func all(in value: JSONValue) -> [CaseText] {
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
