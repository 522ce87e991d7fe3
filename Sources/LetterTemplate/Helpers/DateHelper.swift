import JSONText
import LetterDocument

extension Helper {
  /// `{{date value "MMMM d, y"}}`, `{{date value "long"}}`: an ISO date in the form of a pattern.
  static let date = Helper(
    name: "date", usage: "{{date value \"long\"}} or {{date value \"MM/dd/yyyy\"}}", count: 2...2
  ) { use throws(HelperProblem) in
    guard use.arguments[0].literal == nil else { throw .usage }
    guard use.arguments[0].shape.alternatives.allSatisfy(\.isDate) else {
      throw .kind("the schema does not give it format: date", fix: "add “\"format\": \"date\"” to its schema")
    }
    guard case .text(let form)? = use.arguments[1].literal else { throw .usage }
    var text = form
    let named = ["long", "medium", "numeric"]
    if named.contains(form) {
      text = try use.languageData().entry("dates.\(form)", \.dates[form])
    }
    guard let pattern = DatePattern(text) else {
      throw .kind(
        "a form is \(named.joined(separator: ", ")), or a pattern; a pattern consists of \(DatePattern.letters), and other text in '…'"
      )
    }
    let names = try use.dateNames(for: pattern)
    return use.text("date", words: names.words(of: pattern)) { values in
      guard let text = values[0].singleText, let date = CalendarDate(iso: text.string) else { return nil }
      return .text(Text(pattern.format(date, names), origin: text.origin))
    }
  }
}

extension HelperUse {
  /// The names of months and days that a pattern prints.
  fileprivate mutating func dateNames(for pattern: DatePattern) throws(HelperProblem) -> DateNames {
    var names = DateNames()
    for piece in pattern.pieces {
      switch piece {
      case .monthName(let form):
        names.months[form] = try languageData().entry("months.\(form.rawValue)", \.months[form.rawValue])
      case .dayName: names.days = try languageData().entry("days", \.days)
      default: break
      }
    }
    return names
  }
}
