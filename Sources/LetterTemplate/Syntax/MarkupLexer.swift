import Diagnostics
import JSONText

/// Cuts the source of a template into tokens: text, element tags, tags in braces. `TagLexer.swift` reads the tags in braces.
struct MarkupLexer {
  var scanner: SourceScanner
  /// Elements that do not exist and that were reported.
  private var unknownElements: Set<String> = []
  /// Names that stand where a block's name should, and that were reported.
  var unknownBlocks: Set<String> = []
  private var tokens: [MarkupToken] = []

  init(_ source: SourceText) {
    scanner = SourceScanner(source)
  }

  static func tokens(of source: SourceText) -> (tokens: [MarkupToken], findings: [Finding]) {
    var lexer = MarkupLexer(source)
    lexer.run()
    return (lexer.tokens, lexer.scanner.findings)
  }

  private mutating func run() {
    while !scanner.isAtEnd {
      let start = scanner.position
      let kind: MarkupToken.Kind
      if scanner.take("{{") {
        if start > 0, scanner.bytes[start - 1] == UInt8(ascii: "\\") {
          scanner.report(
            .tagSyntax, "“\\{{” is not supported", at: start - 1, length: 3,
            fix: "write &#x7B;&#x7B; for braces, or &#x5C; for a backslash before a tag")
        }
        kind = readTag(from: start)
      } else if scanner.take("<!--") {
        if scanner.skip(past: "-->") == nil {
          scanner.report(.markupSyntax, "this comment does not end", at: start, length: 4)
        }
        kind = .nothing
      } else if scanner.take("<") {
        kind = readElementTag(from: start)
      } else {
        kind = .text(readText())
      }
      let trims = trimming(start..<scanner.position)
      tokens.append(
        MarkupToken(kind: kind, range: start..<scanner.position, trimsBefore: trims.before, trimsAfter: trims.after))
    }
  }

  // MARK: Text

  private mutating func readText() -> String {
    var text = ""
    while !scanner.isAtEnd, !scanner.looksAt("<"), !scanner.looksAt("{{") {
      if scanner.looksAt("&") {
        text += readReference()
      } else {
        text += scanner.read { $0 != "<" && $0 != "&" && $0 != "{" }
        if scanner.looksAt("{"), !scanner.looksAt("{{") {
          text += "{"
          scanner.position += 1
        }
      }
    }
    return text
  }

  /// A character reference of HTML. Only characters that cannot be typed safely have named references here.
  private mutating func readReference() -> String {
    let start = scanner.position
    scanner.position += 1
    let isNumeric = scanner.take("#")
    let name = scanner.read { $0.isNameCharacter }
    let length = scanner.position - start
    guard scanner.take(";") else {
      scanner.report(.markupSyntax, "a bare “&”", at: start, fix: "write &amp;")
      return "&"
    }
    if isNumeric {
      let value = name.hasPrefix("x") ? UInt32(name.dropFirst(), radix: 16) : UInt32(name)
      if let scalar = value.flatMap(Unicode.Scalar.init) { return String(scalar) }
    } else if let character = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}"][name] {
      return character
    }
    scanner.report(
      .markupSyntax, "there is no character reference “&\(isNumeric ? "#" : "")\(name);”", at: start,
      length: length + 1,
      fix: "type the character itself, or use &#xHHHH;")
    return ""
  }

  // MARK: Elements

  private mutating func readElementTag(from start: Int) -> MarkupToken.Kind {
    let isEnd = scanner.take("/")
    let nameStart = scanner.position
    let name = scanner.read { $0.isNameCharacter }
    let element = ElementName(rawValue: name)
    if name.isEmpty, scanner.take("!") {
      scanner.report(
        .markupSyntax, "a declaration is not allowed here", at: start, length: 2,
        fix: "leave out <!DOCTYPE>: a letter has only <title> and <body>")
      _ = scanner.skip(past: ">")
      return .nothing
    }
    if name.isEmpty {
      scanner.report(.markupSyntax, "a bare “<”", at: start, fix: "write &lt;")
      return .nothing
    }
    if element == nil { reportUnknown(name, isEnd: isEnd, at: nameStart) }
    guard let attributes = readAttributes(of: element) else {
      _ = scanner.skip(past: ">")
      return .nothing
    }
    let closesItself = scanner.take("/")
    guard scanner.take(">") else {
      scanner.report(
        .markupSyntax, "this tag does not end", at: start, length: name.utf8.count + 1, fix: "close it with “>”")
      _ = scanner.skip(past: ">")
      return .nothing
    }
    guard let element else { return .nothing }
    if closesItself, !element.isVoid {
      scanner.report(.markupSyntax, "“\(name)” needs an end tag", at: start, length: name.utf8.count + 1)
    }
    return isEnd ? .endTag(element) : .startTag(element, attributes)
  }

  private mutating func reportUnknown(_ name: String, isEnd: Bool, at start: Int) {
    // The start tag was reported.
    if isEnd, unknownElements.contains(name) { return }
    unknownElements.insert(name)
    let known = ElementName.allCases.map(\.rawValue)
    let isHTML = HTMLNames.elements.contains(name)
    // A name of HTML is no slip for another name.
    let near = isHTML ? nil : NearMiss.of(name, among: known).map { "did you mean “\($0)”?" }
    scanner.report(
      .unknownElement, isHTML ? "letters do not have the element “\(name)” of HTML" : "there is no element “\(name)”",
      at: start, length: name.utf8.count,
      fix: ElementName.replacements[name] ?? near ?? "use one of \(known.joined(separator: ", "))")
  }

  /// The attributes of a tag; nil, and a finding, if one of them does not end.
  private mutating func readAttributes(of element: ElementName?) -> [MarkupNode.Attribute]? {
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
