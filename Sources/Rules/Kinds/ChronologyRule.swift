import Diagnostics
import JSONText

extension FindingCode {
  /// An event in the prose before or after a date that bounds it.
  package static let chronology = FindingCode("IMR-R007", "event dated in an impossible order")
}

extension RuleKind {
  /// `in`, `phrases`, `limits`: the events of the prose lie between dates of the case. `"*"` stands for every date.
  package static let chronology = RuleKind(
    "chronology",
    Explanation(
      .chronology,
      "The prose dates an event before or after a day that bounds it: a visit after the decision, a request after its own review, a report of an injury that had not happened.",
      fix: "check both dates", source: "Lab. Code 4610.6(h)(5)", severity: .warning)
  ) { settings in
    settings.readEach()
    let texts = settings.texts("in")
    let limits = settings.limits("limits")
    let names = limits.map(\.event).filter { $0 != "*" }
    guard let (_, events, phrases) = EventDates.read(&settings, events: names) else { return nil }
    let bounds = limits.map { ($0, $0.event == "*" ? nil : phrases.category($0.event)) }
    return { reading, element, findings in
      let days = bounds.map { limit, event in
        (
          event: event, from: limit.from?.day(in: element.value), to: limit.to?.day(in: element.value),
          within: limit.within ?? 366
        )
      }
      for prose in reading.texts(texts, element) {
        for event in reading.events(events, of: prose) where !event.isExcepted {
          guard let day = event.date.day else { continue }
          for bound in days where bound.event == nil || bound.event == event.category {
            if let from = bound.from, day < from.day,
              from.day.dayNumber - day.dayNumber <= (bound.event == nil ? 366 : bound.within)
            {
              findings.report(
                .chronology, "this event is dated before a day that it must follow", fix: "check both dates",
                at: event.date.tokens, of: prose, comparedWith: .init(from.value))
              break
            }
            // More than a year is a slip of the year, which another rule reports.
            if let to = bound.to, to.day < day, day.dayNumber - to.day.dayNumber <= bound.within {
              findings.report(
                .chronology, "this event is dated after a day that it must precede", fix: "check both dates",
                at: event.date.tokens, of: prose, comparedWith: .init(to.value))
              break
            }
          }
        }
      }
    }
  }
}
