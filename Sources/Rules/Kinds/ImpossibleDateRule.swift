import Diagnostics
import JSONText

extension FindingCode {
  /// A date in the prose that does not exist, or that nobody can have meant.
  package static let impossibleDate = FindingCode("IMR-R006", "date that does not exist")
}

extension RuleKind {
  /// `in`, `phrases`, `latest`, `years`: every date of the prose exists, and none lies more than a year after the latest day of the case. No
  /// year among `years`, such as those of guidelines, lies after it.
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
    let years = settings.paths("years", .number, isList: true, isRequired: false)
    guard let (reader, events, _) = EventDates.read(&settings, events: []) else { return nil }
    /// Whether it can be no other number.
    @Sendable func isDate(_ date: ProseDate, _ index: Int, _ prose: Prose, _ reading: CaseReading) -> Bool {
      date.isCertain || reader.isIntroduced(date, prose) || reading.events(events, of: prose)[index].category != nil
    }
    return { reading, element, findings in
      let end = latest?.day(in: element.value)
      if let end {
        for path in years {
          path.visitValues(in: element.value) { value in
            guard let year = value.integer, year > end.day.year else { return }
            findings.report(
              .impossibleDate, "this year lies after the letter", fix: "correct the year", at: value,
              comparedWith: .init(end.value))
          }
        }
      }
      for prose in reading.texts(paths, element) {
        for (index, date) in prose.dates.enumerated() {
          if let day = date.day {
            // Nobody whose case is reviewed had been born; 01/01/1900 is how some programs store no date.
            if day.year < 1910 {
              findings.report(
                .impossibleDate, "this year lies before all events of a case", fix: "correct the date",
                at: date.tokens, of: prose)
              continue
            }
            guard let end, day.dayNumber > end.day.dayNumber + 366, isDate(date, index, prose, reading) else {
              continue
            }
            findings.report(
              .impossibleDate, "this day lies years after the letter", fix: "correct the date", at: date.tokens,
              of: prose,
              comparedWith: .init(end.value))
          } else if isDate(date, index, prose, reading) {
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
