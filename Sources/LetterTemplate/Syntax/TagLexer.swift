import Diagnostics

/// Tags in braces: comments, values, blocks and partials.
extension MarkupLexer {
  mutating func readTag(from start: Int) -> MarkupToken.Kind {
    if scanner.take("!--") || scanner.take("~!--") { return skipComment(from: start, ["--}}", "--~}}"]) }
    if scanner.take("!") || scanner.take("~!") { return skipComment(from: start, ["}}"]) }
    let isTriple = scanner.take("{")
    if isTriple || scanner.take("&") {
      scanner.report(
        .tagSyntax, "data is never markup, so unescaped tags do not exist", at: start, length: 3, fix: "write {{…}}")
    }
    var inner = scanner.position
    guard var innerEnd = tagEnd() else {
      scanner.report(.tagSyntax, "this tag does not end", at: start, length: 2, fix: "close it with “}}”")
      return .nothing
    }
    if isTriple { _ = scanner.take("}") }
    let trims = trimming(start..<scanner.position)
    if trims.before { inner += 1 }
    if trims.after { innerEnd -= 1 }
    return readTagContent(inner..<max(inner, innerEnd), from: start)
  }

  /// Whether a tag asks to remove white space before or after it (Handlebars: “whitespace control”).
  func trimming(_ range: Range<Int>) -> (before: Bool, after: Bool) {
    let bytes = scanner.bytes[range]
    guard bytes.count > 4, bytes.starts(with: Array("{{".utf8)) else { return (false, false) }
    let tilde = UInt8(ascii: "~")
    return (bytes[range.lowerBound + 2] == tilde, bytes[range.upperBound - 3] == tilde)
  }

  /// Moves past `}}` and returns where it starts. Texts in quotation marks may contain `}}`.
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

  /// Moves past a comment, which ends at the first of some terminators.
  private mutating func skipComment(from start: Int, _ terminators: [StaticString]) -> MarkupToken.Kind {
    while !scanner.isAtEnd {
      if terminators.contains(where: { scanner.take($0) }) { return .nothing }
      scanner.position += 1
    }
    scanner.report(.tagSyntax, "this comment does not end", at: start, length: 3)
    return .nothing
  }

  private mutating func readTagContent(_ range: Range<Int>, from start: Int) -> MarkupToken.Kind {
    var reader = ExpressionReader(scanner, range: range)
    defer { scanner.add(reader.scanner) }
    switch reader.scanner.peek {
    case "#": return readOpenBlock(&reader)
    case "/": return readCloseBlock(&reader)
    case "^": return readInverted(&reader, from: start)
    case ">":
      reader.scanner.position += 1
      return reader.readPartial().map { .partial($0) } ?? .nothing
    default: break
    }
    reader.scanner.skipSpace()
    if reader.scanner.isAtEnd {
      scanner.report(.tagSyntax, "this tag is empty", at: start, length: 2)
      return .nothing
    }
    if let otherwise = readOtherwise(&reader) { return otherwise }
    return reader.readWhole().map { .value($0) } ?? .nothing
  }

  /// `{{^name}}` of Mustache and Handlebars.
  private mutating func readInverted(_ reader: inout ExpressionReader, from start: Int) -> MarkupToken.Kind {
    reader.scanner.position += 1
    reader.scanner.skipSpace()
    let name = reader.scanner.read { $0.isNameCharacter || $0 == "." }
    unknownBlocks.insert(name)
    scanner.report(
      .tagSyntax, "there are no tags with “^” here", at: start, length: 3,
      fix: name.isEmpty ? "write {{else}}" : "write {{#unless \(name)}}…{{/unless}}")
    return .nothing
  }

  /// How other template languages write `else if`.
  private static let otherwiseIf: Set = ["elseif", "elsif", "elif"]

  private func readOtherwise(_ reader: inout ExpressionReader) -> MarkupToken.Kind? {
    let start = reader.scanner.position
    let word = reader.scanner.read { $0.isNameCharacter }
    let end = reader.scanner.position
    reader.scanner.skipSpace()
    // A field may have one of these names. A helper cannot.
    if Self.otherwiseIf.contains(word), !reader.scanner.isAtEnd {
      reader.scanner.report(
        .tagSyntax, "there is no helper “\(word)”", at: start, length: end - start, fix: "write {{else if …}}")
      return .otherwise(condition: reader.readCondition() ?? Expression(kind: .invalid, range: start..<end))
    }
    guard word == "else" else {
      reader.scanner.position = start
      return nil
    }
    if reader.scanner.isAtEnd { return .otherwise(condition: nil) }
    let keyword = reader.scanner.read { $0.isNameCharacter }
    guard keyword == BlockKeyword.if.rawValue else {
      reader.scanner.report(
        .tagSyntax, "only “if” can follow “else”", at: reader.scanner.position - keyword.utf8.count,
        length: max(1, keyword.utf8.count))
      return .nothing
    }
    return reader.readCondition().map { .otherwise(condition: $0) } ?? .nothing
  }

  private mutating func readOpenBlock(_ reader: inout ExpressionReader) -> MarkupToken.Kind {
    reader.scanner.position += 1
    guard let keyword = readKeyword(&reader) else { return .nothing }
    // Keep a block whose expression is wrong; otherwise its end tag would be reported as well.
    let start = reader.scanner.position
    return .openBlock(keyword, reader.readCondition() ?? Expression(kind: .invalid, range: start..<start + 1))
  }

  private mutating func readCloseBlock(_ reader: inout ExpressionReader) -> MarkupToken.Kind {
    reader.scanner.position += 1
    return readKeyword(&reader).map { .closeBlock($0) } ?? .nothing
  }

  /// The name of a block. One that is misspelled counts as the block that is meant, so that the rest of it is not reported as well.
  private mutating func readKeyword(_ reader: inout ExpressionReader) -> BlockKeyword? {
    reader.scanner.skipSpace()
    let start = reader.scanner.position
    let name = reader.scanner.read { $0.isNameCharacter || $0 == "." }
    if let keyword = BlockKeyword(rawValue: name) { return keyword }
    let known = BlockKeyword.allCases.map(\.rawValue)
    let near = NearMiss.of(name, among: known)
    // The tag that opens the block was reported.
    if unknownBlocks.contains(name) { return near.flatMap(BlockKeyword.init) }
    unknownBlocks.insert(name)
    reader.scanner.skipSpace()
    let isSection = near == nil && reader.scanner.isAtEnd
    if name.isEmpty {
      reader.scanner.report(
        .tagSyntax, "this tag cannot be read: “#” and “/” stand before the name of a block", at: start, length: 1,
        fix: "use one of \(known.map { "{{#\($0)}}" }.joined(separator: ", ")), or {{> name}} for a partial")
      return nil
    }
    reader.scanner.report(
      .tagSyntax, "there is no block “\(name)”", at: start, length: name.utf8.count,
      fix: near.map { "did you mean “\($0)”?" }
        ?? (name == "else" ? "write {{else}}" : nil)
        ?? (isSection
          ? "write {{#each \(name)}} for a list, or {{#if \(name)}}" : "use one of \(known.joined(separator: ", "))"))
    return near.flatMap(BlockKeyword.init)
  }
}
