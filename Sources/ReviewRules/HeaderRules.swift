import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// The dates of the header are not in the order in which a case goes.
  package static let datesOutOfOrder = FindingCode("IMR-R001", "dates out of order")
  /// The year in the case number is not the year in which the case came in.
  package static let caseNumberYear = FindingCode("IMR-R002", "year of the case number")
  /// More time from assignment to decision than the law gives.
  package static let clockExceeded = FindingCode("IMR-R003", "more days than the review may take")
}

/// Rules about the header table alone.
extension ReviewRule {
  /// Injury ≤ UR denial ≤ application received ≤ assigned ≤ decision: holds for 194 of 194 published letters.
  static let dateOrder = ReviewRule(
    "date-order", .datesOutOfOrder,
    "The dates of the header go: injury, UR denial, application received, assigned, decision. Two are the other way round.",
    fix: "check both dates", source: "holds for 194 of 194 published letters",
    reads: HeaderDate.allCases.map(Rule.Place.header)
  ) { reading, findings in
    let known = HeaderDate.allCases.compactMap { name in reading.date(name).map { (date: $0, name: name.name) } }
    for (earlier, later) in zip(known, known.dropFirst()) where later.date.day < earlier.date.day {
      findings.report(
        .datesOutOfOrder, "\(later.name) is dated before \(earlier.name)", fix: "check both dates", at: later.date.value
      )
    }
  }

  /// `CM16-…` came in or was assigned in 2016.
  static let caseNumberYear = ReviewRule(
    "case-number-year", .caseNumberYear,
    "The two digits after CM are the year in which the application came in or the case was assigned.",
    fix: "check the number and the dates", source: "published letters",
    reads: [.caseNumber, .header(.applicationReceived), .header(.dateAssigned)]
  ) { reading, findings in
    guard let number = reading.root["case"]?["number"], let text = number.string?.utf8, text.count > 4,
      let year = Int(String(decoding: text.dropFirst(2).prefix(2), as: UTF8.self)),
      let received = reading.date(.applicationReceived), let assigned = reading.date(.dateAssigned),
      received.day <= assigned.day
    else { return }
    guard !(received.day.year...assigned.day.year).contains(2000 + year) else { return }
    findings.report(
      .caseNumberYear, "the year in the case number is not that of the application or of the assignment",
      fix: "check the number and the dates", at: number)
  }

  /// Lab. Code 4610.6(d): 30 days, expedited 3. The clock starts with the receipt of request and records, which no field gives.
  static let clock = ReviewRule(
    "clock", .clockExceeded,
    "A review takes at most 30 days, an expedited one 3. The clock starts with the receipt of the request and all records, which no field gives, so more days from the assignment may still be lawful.",
    fix: "check when request and records were received", source: "Lab. Code 4610.6(d)",
    reads: [.priority, .header(.dateAssigned), .header(.decisionDate)]
  ) { reading, findings in
    guard let assigned = reading.date(.dateAssigned), let decided = reading.date(.decisionDate) else { return }
    let allowed = reading.root["case"]?["priority"]?.string == "expedited" ? 3 : 30
    let days = decided.day.dayNumber - assigned.day.dayNumber
    guard days > allowed else { return }
    findings.report(
      .clockExceeded,
      "\(days) days from assignment to decision; Lab. Code 4610.6(d) gives \(allowed), but from the receipt of request and records, a day that the case file does not have",
      fix: "check when request and records were received", at: decided.value)
  }
}
