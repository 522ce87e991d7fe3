import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// The year in the case number is not the year in which the case arrived.
  package static let caseNumberYear = FindingCode("IMR-R002", "year of the case number differs")
}

/// Rules about the header table only.
extension ReviewRule {
  /// Injury ≤ UR denial ≤ application received ≤ assigned ≤ decision. This is true for 194 of 194 published letters.
  static let dateOrder = ReviewRule(
    "date-order", .dateOrder,
    """
    {"rule": "date-order",
     "dates": ["case.dateOfInjury", "case.urDenialDate", "case.applicationReceived", "case.dateAssigned", "case.decisionDate"],
     "names": ["the day of injury", "the UR denial", "the receipt of the application", "the assignment", "the decision"]}
    """, reads: HeaderDate.allCases.map(Rule.Place.header))

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
  /// gives that day, so more days since the assignment may still be lawful.
  static let clock = ReviewRule(
    "clock", .clock,
    """
    {"rule": "clock", "from": "case.dateAssigned", "to": "case.decisionDate", "names": ["the assignment", "the decision"],
     "days": {"by": "case.priority", "standard": 30, "expedited": 3},
     "cites": "Lab. Code 4610.6(d)",
     "advice": "the law counts from the receipt of the request and the records, a day that the case file does not give; check it"}
    """, reads: [.priority, .header(.dateAssigned), .header(.decisionDate)])
}
