import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// The dates of the header are not in the order of the events.
  package static let datesOutOfOrder = FindingCode("IMR-R001", "dates out of order")
  /// The year in the case number is not the year in which the case arrived.
  package static let caseNumberYear = FindingCode("IMR-R002", "year of the case number differs")
  /// The time from assignment to decision is longer than the law allows.
  package static let clockExceeded = FindingCode("IMR-R003", "more days than the review may take")
}

/// Rules about the header table only.
extension ReviewRule {
  /// Injury ≤ UR denial ≤ application received ≤ assigned ≤ decision. This is true for 194 of 194 published letters.
  static let dateOrder = ReviewRule(
    "date-order", .datesOutOfOrder,
    "The dates of the header must be in this order: injury, UR denial, application received, assigned, decision. Two dates are not in this order.",
    fix: "check both dates", source: "true for 194 of 194 published letters",
    reads: HeaderDate.allCases.map(Rule.Place.header)
  ) { reading, findings in
    let known = HeaderDate.allCases.compactMap { name in reading.date(name).map { (date: $0, name: name.name) } }
    for (earlier, later) in zip(known, known.dropFirst()) where later.date.day < earlier.date.day {
      findings.report(
        .datesOutOfOrder, "\(later.name) is dated before \(earlier.name)", fix: "check both dates", at: later.date.value
      )
    }
  }

  /// The application for `CM16-…` was received, or the case was assigned, in 2016.
  static let caseNumberYear = ReviewRule(
    "case-number-year", .caseNumberYear,
    "The two digits after CM must be the year in which the application was received or the case was assigned.",
    fix: "check the number and the dates", source: "true for 55 of 55 published letters",
    reads: [.caseNumber, .header(.applicationReceived), .header(.dateAssigned)]
  ) { reading, findings in
    guard let number = reading.root["case"]?["number"], let text = number.string?.utf8, text.count > 4,
      let year = Int(String(decoding: text.dropFirst(2).prefix(2), as: UTF8.self)),
      let received = reading.date(.applicationReceived), let assigned = reading.date(.dateAssigned),
      received.day <= assigned.day
    else { return }
    guard !(received.day.year...assigned.day.year).contains(2000 + year) else { return }
    findings.report(
      .caseNumberYear, "the year in the case number is not the year of the application or of the assignment",
      fix: "check the number and the dates", at: number)
  }

  /// Lab. Code 4610.6(d): 30 days, or 3 for an expedited review. The clock starts when the request and the records are received. No field
  /// gives that day.
  static let clock = ReviewRule(
    "clock", .clockExceeded,
    "A review may take at most 30 days, or 3 days if it is expedited. The clock starts when the request and all records are received. No field gives that day, so more days since the assignment may still be lawful.",
    fix: "check when the request and the records were received", source: "Lab. Code 4610.6(d)",
    reads: [.priority, .header(.dateAssigned), .header(.decisionDate)]
  ) { reading, findings in
    guard let assigned = reading.date(.dateAssigned), let decided = reading.date(.decisionDate) else { return }
    let allowed = reading.root["case"]?["priority"]?.string == "expedited" ? 3 : 30
    let days = decided.day.dayNumber - assigned.day.dayNumber
    guard days > allowed else { return }
    findings.report(
      .clockExceeded,
      "\(days) days passed from assignment to decision; Lab. Code 4610.6(d) allows \(allowed) from the receipt of the request and the records, and the case file does not give that day",
      fix: "check when the request and the records were received", at: decided.value)
  }
}
