import Diagnostics
import JSONText

extension FindingCode {
  /// A space is missing, or a mark stands twice.
  package static let spacing = FindingCode("IMR-R034", "space missing or mark doubled")
}

extension RuleKind {
  /// A missing space after a full stop or a comma, a space before one, a doubled one.
  package static let spacing = RuleKind(
    "spacing",
    Explanation(
      .spacing,
      "In a text of several sentences, a space is missing after a full stop or a comma, stands before one, or one stands twice.",
      fix: "correct it", source: "in a third of 55 published letters", severity: .note)
  ) { _ in
    { reading, _, findings in
      for prose in reading.proses where prose.tokens.count > 8 && prose.sentenceCount > 1 {
        for (bytes, message) in SpacingSlips.all(in: prose) {
          findings.report(.spacing, message, fix: "correct it", atBytes: bytes, of: prose)
        }
      }
    }
  }
}

private enum SpacingSlips {
  private static let (missing, tooMany, doubled) = (
    "a space is missing here", "a space before this mark is too many", "there is a mark too many here"
  )

  /// The bytes of each slip, and what it is.
  static func all(in prose: Prose) -> [(bytes: Range<Int>, message: String)] {
    var found: [(bytes: Range<Int>, message: String)] = []
    for stop in prose.tightStops { found.append((Int(stop)..<Int(stop) + 1, missing)) }
    let tokens = prose.tokens
    for index in tokens.indices.dropFirst() where tokens[index].kind == .mark {
      let (before, token) = (tokens[index - 1], tokens[index])
      if token.isMark(".") {
        // “..”, but not “…” as three full stops
        let isDouble =
          before.isMark(".") && before.end == token.start && !prose.isMark(".", at: index - 2)
          && !prose.isMark(".", at: index + 1)
        let isApart =
          before.kind == .word && token.start - before.end == 1 && index + 1 < tokens.count
          && tokens[index + 1].start > token.end
        if isDouble || isApart || before.isMark(",") {
          found.append((Int(token.start)..<Int(token.end), isApart ? tooMany : doubled))
        }
      } else if token.isMark(","), before.isMark(",") || (before.kind == .word && token.start - before.end == 1) {
        found.append((Int(token.start)..<Int(token.end), before.isMark(",") ? doubled : tooMany))
      } else if token.isMark(","), before.kind != .mark, before.end == token.start, before.count > 2,
        index + 1 < tokens.count
      {
        let next = tokens[index + 1]
        if next.kind == .word, next.count > 2, next.start == token.end {
          found.append((Int(token.start)..<Int(token.end), missing))
        }
      }
    }
    if let last = tokens.last, last.isMark(",") {
      found.append((Int(last.start)..<Int(last.end), "the text ends in a comma"))
    }
    return found.count > 1 ? found.sorted { $0.bytes.lowerBound < $1.bytes.lowerBound } : found
  }
}
