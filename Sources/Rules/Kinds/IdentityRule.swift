import Diagnostics
import JSONText

extension FindingCode {
  /// A birth date, a name or a number that identifies a person.
  package static let identity = FindingCode("IMR-R036", "identifying information in the text")
}

extension RuleKind {
  /// `in`, `phrases`, `own`: the number of another case than `own`, birth dates, names with a title, record numbers, telephone and social security numbers in the prose.
  package static let identity = RuleKind(
    "identity",
    Explanation(
      .identity,
      "The text has a birth date, a name with a title, or a number of a record, a person or a telephone. Letters are published without what identifies a person.",
      fix: "remove it, or name it in “confidential”", source: "Lab. Code 4610.6(f), (m); 45 CFR 164.514(b)",
      severity: .warning)
  ) { settings in
    settings.readEach()
    let paths = settings.texts("in", isDeep: true)
    guard let phrases = settings.phrases("phrases", needed: ["title"], optional: ["birth", "number", "degree"])
    else {
      return nil
    }
    let own = settings.path("own", .text, isRequired: false)
    let reader = IdentityReader(phrases)
    return { reading, element, findings in
      let numbers = own?.value(in: element.value).flatMap(reading.prose).flatMap { OtherNumbers($0) }
      for prose in reading.texts(paths, element) {
        let others = (numbers?.places(in: prose) ?? []).map { ($0, "the number of another case") }
        for (tokens, what) in reader.places(in: prose) + others {
          findings.report(
            .identity, "this looks like \(what)", fix: "remove it, or name it in “confidential”", at: tokens, of: prose)
        }
      }
    }
  }
}

/// Finds what identifies a person.
private struct IdentityReader: Sendable {
  private let title, birth, number, degree: Category
  private let all: CategorySet

  init(_ phrases: Phrases) {
    (title, birth) = (phrases.category("title"), phrases.category("birth"))
    (number, degree) = (phrases.category("number"), phrases.category("degree"))
    all = [title, birth, number, degree]
  }

  func places(in prose: Prose) -> [(tokens: Range<Int>, what: String)] {
    var found: [(tokens: Range<Int>, what: String)] = []
    for mark in prose.marks(of: all) {
      switch mark.category {
      case title:
        if let name = name(after: Int(mark.end), prose) { found.append((Int(mark.first)..<name, "a person's name")) }
      case degree:
        if let first = name(before: Int(mark.first), prose) { found.append((first..<Int(mark.end), "a person's name")) }
      case birth:
        if let end = figures(after: mark, prose, least: 2) { found.append((Int(mark.first)..<end, "a birth date")) }
      case number:
        if let end = figures(after: mark, prose, least: 4) {
          found.append((Int(mark.first)..<end, "the number of a person or a record"))
        }
      default: break
      }
    }
    for index in prose.tokens.indices where prose.tokens[index].kind == .number && prose.tokens[index].count == 3 {
      if let end = groups(from: index, prose) { found.append((index..<end, "a telephone or social security number")) }
    }
    if prose.hasAt {
      for index in prose.tokens.indices where prose.tokens[index].isMark("@") {
        if let mail = mail(around: index, prose) { found.append((mail, "an e-mail address")) }
      }
    }
    return found.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// A capitalized word after a title, also after a full stop.
  private func name(after index: Int, _ prose: Prose) -> Int? {
    let next = prose.isMark(".", at: index) ? index + 1 : index
    guard isCapitalized(next, prose) else { return nil }
    return next + 1
  }

  /// Two capitalized words before a degree: “Jane Roe, M.D.”
  private func name(before index: Int, _ prose: Prose) -> Int? {
    let last = prose.isMark(",", at: index - 1) ? index - 2 : index - 1
    guard isCapitalized(last, prose), last >= 1 else { return nil }
    // An initial may stand between.
    for first in [last - 1, last - 2, last - 3]
    where isCapitalized(first, prose) && prose.tokens[first].sentence == prose.tokens[last].sentence {
      return first
    }
    return nil
  }

  private func isCapitalized(_ index: Int, _ prose: Prose) -> Bool {
    guard let token = prose.token(index), token.kind == .word, token.count >= 2 else { return false }
    let bytes = prose.text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: Int(token.start))
    return (0x41...0x5A).contains(bytes[start]) && !(0x41...0x5A).contains(bytes[bytes.index(after: start)])
  }

  /// `name@server.org`
  private func mail(around index: Int, _ prose: Prose) -> Range<Int>? {
    guard index > 0, index + 3 < prose.tokens.count, prose.isTight(index - 1..<index + 4),
      prose.tokens[index - 1].kind != .mark,
      prose.isMark(".", at: index + 2), prose.tokens[index + 3].kind == .word
    else { return nil }
    return index - 1..<index + 4
  }

  /// Figures within a few words after a phrase.
  private func figures(after mark: Mark, _ prose: Prose, least: Int) -> Int? {
    let sentence = prose.sentence(around: Int(mark.first))
    var digits = 0
    for index in prose.tokens(from: Int(mark.end), upTo: sentence.upperBound, atMost: 7) {
      guard let token = prose.token(index) else { break }
      if token.kind == .number { digits += token.count }
      if digits >= least { return index + 1 }
    }
    return nil
  }

  /// `555-12-3456`, `(555) 012-3456`, `555-555-0123`
  private func groups(from index: Int, _ prose: Prose) -> Int? {
    guard prose.tokens[index].count == 3, let second = next(index, prose), let third = next(second, prose),
      prose.tokens[third].count == 4, prose.tokens[second].count == 3 || prose.tokens[second].count == 2,
      prose.token(third + 1).map({ !($0.isMark("-") && prose.number(third + 2) != nil) }) ?? true,
      index == 0 || !(prose.tokens[index - 1].end == prose.tokens[index].start && prose.tokens[index - 1].kind != .mark)
    else { return nil }
    return third + 1
  }

  /// The number after one, behind a hyphen, a full stop, a parenthesis or a space.
  private func next(_ index: Int, _ prose: Prose) -> Int? {
    for next in index + 1...index + 2 {
      guard let token = prose.token(next) else { return nil }
      if token.kind == .number { return token.start - prose.tokens[index].end <= 2 ? next : nil }
      guard token.isMark("-") || token.isMark(")") || token.isMark(".") else { return nil }
    }
    return nil
  }
}
