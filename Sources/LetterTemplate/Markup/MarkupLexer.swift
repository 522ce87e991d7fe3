import JSONText

/// Cuts a template's source into tokens.
struct MarkupLexer {
  private var scanner: SourceScanner
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

  /// A character reference of HTML; of the named ones those that cannot be typed safely.
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
    if name.isEmpty {
      scanner.report(.markupSyntax, "a bare “<”", at: start, fix: "write &lt;")
      return .nothing
    }
    if element == nil {
      let known = ElementName.allCases.map(\.rawValue)
      scanner.report(
        .unknownElement, "there is no element “\(name)”", at: nameStart, length: name.utf8.count,
        fix: NearMiss.of(name, among: known).map { "did you mean “\($0)”?" }
          ?? "known are \(known.joined(separator: ", "))")
    }
    let attributes = readAttributes(of: element)
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

  private mutating func readAttributes(of element: ElementName?) -> [MarkupNode.Attribute] {
    var attributes: [MarkupNode.Attribute] = []
    while true {
      scanner.skipSpace()
      let start = scanner.position
      let name = scanner.read { $0.isNameCharacter }
      if name.isEmpty { return attributes }
      guard scanner.take("="), let quote = scanner.peek, quote == "\"" || quote == "'" else {
        scanner.report(.markupSyntax, "the attribute “\(name)” has no quoted value", at: start, length: name.utf8.count)
        return attributes
      }
      scanner.position += 1
      let valueStart = scanner.position
      let value = scanner.read { $0 != quote && $0 != "<" }
      guard scanner.peek == quote else {
        scanner.report(.markupSyntax, "the value of “\(name)” does not end", at: valueStart - 1)
        return attributes
      }
      scanner.position += 1
      checkAttribute(name, value, of: element, at: start, earlier: attributes)
      attributes.append(MarkupNode.Attribute(name: name, value: value, range: start..<scanner.position))
    }
  }

  private mutating func checkAttribute(
    _ name: String, _ value: String, of element: ElementName?, at start: Int, earlier: [MarkupNode.Attribute]
  ) {
    guard let element else { return }
    let length = name.utf8.count
    if !element.attributes.contains(name) {
      let near = NearMiss.of(name, among: element.attributes.sorted())
      scanner.report(
        .badAttribute, "“\(element.rawValue)” has no attribute “\(name)”", at: start, length: length,
        fix: near.map { "did you mean “\($0)”?" })
    } else if earlier.contains(where: { $0.name == name }) {
      scanner.report(.badAttribute, "the attribute “\(name)” stands twice", at: start, length: length)
    } else if value.contains("{{") {
      scanner.report(.badAttribute, "a tag cannot stand in an attribute", at: start, length: length)
    }
  }

  // MARK: Tags

  private mutating func readTag(from start: Int) -> MarkupToken.Kind {
    if scanner.take("!--") { return skipComment("--}}", from: start) }
    if scanner.take("!") { return skipComment("}}", from: start) }
    if scanner.looksAt("{") || scanner.looksAt("&") {
      scanner.report(
        .tagSyntax, "data is never markup, so there is no unescaped tag", at: start, length: 3, fix: "write {{…}}")
    }
    var inner = scanner.position
    guard var innerEnd = tagEnd() else {
      scanner.report(.tagSyntax, "this tag does not end", at: start, length: 2, fix: "close it with “}}”")
      return .nothing
    }
    let trims = trimming(start..<scanner.position)
    if trims.before { inner += 1 }
    if trims.after { innerEnd -= 1 }
    return readTagContent(inner..<max(inner, innerEnd), from: start)
  }

  /// Whether a tag asks for white space around it to be removed (Handlebars: “whitespace control”).
  private func trimming(_ range: Range<Int>) -> (before: Bool, after: Bool) {
    let bytes = scanner.bytes[range]
    guard bytes.count > 4, bytes.starts(with: Array("{{".utf8)) else { return (false, false) }
    let tilde = UInt8(ascii: "~")
    return (bytes[range.lowerBound + 2] == tilde, bytes[range.upperBound - 3] == tilde)
  }

  /// Moves behind `}}` and returns where it starts; texts in quotation marks may hold it.
  private mutating func tagEnd() -> Int? {
    var quote: Unicode.Scalar?
    while let scalar = scanner.peek {
      if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if scanner.looksAt("}}") {
        defer { scanner.position += 2 }
        return scanner.position
      }
      scanner.position += 1
    }
    return nil
  }

  private mutating func skipComment(_ terminator: StaticString, from start: Int) -> MarkupToken.Kind {
    if scanner.skip(past: terminator) == nil {
      scanner.report(.tagSyntax, "this comment does not end", at: start, length: 3)
    }
    return .nothing
  }

  private mutating func readTagContent(_ range: Range<Int>, from start: Int) -> MarkupToken.Kind {
    var reader = ExpressionReader(scanner.source, range: range)
    defer { scanner.findings += reader.scanner.findings }
    switch reader.scanner.peek {
    case "#": return readOpenBlock(&reader)
    case "/": return readCloseBlock(&reader)
    case ">":
      reader.scanner.position += 1
      return reader.readPartial().map { .partial($0) } ?? .nothing
    default: break
    }
    reader.scanner.skipSpace()
    if reader.scanner.isAtEnd {
      scanner.report(.tagSyntax, "an empty tag", at: start, length: 2)
      return .nothing
    }
    if let otherwise = readOtherwise(&reader) { return otherwise }
    return reader.readWhole().map { .value($0) } ?? .nothing
  }

  private func readOtherwise(_ reader: inout ExpressionReader) -> MarkupToken.Kind? {
    let start = reader.scanner.position
    guard reader.scanner.read(while: { $0.isNameCharacter }) == "else" else {
      reader.scanner.position = start
      return nil
    }
    reader.scanner.skipSpace()
    if reader.scanner.isAtEnd { return .otherwise(condition: nil) }
    let keyword = reader.scanner.read { $0.isNameCharacter }
    guard keyword == BlockKeyword.if.rawValue else {
      reader.scanner.report(
        .tagSyntax, "only “if” can follow “else”", at: reader.scanner.position - keyword.utf8.count,
        length: max(1, keyword.utf8.count))
      return .nothing
    }
    return reader.readWhole().map { .otherwise(condition: $0) } ?? .nothing
  }

  private func readOpenBlock(_ reader: inout ExpressionReader) -> MarkupToken.Kind {
    reader.scanner.position += 1
    guard let keyword = readKeyword(&reader) else { return .nothing }
    // A block whose expression is wrong stays a block, or its end would be reported as well.
    let start = reader.scanner.position
    return .openBlock(keyword, reader.readWhole() ?? Expression(kind: .invalid, range: start..<start + 1))
  }

  private func readCloseBlock(_ reader: inout ExpressionReader) -> MarkupToken.Kind {
    reader.scanner.position += 1
    return readKeyword(&reader).map { .closeBlock($0) } ?? .nothing
  }

  private func readKeyword(_ reader: inout ExpressionReader) -> BlockKeyword? {
    reader.scanner.skipSpace()
    let start = reader.scanner.position
    let name = reader.scanner.read { $0.isNameCharacter }
    if let keyword = BlockKeyword(rawValue: name) { return keyword }
    let known = BlockKeyword.allCases.map(\.rawValue)
    reader.scanner.report(
      .tagSyntax, "there is no block “\(name)”", at: start, length: max(1, name.utf8.count),
      fix: NearMiss.of(name, among: known).map { "did you mean “\($0)”?" }
        ?? "known are \(known.joined(separator: ", "))")
    return nil
  }
}
