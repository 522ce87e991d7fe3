import JSONText

/// Rules about the header table alone.
extension Rule {
  /// Injury ≤ UR denial ≤ application received ≤ assigned ≤ decision: holds for 194 of 194 published letters.
  static let dateOrder = Rule("date-order", .datesOutOfOrder) { reading, findings in
    let order = [
      ("dateOfInjury", "the day of injury"), ("urDenialDate", "the UR denial"),
      ("applicationReceived", "the receipt of the application"), ("dateAssigned", "the assignment"),
      ("decisionDate", "the decision"),
    ]
    let known = order.compactMap { key, name in reading.date(key).map { (date: $0, name: name) } }
    for (earlier, later) in zip(known, known.dropFirst()) where later.date.day < earlier.date.day {
      findings.report(
        .datesOutOfOrder, "\(later.name) is dated before \(earlier.name)", fix: "check both dates", at: later.date.value
      )
    }
  }

  /// `CM16-…` came in or was assigned in 2016.
  static let caseNumberYear = Rule("case-number-year", .caseNumberYear) { reading, findings in
    guard let number = reading.root["case"]?["number"], let text = number.string?.utf8, text.count > 4,
      let year = Int(String(decoding: text.dropFirst(2).prefix(2), as: UTF8.self)),
      let received = reading.date("applicationReceived"), let assigned = reading.date("dateAssigned"),
      received.day <= assigned.day
    else { return }
    guard !(received.day.year...assigned.day.year).contains(2000 + year) else { return }
    findings.report(
      .caseNumberYear, "the year in the case number is not that of the application or of the assignment",
      fix: "check the number and the dates", at: number)
  }

  /// Lab. Code 4610.6(d): 30 days, expedited 3. The clock starts with the receipt of request and records, which no field gives.
  static let clock = Rule("clock", .clockExceeded) { reading, findings in
    guard let assigned = reading.date("dateAssigned"), let decided = reading.date("decisionDate") else { return }
    let allowed = reading.root["case"]?["priority"]?.string == "expedited" ? 3 : 30
    let days = decided.day.dayNumber - assigned.day.dayNumber
    guard days > allowed else { return }
    findings.report(
      .clockExceeded,
      "\(days) days from assignment to decision; Lab. Code 4610.6(d) gives \(allowed), but from the receipt of request and records, a day that the case file does not have",
      fix: "check when request and records were received", at: decided.value)
  }
}
