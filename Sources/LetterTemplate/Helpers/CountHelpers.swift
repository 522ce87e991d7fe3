import JSONText
import LetterDocument

extension Helper {
  /// `{{count values}}`: how many elements a list has; 0 if it is absent.
  static let count = Helper(name: "count", usage: "{{count values}}", count: 1...1, acceptsAbsent: true) {
    use throws(HelperProblem) in
    guard use.arguments[0].shape.types == [.array] else {
      throw .kind("the value is not always a list", fix: "give it “\"type\": \"array\"” in the schema")
    }
    return use.call("count", gives: .integer) { values in
      switch values[0] {
      case .absent: .number(.zero)
      case .data(let value): value.array.map { .number(ExactDecimal($0.count)) }
      default: nil
      }
    }
  }

  /// `{{plural n one="point" other="points"}}`: the word for a number, in the categories of the language (UTS #35 part 3, §5).
  static let plural = Helper(
    name: "plural", usage: "{{plural n one=\"point\" other=\"points\"}}", count: 1...1, names: nil
  ) { use throws(HelperProblem) in
    guard use.arguments[0].shape.isInteger else {
      throw .kind("the value is not always a whole number", fix: "give it “\"type\": \"integer\"” in the schema")
    }
    let rules = try use.languageData().entry("plurals", \.plurals)
    let given = use.named.map(\.name)
    let needed = rules.categories
    guard Set(given) == Set(needed), given.count == needed.count else {
      throw .names(
        "the language “\(use.language)” has the forms \(needed.joined(separator: ", "))",
        fix: "write {{plural n \(needed.map { "\($0)=\"…\"" }.joined(separator: " "))}}")
    }
    guard use.named.allSatisfy({ $0.value.shape.types == [.string] }) else { throw .names("each form is a text") }
    let forms = use.named.flatMap(\.value.shape.alternatives)
    let words = use.named.flatMap(\.value.words)
    return use.text(
      "plural", keeping: words, isTruthy: forms.allSatisfy(\.isTruthy), isVisible: forms.allSatisfy(\.isVisible)
    ) { values in
      guard let number = values[0].number, let form = given.firstIndex(of: rules.category(of: number)) else {
        return nil
      }
      return values[form + 1]
    }
  }
}
