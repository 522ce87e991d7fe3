import Diagnostics
import JSONText

extension FindingCode {
  /// A line break inside a sentence, a bracket that is never closed, or the hyphen of an old line end.
  package static let damagedText = FindingCode("IMR-R038", "text damaged when it was copied")
}

extension RuleKind {
  /// Traces of copying from a page: a line break inside a sentence, a bracket that is never closed, the hyphen of an old line end.
  static let damage = RuleKind(
    "damage",
    Explanation(
      .damagedText,
      "The text was damaged when it was copied from a page: a line breaks inside a sentence, a bracket is never closed, or a word has the hyphen of an old line end (“guide-lines”).",
      fix: "repair the text", source: "in 12 of 55 published letters", severity: .warning)
  ) { _ in
    { reading, _, findings in
      for prose in reading.proses where !prose.brackets.isEmpty || prose.hasLineFeed || !prose.hyphens.isEmpty {
        for bytes in TextDamage(prose: prose).places {
          findings.report(
            .damagedText, "this looks like damage from copying", fix: "repair the text",
            atBytes: prose.source(of: bytes), of: prose.value
          )
        }
      }
    }
  }
}

/// Finds damage in a text.
private struct TextDamage {
  let prose: Prose

  /// The bytes of each place.
  var places: [Range<Int>] {
    let found = lineBreaks + brackets + hyphens
    return found.count > 1 ? found.sorted { $0.lowerBound < $1.lowerBound } : found
  }

  /// Line feeds between words of a sentence. A list, or a paragraph that ends, is no damage.
  private var lineBreaks: [Range<Int>] {
    guard prose.hasLineFeed else { return [] }
    var text = prose.text
    return text.withUTF8 { bytes in
      prose.tokens.indices.dropFirst().compactMap { index in
        let (before, next) = (prose.tokens[index - 1], prose.tokens[index])
        let between = Int(before.end)..<Int(next.start)
        guard bytes[between].contains(UInt8(ascii: "\n")), before.sentence == next.sentence, next.kind != .mark,
          before.kind == .word || before.isMark(",")
        else { return nil }
        let isLower = (0x61...0x7A).contains(bytes[Int(next.start)])
        return isLower || before.kind == .word && before.count <= 3 ? between : nil
      }
    }
  }

  /// Opening brackets without a closing one. Closing brackets alone are usual: “1)”.
  private var brackets: [Range<Int>] {
    var open: [Int] = []
    for index in prose.brackets.lazy.map({ Int($0) }) {
      let token = prose.tokens[index]
      if token.isMark("(") || token.isMark("[") { open.append(index) }
      if token.isMark(")") || token.isMark("]"), let last = open.last,
        token.isMark(")") == prose.tokens[last].isMark("(")
      {
        open.removeLast()
      }
    }
    return open.compactMap { prose.bytes(of: $0..<$0 + 1) }
  }

  /// A hyphen inside a word that some vocabulary knows without it. After a prefix the rest is a word of its own: “post-operative”.
  private var hyphens: [Range<Int>] {
    prose.hyphens.compactMap { index in
      let index = Int(index)
      guard index > 0, let next = prose.token(index + 1), next.kind == .word, next.word == 0,
        prose.tokens[index - 1].kind == .word, prose.tokens[index - 1].count >= 4, next.count >= 4,
        prose.isTight(index - 1..<index + 2), prose.isKnownWithoutHyphen(index)
      else { return nil }
      return prose.bytes(of: index - 1..<index + 2)
    }
  }
}
