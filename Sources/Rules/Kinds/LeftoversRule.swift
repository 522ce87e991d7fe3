import Diagnostics
import JSONText

extension FindingCode {
  /// Words that a form or a dictation left behind.
  package static let leftover = FindingCode("IMR-R037", "leftover of a form or a dictation")
}

extension RuleKind {
  /// `in`, `titles`, `phrases`: words that a form or a dictation left behind, and titles that were cut off.
  package static let leftovers = RuleKind(
    "leftovers",
    Explanation(
      .leftover,
      "The text has words that a form or a dictation left behind: “a(n)”, “see image below”, “insert rationale”, “dated .”, or “N/A” in place of a text.",
      fix: "write what is meant", source: "seen in published records", severity: .warning)
  ) { settings in
    settings.readEach()
    let paths = settings.texts("in", isDeep: true)
    let titles = settings.texts("titles", isRequired: false)
    guard let phrases = settings.phrases("phrases", needed: ["leftover"], optional: ["whole", "fragment", "outcome"])
    else {
      return nil
    }
    let fragment = phrases.category("fragment")
    if fragment != .none, phrases.values(of: "fragment") != ["begin", "end", "either"] {
      settings.refuse("phrases", "the category “fragment” has the values “begin”, “end” and “either”, in this order")
    }
    let leftover = phrases.category("leftover")
    let whole = phrases.category("whole")
    let outcome = phrases.category("outcome")
    return { reading, element, findings in
      for prose in reading.texts(paths, element) {
        if !prose.tokens.isEmpty, prose.tokens.allSatisfy({ $0.kind == .mark }) {
          findings.report(
            .leftover, "this text has no words", fix: "write what is meant", at: 0..<prose.tokens.count, of: prose)
          continue
        }
        guard prose.has(leftover) || prose.has(whole) else { continue }
        for mark in prose.marks {
          // A phrase such as “N/A” is a leftover only if nothing else stands there.
          let isWhole =
            mark.category == whole && mark.first == 0 && prose.tokens[Int(mark.end)...].allSatisfy { $0.kind != .word }
            && prose.tokens.count - Int(mark.end) <= 2
          guard mark.category == leftover || isWhole else { continue }
          findings.report(
            .leftover, "this looks like words that a form or a dictation left behind", fix: "write what is meant",
            at: mark.tokens,
            of: prose)
        }
      }
      for prose in reading.texts(titles, element) {
        let last = prose.tokens.count - 1
        if last > 0, prose.tokens[last].kind == .mark,
          ":,-;".utf8.contains(UInt8(truncatingIfNeeded: prose.tokens[last].value))
        {
          findings.report(
            .leftover, "this title seems to be cut off", fix: "write it out", at: last..<last + 1, of: prose)
        }
        // The letter prints the decision after the title.
        for mark in prose.marks
        where mark.category == outcome && (mark.first == 0 || prose.tokens.count - Int(mark.end) <= 1) {
          findings.report(
            .leftover, "the title has a decision of its own", fix: "remove it: the letter prints the decision",
            at: mark.tokens, of: prose)
        }
        // A title that begins with “with”, or ends with “of the”, was cut off.
        for mark in prose.marks
        where mark.category == fragment
          && (mark.first == 0 && mark.value != 1 || Int(mark.end) == prose.tokens.count && mark.value != 0)
        {
          findings.report(
            .leftover, "this title seems to be cut off", fix: "write it out", at: mark.tokens, of: prose)
        }
      }
    }
  }
}
