/// White space of the template itself. White space of values is never changed.
enum Whitespace {
  /// Removes what Handlebars removes: lines that hold only a block tag, a partial or a comment, and the white space that `~` marks. Also
  /// removes the last line feed of a file, which ends the last line and is not content.
  static func control(_ tokens: [MarkupToken]) -> [MarkupToken] {
    var texts = tokens.map { token in if case .text(let text) = token.kind { text } else { nil as String? } }
    // The texts as they were written, because a removed line feed still ends the line before.
    let written = texts
    for index in tokens.indices where tokens[index].mayStandAlone {
      let before = index == 0 || written[index - 1].map { endsInBlankLine($0, isFirst: index == 1) } ?? false
      let after =
        index + 1 == tokens.count
        || written[index + 1].map { startsWithBlankLine($0, isLast: index + 2 == tokens.count) } ?? false
      guard before, after else { continue }
      if index > 0, let text = texts[index - 1] { texts[index - 1] = removingTail(text) }
      if index + 1 < tokens.count, let text = texts[index + 1] { texts[index + 1] = removingHead(text) }
    }
    for index in tokens.indices {
      if tokens[index].trimsBefore, index > 0 {
        texts[index - 1] = texts[index - 1].map { trimmed($0, atStart: false) }
      }
      if tokens[index].trimsAfter, index + 1 < tokens.count {
        texts[index + 1] = texts[index + 1].map { trimmed($0, atStart: true) }
      }
    }
    if let last = texts.indices.last, texts[last]?.utf8.last == 0x0A { texts[last]?.unicodeScalars.removeLast() }
    return zip(tokens, texts).map { token, text in
      text.map { MarkupToken(kind: .text($0), range: token.range) } ?? token
    }
  }

  /// Replaces each run of white space with one space, as HTML does (CSS Text §4.1.1).
  static func collapse(_ text: String) -> String {
    // White space of markup is ASCII, so bytes tell it apart.
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if !Unicode.Scalar(byte).isMarkupSpace {
        result.append(byte)
      } else if result.last != UInt8(ascii: " ") {
        result.append(UInt8(ascii: " "))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  static func isBlank(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(\.isMarkupSpace) }

  /// Whether a text ends in a line feed and blanks. At the start of the source, blanks are enough.
  private static func endsInBlankLine(_ text: String, isFirst: Bool) -> Bool {
    text.unicodeScalars.reversed().first { $0 != " " && $0 != "\t" }.map { $0 == "\n" } ?? isFirst
  }

  /// Whether a text starts with blanks and a line feed. At the end of the source, blanks are enough.
  private static func startsWithBlankLine(_ text: String, isLast: Bool) -> Bool {
    text.unicodeScalars.first { $0 != " " && $0 != "\t" && $0 != "\r" }.map { $0 == "\n" } ?? isLast
  }

  private static func trimmed(_ text: String, atStart: Bool) -> String {
    let scalars = text.unicodeScalars
    if atStart { return String(scalars.drop(while: \.isMarkupSpace)) }
    guard let last = scalars.lastIndex(where: { !$0.isMarkupSpace }) else { return "" }
    return String(scalars[...last])
  }

  private static func removingTail(_ text: String) -> String {
    var scalars = text.unicodeScalars
    while let last = scalars.last, last == " " || last == "\t" { scalars.removeLast() }
    return String(scalars)
  }

  private static func removingHead(_ text: String) -> String {
    guard let newline = text.unicodeScalars.firstIndex(of: "\n") else { return "" }
    return String(text.unicodeScalars[text.unicodeScalars.index(after: newline)...])
  }
}
