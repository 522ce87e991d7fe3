/// What a language file says (docs/languages.md). A file may leave out what no set needs.
struct LanguageData: Sendable {
  /// The path of the file, for messages.
  let file: String
  /// `long`, `medium`, `numeric`
  var dates: [String: String] = [:]
  /// `format`, `standalone`, `short`: twelve names each.
  var months: [String: [String]] = [:]
  /// Seven names, from Monday on.
  var days: [String]?
  var numbers: NumberStyle?
  /// The pattern of amounts, and the symbols of currencies by their codes (ISO 4217).
  var moneyPattern: String?
  var currencies: [String: String] = [:]
  var plurals: PluralRules?
  /// `and`, `or`
  var lists: [String: ListPattern] = [:]
}

/// The files for a language, the most special one first: `en-GB.json`, then `en.json`. Each entry comes from the first file that has it.
struct LanguageChain: Sendable {
  let language: String
  let files: [LanguageData]

  /// An entry that a helper needs.
  func entry<Value>(_ name: String, _ find: (LanguageData) -> Value?) throws(HelperProblem) -> Value {
    for file in files {
      if let value = find(file) { return value }
    }
    throw missing(name)
  }

  func numberStyle() throws(HelperProblem) -> NumberStyle { try entry("numbers", \.numbers) }

  func moneyStyle(_ currency: String) throws(HelperProblem) -> MoneyStyle {
    let pattern = try entry("money.pattern", \.moneyPattern)
    let known = files.flatMap(\.currencies.keys)
    if !known.contains(currency), let meant = known.first(where: { $0.lowercased() == currency.lowercased() }) {
      throw .language("there is no currency “\(currency)”", fix: "did you mean “\(meant)”?")
    }
    let symbol = try entry("money.\(currency)") { $0.currencies[currency] }
    guard let style = MoneyStyle(try numberStyle(), pattern: pattern, symbol: symbol) else {
      throw missing("money.pattern")
    }
    return style
  }

  private func missing(_ name: String) -> HelperProblem {
    let places = files.map(\.file).joined(separator: ", ")
    return .language("no file for the language “\(language)” has “\(name)”", fix: "add it to \(places)")
  }
}
