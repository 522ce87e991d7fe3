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
      let bounds = bounds.map { limit, event in DatedBounds(limit, event, element.value) }
      for prose in reading.texts(texts, element) {
        for event in reading.events(events, of: prose) where !event.isExcepted {
          guard let day = event.date.day,
            let (message, bound) = bounds.lazy.compactMap({ $0.violation(by: day, event.category) }).first
          else { continue }
          findings.report(
            .chronology, message, fix: "check both dates", at: event.date.tokens, of: prose, comparedWith: .init(bound))
        }
      }
    }
  }
}

/// The bounds of an event in a case.
private struct DatedBounds {
  typealias Bound = (value: JSONValue, day: CalendarDate)

  /// The event; nil stands for every date.
  let event: Category?
  let from: Bound?
  let to: Bound?
  let within: Int

  init(_ bounds: RuleSettings.Bounds, _ event: Category?, _ value: JSONValue) {
    self.event = event
    (from, to, within) = (bounds.from?.day(in: value), bounds.to?.day(in: value), bounds.within)
  }

  /// What is wrong with the day of an event, and the bound; nil if it lies inside, or too far outside to mean this event.
  func violation(by day: CalendarDate, _ category: Category?) -> (message: String, bound: JSONValue)? {
    guard event == nil || event == category else { return nil }
    if let from, day < from.day, from.day.dayNumber - day.dayNumber <= within {
      return ("this event is dated before a day that it must follow", from.value)
    }
    if let to, to.day < day, day.dayNumber - to.day.dayNumber <= within {
      return ("this event is dated after a day that it must precede", to.value)
    }
    return nil
  }
}
