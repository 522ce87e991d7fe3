import Diagnostics

/// The attributes of elements.
extension MarkupLexer {
  /// The attributes of a tag; nil, and a finding, if one of them does not end.
  mutating func readAttributes(of element: ElementName?) -> [MarkupNode.Attribute]? {
    var attributes: [MarkupNode.Attribute] = []
    while true {
      scanner.skipSpace()
      let start = scanner.position
      let name = scanner.read { $0.isNameCharacter }
      if name.isEmpty { return attributes }
      guard scanner.take("="), let quote = scanner.peek, quote == "\"" || quote == "'" else {
        let value = readUnquoted(name, from: start)
        guard !value.isEmpty else { continue }
        attributes.append(
          MarkupNode.Attribute(name: name, parts: [.text(value)], range: start..<scanner.position))
        continue
      }
      scanner.position += 1
      let valueStart = scanner.position
      let mayHoldValues = element?.attributesWithValues.contains(name) ?? false
      var holdsTag = false
      let parts = readAttributeValue(upTo: quote, mayHoldValues: mayHoldValues, &holdsTag)
      guard scanner.peek == quote else {
        scanner.report(
          .markupSyntax, "the value of “\(name)” does not end", at: valueStart - 1, fix: "close it with \(quote)")
        return nil
      }
      scanner.position += 1
      let attribute = MarkupNode.Attribute(
        name: name, parts: parts, range: start..<scanner.position, holdsTag: holdsTag)
      checkAttribute(attribute, of: element, at: start, earlier: attributes)
      attributes.append(attribute)
    }
  }

  /// Reports a value without quotation marks, or none at all. Returns it, so that the attribute is not reported as missing too.
  private mutating func readUnquoted(_ name: String, from start: Int) -> String {
    scanner.skipSpace()
    let isSpaced = scanner.take("=")
    scanner.skipSpace()
    var value = ""
    if let quote = scanner.peek, quote == "\"" || quote == "'" {
      scanner.position += 1
      value = scanner.read { $0 != quote && $0 != "<" }
      _ = scanner.take("\"") || scanner.take("'")
    } else if isSpaced || scanner.bytes[scanner.position - 1] == UInt8(ascii: "=") {
      value = scanner.read { !$0.isMarkupSpace && !"/<>\"'".unicodeScalars.contains($0) }
    }
    scanner.report(
      .markupSyntax, "the attribute “\(name)” has no value in quotation marks right after “=”", at: start,
      length: name.utf8.count, fix: "write \(name)=\"\(value.isEmpty ? "…" : value)\"")
    return value
  }

  /// The value of an attribute, with its character references replaced. A tag in it may hold quotation marks.
  /// - Parameter holdsTag: whether it has a tag where none is allowed.
  private mutating func readAttributeValue(
    upTo quote: Unicode.Scalar, mayHoldValues: Bool, _ holdsTag: inout Bool
  ) -> [MarkupNode.Attribute.Part] {
    var parts: [MarkupNode.Attribute.Part] = []
    var text = ""
    while let next = scanner.peek, next != quote, next != "<" {
      let start = scanner.position
      if next == "&" {
        text += readReference()
      } else if mayHoldValues, scanner.take("{{") {
        checkEscape(before: start)
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        switch readTag(from: start) {
        case .value(let expression): parts.append(.value(expression))
        case .nothing: break
        default:
          scanner.report(
            .badAttribute, "only values are allowed in an attribute", at: start, length: scanner.position - start)
        }
      } else {
        if scanner.looksAt("{{") { holdsTag = true }
        scanner.position += 1
        scanner.skip { $0 != quote && $0 != "<" && $0 != "&" && $0 != "{" }
        text += scanner.text(start..<scanner.position)
      }
    }
    return text.isEmpty ? parts : parts + [.text(text)]
  }

  private mutating func checkAttribute(
    _ attribute: MarkupNode.Attribute, of element: ElementName?, at start: Int, earlier: [MarkupNode.Attribute]
  ) {
    guard let element else { return }
    let name = attribute.name
    let length = name.utf8.count
    if !element.attributes.contains(name) {
      let near = NearMiss.of(name, among: element.attributes.sorted())
      scanner.report(
        .badAttribute, "“\(element.rawValue)” has no attribute “\(name)”", at: start, length: length,
        fix: HTMLNames.advice(onAttribute: name) ?? near.map { "did you mean “\($0)”?" })
    } else if earlier.contains(where: { $0.name == name }) {
      scanner.report(
        .badAttribute, "the attribute “\(name)” occurs twice", at: start, length: length)
    } else if attribute.holdsTag {
      scanner.report(
        .badAttribute, "a tag is not allowed in “\(name)”, which is the same in every letter", at: start,
        length: length,
        fix: "put {{#if}} around the whole element, once for each value")
    }
  }
}
