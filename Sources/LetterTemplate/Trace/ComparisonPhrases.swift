import JSONText
import LetterDocument

/// Comparisons in words.
extension TemplateReader {
  func comparison(_ call: HelperCall, isTrue: Bool) -> String {
    let words: [String: (yes: String, no: String)] = [
      "eq": ("is", "is not"), "ne": ("is not", "is"), "gt": ("is more than", "is at most"),
      "ge": ("is at least", "is less than"), "lt": ("is less than", "is at least"),
      "le": ("is at most", "is more than"),
    ]
    if let others = otherValues(call, isTrue: isTrue) { return others }
    if let given = givenNumber(call, isTrue: isTrue) { return given }
    let dates: [String: (yes: String, no: String)] = [
      "gt": ("is after", "is on or before"), "ge": ("is on or after", "is before"),
      "lt": ("is before", "is on or after"),
      "le": ("is on or before", "is after"),
    ]
    let isDate = call.arguments.contains { argument in
      collector.path(of: argument).flatMap { schema[$0]?.format } == .date
    }
    if let verb = (isDate ? dates[call.name] : nil) ?? words[call.name], call.arguments.count == 2 {
      return "\(phrase(call.arguments[0])) \(isTrue ? verb.yes : verb.no) \(phrase(call.arguments[1]))"
    }
    if call.name == "isString", let value = call.arguments.first {
      return "\(phrase(value)) is given \(isTrue ? "as one text" : "in parts")"
    }
    return isTrue ? "\(phrase(.call(call))) is given" : "\(phrase(.call(call))) is not given"
  }

  /// `(ge (default x -1) 0)`: how templates ask whether a number that may be 0 is given.
  private func givenNumber(_ call: HelperCall, isTrue: Bool) -> String? {
    guard call.name == "ge", call.arguments.count == 2, case .call(let inner) = call.arguments[0],
      inner.name == "default", case .constant(.number(let other)) = inner.arguments[1],
      case .constant(.number(let least)) = call.arguments[1], other < least
    else { return nil }
    let (what, number) = (phrase(inner.arguments[0]), least.shortest)
    return isTrue ? "\(what) is given and at least \(number)" : "\(what) is not given, or less than \(number)"
  }

  /// “is “overturned”” for “is not “upheld””, if the schema lists the values of the field.
  private func otherValues(_ call: HelperCall, isTrue: Bool) -> String? {
    guard call.name == "eq" && !isTrue || call.name == "ne" && isTrue, call.arguments.count == 2,
      let path = collector.path(of: call.arguments[0]), case .literal(let text) = call.arguments[1]
    else { return nil }
    return others(path, than: [text.string])
  }

  /// What a field is if it has none of some values; nil if the schema does not list its values.
  func others(_ path: String, than taken: Set<String>) -> String? {
    guard let field = schema[path], !field.values.isEmpty,
      Set(field.types).isSubset(of: [.string, .null])
    else {
      return nil
    }
    // A null counts as absent.
    let left = field.values.filter { !taken.contains($0) }.map { "“\($0)”" }
    let all = left + (field.types.contains(.null) ? ["not given"] : [])
    return all.isEmpty ? nil : "\(name(path)) is \(all.joined(separator: " or "))"
  }
}
