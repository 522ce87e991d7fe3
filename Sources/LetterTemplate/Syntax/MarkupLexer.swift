import Diagnostics
import JSONText

/// Cuts the source of a template into tokens: text, element tags, tags in braces. `AttributeLexer.swift` reads the
/// attributes of elements, `TagLexer.swift` the tags in braces.
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
        checkEscape(before: start)
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

  /// Reports a backslash before a tag, which is an escape in other languages.
  mutating func checkEscape(before start: Int) {
    guard start > 0, scanner.bytes[start - 1] == UInt8(ascii: "\\") else { return }
    scanner.report(
      .tagSyntax, "“\\{{” is not supported", at: start - 1, length: 3,
      fix: "write &#x7B;&#x7B; for braces, or &#x5C; for a backslash before a tag")
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
  mutating func readReference() -> String {
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
      let holdsTag = scanner.looksAt("{{")
      reportUnended(name, at: start, holdsTag: holdsTag)
      _ = scanner.skip(past: ">")
      // Without the element, its end tag would be reported too.
      guard holdsTag, let element, !isEnd else { return .nothing }
      return .startTag(element, attributes)
    }
    guard let element else { return .nothing }
    if closesItself, !element.isVoid {
      scanner.report(.markupSyntax, "“\(name)” needs an end tag", at: start, length: name.utf8.count + 1)
    }
    if isEnd, let first = attributes.first {
      scanner.report(
        .markupSyntax, "an end tag has no attributes", at: first.range.lowerBound, length: first.range.count,
        fix: "move them to the start tag")
    }
    return isEnd ? .endTag(element) : .startTag(element, attributes)
  }

  /// Reports a tag of HTML that has something else than attributes in it.
  private mutating func reportUnended(_ name: String, at start: Int, holdsTag: Bool) {
    if holdsTag {
      scanner.report(
        .markupSyntax, "a tag of the template is not allowed among the attributes of “<\(name)>”",
        at: scanner.position, length: 2, fix: "put {{#if}} around the whole element, once for each value")
    } else {
      scanner.report(
        .markupSyntax, "this tag does not end", at: start, length: name.utf8.count + 1, fix: "close it with “>”")
    }
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
}
