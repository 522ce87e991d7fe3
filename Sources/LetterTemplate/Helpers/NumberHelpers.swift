import JSONText
import LetterDocument

extension Helper {
  /// `{{number value decimals=2}}`: a number as the language writes it. Nothing is rounded.
  static let number = Helper(
    name: "number", usage: "{{number value}} or {{number value decimals=2}}", count: 1...1, names: ["decimals"]
  ) { use throws(HelperProblem) in
    let value = use.arguments[0]
    guard value.shape.isNumeric else { throw .notNumeric }
    var decimals = 0
    if let wanted = use.named("decimals") {
      guard case .number(let number)? = wanted.literal, let count = Int(number.shortest), (0...20).contains(count)
      else { throw .usage }
      guard let proven = value.shape.decimals, proven <= count else {
        throw .kind("the schema allows more decimal places; add “\"multipleOf\": \(Self.unit(count))” to it")
      }
      decimals = count
    }
    let style = try use.languageData().numberStyle()
    return use.text("number", words: style.words) { [decimals] values in
      values[0].number.map { .text(Text(style.format($0, decimals: decimals), origin: values[0].origin)) }
    }
  }

  /// `{{money value "USD"}}`: whole units of a currency, or amounts with two decimal places.
  static let money = Helper(name: "money", usage: "{{money value \"USD\"}}", count: 2...2) {
    use throws(HelperProblem) in
    let value = use.arguments[0]
    guard case .text(let currency)? = use.arguments[1].literal else { throw .usage }
    guard value.shape.isNumeric else { throw .notNumeric }
    guard let decimals = value.shape.decimals, decimals <= 2 else {
      throw .kind("the schema allows more than two decimal places; add “\"multipleOf\": 0.01” to it")
    }
    let style = try use.languageData().moneyStyle(currency)
    return use.text("money", words: style.words) { values in
      values[0].number.map { .text(Text(style.format($0), origin: values[0].origin)) }
    }
  }

  /// `{{add a b}}`: the sum of whole numbers.
  static let add = Helper(name: "add", usage: "{{add @index 1}}", count: 2...2) { use throws(HelperProblem) in
    guard use.arguments.allSatisfy({ $0.shape.isInteger }) else {
      throw .kind("the values are not always whole numbers", fix: "give them “\"type\": \"integer\"” in the schema")
    }
    return use.call("add", gives: .integer) { values in
      guard let one = values[0].number, let other = values[1].number else { return nil }
      return .number(one + other)
    }
  }

  /// `multipleOf` for a number of decimal places.
  private static func unit(_ decimals: Int) -> String {
    decimals == 0 ? "1" : "0." + String(repeating: "0", count: decimals - 1) + "1"
  }
}

extension HelperProblem {
  fileprivate static let notNumeric = kind(
    "the value is not always a number", fix: "give it “\"type\": \"number\"” in the schema")
}
