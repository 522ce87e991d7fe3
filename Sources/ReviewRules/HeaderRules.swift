import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// The year in the case number is not the year in which the case arrived.
  package static let caseNumberYear = FindingCode("IMR-R002", "year of the case number differs")
}

extension RuleKind {
  /// The application for `CM16-…` was received, or the case was assigned, in 2016.
  static let caseNumberYear = RuleKind(
    "case-number-year",
    Explanation(
      .caseNumberYear,
      "The two digits after CM must be the year in which the application was received or the case was assigned.",
      fix: "check the number and the dates", source: "true for 55 of 55 published letters", severity: .warning)
  ) { _ in
    { _, element, findings in
      guard let number = element.value["case"]?["number"], let text = number.string?.utf8, text.count > 4,
        let year = Int(String(decoding: text.dropFirst(2).prefix(2), as: UTF8.self)),
        let received = CaseNumberYear.date("applicationReceived", element.value),
        let assigned = CaseNumberYear.date("dateAssigned", element.value),
        received <= assigned, !(received.year...assigned.year).contains(2000 + year)
      else { return }
      findings.report(
        .caseNumberYear, "the year in the case number is not the year of the application or of the assignment",
        fix: "check the number and the dates", at: number,
        comparedWith: element.value["case"]?["applicationReceived"].map { RuleFindings.Place($0) })
    }
  }
}

enum CaseNumberYear {
  static let places = [
    Rule.Place("case.number", .text), Rule.Place("case.applicationReceived", .date),
    Rule.Place("case.dateAssigned", .date),
  ]

  static func date(_ name: String, _ root: JSONValue) -> CalendarDate? {
    root["case"]?[name]?.string.flatMap(CalendarDate.init(iso:))
  }
}
