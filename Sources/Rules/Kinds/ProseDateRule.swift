import Diagnostics
import JSONText

extension FindingCode {
  /// The prose gives a different day of an event than the field.
  package static let injuryDateDiffers = FindingCode("IMR-R004", "date in the prose differs from the field")
}

extension RuleKind {
  /// `date`, `in`, `phrases`, `event`: wherever the prose gives the day of an event, it is the day of the field.
  package static let proseDate = proseDate(
    Explanation(
      .injuryDateDiffers,
      "The prose gives another date of an event, such as the injury, than the field of the case. Every mention counts, unless the prose says that it means another event of the kind (a prior injury).",
      fix: "check both dates",
      source: "Lab. Code 4610.6(h)(5); 1 of 114 published letters has this defect", severity: .warning))

  /// The same kind with another code.
  package static func proseDate(_ explanation: Explanation) -> RuleKind {
    RuleKind("prose-date", explanation) { settings in
      settings.readEach()
      let field = settings.path("date", .date)
      let texts = settings.texts("in")
      let name = settings.text("name") ?? "the event"
      let event = settings.text("event") ?? "event"
      guard let (_, events, phrases) = EventDates.read(&settings, events: [event]), let field else { return nil }
      let wanted = phrases.category(event)
      let code = explanation.code
      return { reading, element, findings in
        guard let field = field.value(in: element.value), let day = field.string.flatMap(CalendarDate.init(iso:)) else {
          return
        }
        for prose in reading.texts(texts, element) {
          for event in reading.events(events, of: prose) where event.category == wanted && !event.isExcepted {
            guard let other = event.date.day, other != day else { continue }
            findings.report(
              code, "the prose gives another date of \(name) than the field", fix: "check both dates",
              at: event.date.tokens, of: prose, comparedWith: .init(field))
          }
        }
      }
    }
  }
}
