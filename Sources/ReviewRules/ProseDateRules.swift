import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// The prose gives a different day of injury than the header.
  package static let injuryDateDiffers = FindingCode("IMR-R004", "day of injury differs")
  /// The prose gives a different day of utilization review than the header.
  package static let reviewDateDiffers = FindingCode("IMR-R005", "day of utilization review differs")
  /// A date in the prose that does not exist in the calendar.
  package static let impossibleDate = FindingCode("IMR-R006", "date that does not exist")
}

/// Rules that compare dates in the prose with the header.
extension ReviewRule {
  static let injuryDate = ReviewRule(
    "injury-date", .injuryDateDiffers,
    "The prose gives another date of injury than the header, and it never gives the header's date.",
    fix: "check both dates", source: "Lab. Code 4610.6(h)(5); 1 of 114 published letters has this defect",
    reads: [.header(.dateOfInjury), .summary]
  ) { reading, findings in
    guard let header = reading.date(.dateOfInjury) else { return }
    let stated = reading.prose.flatMap { prose in
      prose.tokens.indices.compactMap { index in
        prose.term(index) == .injury ? prose.injuryDate(at: index).map { (prose: prose, date: $0) } : nil
      }
    }
    report(
      stated, unless: header, .injuryDateDiffers, "the prose gives another date of injury than the header", &findings)
  }

  static let reviewDate = ReviewRule(
    "review-date", .reviewDateDiffers,
    "The summary gives another date of the utilization review than the header, and it never gives the header's date.",
    fix: "check both dates", source: "Lab. Code 4610.6(h)(5); 6 of 106 published letters have this defect",
    reads: [.header(.urDenialDate), .summary]
  ) { reading, findings in
    guard let header = reading.date(.urDenialDate) else { return }
    let stated = reading.summary.flatMap { prose in
      prose.tokens.indices.compactMap { index in
        prose.reviewDate(at: index).map { (prose: prose, date: $0) }
      }
    }
    report(
      stated, unless: header, .reviewDateDiffers,
      "the prose gives another date of the utilization review than the header",
      &findings)
  }

  /// A case may have several injuries and reviews. So other dates are allowed if the prose also gives the header's day.
  private static func report(
    _ stated: [(prose: Prose, date: ProseDate)], unless header: CaseReading.Day, _ code: FindingCode,
    _ message: String, _ findings: inout RuleFindings
  ) {
    guard let first = stated.first, !stated.contains(where: { $0.date.day == header.day }) else { return }
    findings.report(code, message, fix: "check both dates", at: first.date.range, of: first.prose)
  }

  static let impossibleDate = ReviewRule(
    "impossible-date", .impossibleDate,
    "The day does not exist in the calendar.",
    fix: "correct the date", source: "Lab. Code 4610.6(h)(5)",
    reads: [.summary, .rationale]
  ) { reading, findings in
    for prose in reading.prose {
      var index = 0
      while index < prose.tokens.count {
        let date = prose.date(at: index)
        if let date, date.day == nil, prose.looksLikeDate(date.range) {
          findings.report(
            .impossibleDate, "this day does not exist in the calendar", fix: "correct the date", at: date.range,
            of: prose)
        }
        index = date?.range.upperBound ?? index + 1
      }
    }
  }
}

extension Prose {
  /// “industrial injury on 10-13-16”, “date of injury: 10-13-16”, “injury date of …”; but not a prior or a cumulative injury.
  fileprivate func injuryDate(at index: Int) -> ProseDate? {
    let sentence = sentence(around: index)
    let before = max(sentence.lowerBound, index - 6)..<index
    let isDateOfInjury = matches(.date, .preposition, at: index - 2) || term(index + 1) == .date
    guard isDateOfInjury || before.contains(where: { tokens[$0].term.isIn([.industrial, .sustained]) }),
      !before.contains(where: { tokens[$0].term == .earlier })
    else { return nil }
    guard
      let date = date(
        after: index, within: 5,
        passing: [
          .on, .preposition, .linkingVerb, .dated, .date, .determiner, .openParenthesis, .symbol, .hyphen, .comma,
        ]),
      !isStartOfSpan(date.range.upperBound)
    else { return nil }
    return date
  }

  /// “The Utilization Review dated 12-5-16”, “UR (12-01-2016)”, “On 12-21-2016, the Utilization Review …”.
  fileprivate func reviewDate(at index: Int) -> ProseDate? {
    let end: Int
    if matches(.utilization, .review, at: index) {
      end = index + 1
    } else if term(index) == .ur {
      end = index
    } else {
      return nil
    }
    let sentence = sentence(around: index)
    guard !(max(sentence.lowerBound, index - 4)..<index).contains(where: { tokens[$0].term == .earlier }) else {
      return nil
    }
    let passing: TermSet = [
      .report, .dated, .on, .preposition, .linkingVerb, .determiner, .date, .decision, .ur, .openParenthesis,
      .closeParenthesis, .symbol,
      .comma,
      .denied, .utilization, .review,
    ]
    if let date = date(after: end, within: 8, passing: passing) { return date }
    // “On 12-21-2016, the Utilization Review”
    for start in stride(from: index - 1, through: max(sentence.lowerBound, index - 9), by: -1) {
      guard let date = date(at: start) else { continue }
      let between = date.range.upperBound..<index
      guard between.lowerBound <= index, between.count <= 3,
        between.allSatisfy({ tokens[$0].term.isIn([.comma, .determiner, .symbol]) }), term(start - 1) == .on
      else { return nil }
      return date
    }
    return nil
  }

  /// The date that follows a token, with only certain terms between.
  private func date(after index: Int, within count: Int, passing: TermSet) -> ProseDate? {
    for next in index + 1..<index + 2 + count {
      if let date = date(at: next) { return date }
      guard let term = term(next), passing.contains(term) else { return nil }
    }
    return nil
  }

  /// “10-13-15 to 10-13-16”, “10-13-15 and 10-13-16”: not a single day.
  private func isStartOfSpan(_ index: Int) -> Bool {
    for next in index..<index + 3 where date(at: next) != nil { return true }
    return (term(index) ?? .other).isIn([.to, .hyphen])
  }

  /// The year has four digits, and the numbers are not a date of the calendar in the order day, month either.
  fileprivate func looksLikeDate(_ range: Range<Int>) -> Bool {
    guard range.count == 5, tokens[range.lowerBound + 1].term.isIn([.hyphen, .slash]) else { return true }
    let (first, second, last) = (tokens[range.lowerBound], tokens[range.lowerBound + 2], tokens[range.upperBound - 1])
    guard last.end - last.start == 4, (1900...2099).contains(last.value) else { return false }
    return CalendarDate(year: Int(last.value), month: Int(second.value), day: Int(first.value)) == nil
  }
}
