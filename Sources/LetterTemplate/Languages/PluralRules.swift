import JSONText

/// The plural categories of a language and their conditions (UTS #35 part 3, §5).
struct PluralRules: Sendable {
  private let rules: [(category: String, condition: PluralCondition)]

  /// The categories of CLDR. `other` is what no condition matches.
  static let known = ["zero", "one", "two", "few", "many", "other"]

  /// Reads the conditions of a language file, such as `["one": "n = 1"]`.
  /// - Throws: the category whose condition cannot be read.
  init(_ conditions: [(category: String, text: String)]) throws(Unreadable) {
    var rules: [(category: String, condition: PluralCondition)] = []
    for (category, text) in conditions {
      guard Self.known.dropLast().contains(category), let condition = PluralCondition(text) else {
        throw Unreadable(category: category)
      }
      rules.append((category, condition))
    }
    self.rules = rules
  }

  struct Unreadable: Error {
    let category: String
  }

  /// The categories that the language has, `other` last.
  var categories: [String] { rules.map(\.category) + ["other"] }

  /// The category of a whole number.
  func category(of number: ExactDecimal) -> String {
    rules.first { $0.condition.holds(for: number) }?.category ?? "other"
  }
}

/// A condition such as `n % 10 = 2..4 and n % 100 != 12..14`, for whole numbers: `n` and `i` are the number without its sign; `v w f t e c`,
/// which describe decimals, are 0.
struct PluralCondition: Sendable {
  private struct Relation {
    /// Whether the operand is the number, and not 0.
    let isNumber: Bool
    let divisor: Int?
    let isEqual: Bool
    let ranges: [ClosedRange<Int>]
  }

  /// Alternatives of relations that must all hold.
  private let alternatives: [[Relation]]

  init?(_ text: String) {
    var alternatives: [[Relation]] = []
    for alternative in Self.split(text, at: "or") {
      var relations: [Relation] = []
      for relation in Self.split(alternative, at: "and") {
        guard let relation = Self.relation(relation) else { return nil }
        relations.append(relation)
      }
      alternatives.append(relations)
    }
    self.alternatives = alternatives
  }

  private static func split(_ text: String, at word: String) -> [String] {
    text.split(separator: " ").split(omittingEmptySubsequences: false) { $0 == word }.map {
      $0.joined(separator: " ")
    }
  }

  /// `n % 10 = 2..4,6`
  private static func relation(_ text: String) -> Relation? {
    var words = text.split(separator: " ")[...]
    guard let operand = words.popFirst(), ["n", "i", "v", "w", "f", "t", "e", "c"].contains(operand) else { return nil }
    var divisor: Int?
    if words.first == "%" {
      words = words.dropFirst()
      guard let number = words.popFirst().flatMap({ Int($0) }), (1...1_000_000_000).contains(number) else { return nil }
      divisor = number
    }
    guard let sign = words.popFirst(), sign == "=" || sign == "!=" else { return nil }
    var ranges: [ClosedRange<Int>] = []
    for part in words.joined().split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "..", omittingEmptySubsequences: false).map { Int($0) }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
        first >= 0, first <= last
      else { return nil }
      ranges.append(first...last)
    }
    return ranges.isEmpty
      ? nil
      : Relation(isNumber: operand == "n" || operand == "i", divisor: divisor, isEqual: sign == "=", ranges: ranges)
  }

  func holds(for number: ExactDecimal) -> Bool {
    alternatives.contains { relations in relations.allSatisfy { Self.holds($0, for: number) } }
  }

  private static func holds(_ relation: Relation, for number: ExactDecimal) -> Bool {
    guard relation.isNumber else { return relation.ranges.contains { $0.contains(0) } == relation.isEqual }
    // A number that no condition could name is like any other large number.
    let value = relation.divisor.map(number.wholePart(modulo:)) ?? Int(number.wholeDigits) ?? Int.max
    return relation.ranges.contains { $0.contains(value) } == relation.isEqual
  }
}
