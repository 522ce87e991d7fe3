import Diagnostics
import JSONText

extension FindingCode {
  /// A date in the prose that does not exist, or that nobody can have meant.
  package static let impossibleDate = FindingCode("IMR-R006", "date that does not exist")
}

extension RuleKind {
  /// `in`, `phrases`, `latest`: every date of the prose exists, and none lies more than a year after the latest day of the case.
  package static let impossibleDate = RuleKind(
    "impossible-date",
    Explanation(
      .impossibleDate,
      "The day does not exist in the calendar, its year has a wrong number of digits, or it lies years in the future.",
      fix: "correct the date", source: "Lab. Code 4610.6(h)(5)", severity: .warning)
  ) { settings in
    settings.readEach()
    let paths = settings.texts("in", isDeep: true)
    let latest = settings.path("latest", .date, isRequired: false)
    guard let (reader, events, _) = EventDates.read(&settings, events: []) else { return nil }
    return { reading, element, findings in
      let end = latest?.day(in: element.value)
      for prose in reading.texts(paths, element) {
        for (index, date) in prose.dates.enumerated() {
          if let day = date.day {
            guard let end, date.isCertain, day.dayNumber > end.day.dayNumber + 366 else { continue }
            findings.report(
              .impossibleDate, "this day lies years after the letter", fix: "correct the date", at: date.tokens,
              of: prose,
              comparedWith: .init(end.value))
          } else if date.isCertain || reader.isIntroduced(date, prose)
            || reading.events(events, of: prose)[index].category != nil
          {
            findings.report(
              .impossibleDate,
              date.hasOddYear ? "this year has a wrong number of digits" : "this day does not exist in the calendar",
              fix: "correct the date", at: date.tokens, of: prose)
          }
        }
      }
    }
  }
}
