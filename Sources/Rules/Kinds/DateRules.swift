import Diagnostics
import JSONText

extension FindingCode {
  /// Dates that are not in the order of the events.
  package static let datesOutOfOrder = FindingCode("IMR-R001", "dates out of order")
  /// More days between two dates than are allowed.
  package static let clockExceeded = FindingCode("IMR-R003", "more days than the review may take")
}

extension RuleKind {
  /// `dates`, `names`: each date is on the day of the one before it, or later. Dates that a case does not have are left out.
  package static let dateOrder = RuleKind(
    "date-order",
    Explanation(
      .datesOutOfOrder, "Events happened in an order, and two dates of the case contradict it.",
      fix: "check both dates",
      source: "for Independent Medical Review: true for 194 of 194 published letters", severity: .warning)
  ) { settings in
    settings.readEach()
    let dates = settings.paths("dates", .date, atLeast: 2)
    let names = settings.names("names", for: dates)
    return { _, element, findings in
      let known = zip(dates, names).compactMap { path, name in
        path.day(in: element.value).map { (value: $0.value, day: $0.day, name: name) }
      }
      for (earlier, later) in zip(known, known.dropFirst()) where later.day < earlier.day {
        findings.report(
          .datesOutOfOrder, "\(later.name) is dated before \(earlier.name)", fix: "check both dates", at: later.value)
      }
    }
  }

  /// `from`, `to`, `days`: no more calendar days than allowed lie between two dates. `cites` is the law, `advice` what to check.
  package static let clock = RuleKind(
    "clock",
    Explanation(
      .clockExceeded, "More calendar days passed between two dates than the law that the rule cites allows.",
      fix: "check both dates",
      source: "the law that the manifest cites; for Independent Medical Review, Lab. Code 4610.6(d)", severity: .warning
    )
  ) { settings in
    settings.readEach()
    let paths = [settings.path("from", .date), settings.path("to", .date)].compactMap(\.self)
    let days = settings.days("days")
    settings.requireDifferent(paths, in: "to")
    let names = settings.names("names", for: paths)
    let law = settings.text("cites").map { "\($0) allows" } ?? "allowed are"
    let advice = settings.text("advice") ?? "check both dates"
    guard paths.count == 2, let days else { return nil }
    return { _, element, findings in
      guard let from = paths[0].day(in: element.value), let to = paths[1].day(in: element.value),
        let allowed = days.number(in: element.value)
      else { return }
      let passed = to.day.dayNumber - from.day.dayNumber
      guard passed > allowed else { return }
      findings.report(
        .clockExceeded, "\(passed) days passed from \(names[0]) to \(names[1]); \(law) \(allowed)", fix: advice,
        at: to.value)
    }
  }
}

extension SchemaPath {
  /// The date at a path; nil if the case does not have it, or if it is no date.
  func day(in root: JSONValue) -> (value: JSONValue, day: CalendarDate)? {
    guard let value = value(in: root), let day = value.string.flatMap(CalendarDate.init(iso:)) else { return nil }
    return (value, day)
  }
}

extension RuleSettings.Limit {
  /// The number that applies to a case.
  fileprivate func number(in root: JSONValue) -> Int? {
    switch self {
    case .always(let number): number
    case .by(let path, let numbers): path.text(in: root).flatMap { numbers[ExactText($0)] }
    }
  }
}
