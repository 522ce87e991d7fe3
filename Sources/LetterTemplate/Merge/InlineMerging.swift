import Diagnostics
import JSONText
import LetterDocument

/// Merges instructions into the text of a paragraph.
extension Merger {
  mutating func inlines(_ instructions: [Instruction], into builder: inout InlineBuilder) throws(Findings) {
    try spend(instructions.count)
    for instruction in instructions {
      switch instruction {
      case .text(let text):
        try spend(text.string.utf8.count >> 5)
        builder.append(markup: recorder?.traced(text) ?? text)
      case .value(let operand, let place):
        let value = try value(operand)
        try append(recorder?.traced(value, at: place) ?? value, to: &builder)
      case .element(.br, _, _): builder.appendLineBreak()
      case .element(let name, let style, let children):
        try append(children, name.inlineKind, style, to: &builder)
      case .marked(let marks, .element(let name, let style, let children)):
        let kind: InlineKind = name == .span ? .span(marks) : .marked(marks, name.inlineKind)
        try append(children, kind, style, to: &builder)
      case .link(let target, let style, let marks, let children):
        try append(children, .link(to: address(of: target), marks), style, to: &builder)
      case .counter(let counter): builder.append(counter)
      default:
        try expand(instruction) { merger, inner throws(Findings) in try merger.inlines(inner, into: &builder) }
      }
    }
  }

  private mutating func append(
    _ children: [Instruction], _ kind: InlineKind, _ style: StyleID, to builder: inout InlineBuilder
  ) throws(Findings) {
    let before = builder.open(room: children.count)
    try inlines(children, into: &builder)
    builder.close(kind, style, after: before)
  }

  private mutating func append(_ value: MergeValue, to builder: inout InlineBuilder) throws(Findings) {
    // Nearly all values are a single text, which needs no list.
    if let text = value.singleText {
      try spend(text.string.utf8.count >> 5)
      builder.append(value: text)
    } else if case .texts(let texts) = value {
      try spend(texts.reduce(texts.count) { $0 + $1.string.utf8.count >> 5 })
      for text in texts { builder.append(value: text) }
    } else {
      throw invalid("a value that cannot be printed")
    }
  }

  /// The address of a link. Values in it are percent-encoded (RFC 3986 §2.1), so they cannot change its meaning.
  private mutating func address(of parts: [AttributePart]) throws(Findings) -> String {
    var address = ""
    for (index, part) in parts.enumerated() {
      switch part {
      case .text(let text): address += text
      case .value(let operand, _):
        let isWhole = parts.count == 2
        let kept =
          Self.isAddressee(parts, index, after: address) ? "@" : Self.delimiters(after: address, isWhole: isWhole)
        let value = try value(operand).string ?? ""
        // A value that is a whole address has a scheme already.
        if isWhole, address == "https://", value.utf8.starts(with: "https://".utf8) { address = "" }
        let dropsSpaces = isWhole && address == "tel:"
        for byte in value.utf8 where !dropsSpaces || byte != 0x20 {
          address += kept.utf8.contains(byte) ? String(Unicode.Scalar(byte)) : Self.encoded(byte)
        }
      }
    }
    try Self.require(address.utf8.count, atMost: Self.longestAddress, "the address of a link has", "bytes")
    return address
  }

  /// Whether a value is a whole addressee of mail, so that its @ is a delimiter: the next addressee or a header follows (RFC 6068 §2).
  private static func isAddressee(_ parts: [AttributePart], _ index: Int, after start: String) -> Bool {
    guard
      start.utf8.elementsEqual("mailto:".utf8) || start.hasPrefix("mailto:") && start.utf8.last == UInt8(ascii: ","),
      !start.utf8.contains(UInt8(ascii: "?"))
    else { return false }
    guard index + 1 < parts.count else { return true }
    guard case .text(let next) = parts[index + 1] else { return false }
    return next.utf8.first == UInt8(ascii: "?") || next.utf8.first == UInt8(ascii: ",")
  }

  /// Far more than browsers and mail programs take, and few enough for a string of a PDF/A (ISO 19005-2 §6.1.13).
  static let longestAddress = 8_000

  /// The delimiters that a value keeps.
  /// - Parameter isWhole: whether the value is all that follows the start of the address.
  private static func delimiters(after start: String, isWhole: Bool) -> String {
    switch start {
    // The value is a server. If nothing follows, it can go on with a path (RFC 3986 §3).
    case "tel:" where isWhole: "+()"  // RFC 3966 §3
    case "https://": isWhole ? ":/?#[]!$&'()*+,;=%" : ":"
    default: ""
    }
  }

  private static func encoded(_ byte: UInt8) -> String {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: return String(Unicode.Scalar(byte))
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.utf8.count == 1 ? "%0" + digits : "%" + digits
    }
  }
}

extension ElementName {
  /// The kind of an element inside a paragraph.
  fileprivate var inlineKind: InlineKind {
    switch self {
    case .strong: .strong
    case .em: .emphasis
    default: .span(nil)
    }
  }
}
