import Diagnostics
import JSONText
import LetterDocument

extension Helper {
  /// `(eq value "text")`: whether two values of one type are the same.
  static let eq = equality("eq", isEqual: true)
  /// `(ne value "text")`: whether they differ.
  static let ne = equality("ne", isEqual: false)
  /// `(gt a b)`: whether a number or a date is greater than another one.
  static let gt = order("gt") { $0 > $1 }
  /// `(ge a b)`: greater or the same.
  static let ge = order("ge") { $0 >= $1 }
  /// `(lt a b)`: less.
  static let lt = order("lt") { $0 < $1 }
  /// `(le a b)`: less or the same.
  static let le = order("le") { $0 <= $1 }

  /// `(isString value)`: whether the value is a text, if the schema also allows other types.
  static let isString = Helper(name: "isString", usage: "(isString value)", count: 1...1, acceptsAbsent: true) {
    use throws(HelperProblem) in
    use.call("isString", gives: .boolean) { values in
      switch values[0] {
      case .data(let value): .boolean(value.string != nil)
      case .text, .texts: .boolean(true)
      case .boolean, .number, .absent: .boolean(false)
      }
    }
  }

  private static func equality(_ name: String, isEqual: Bool) -> Helper {
    Helper(name: name, usage: "(\(name) value \"text\")", count: 2...2) { use throws(HelperProblem) in
      if let problem = EqualityProof(use.arguments[0], use.arguments[1], use.shapes).problem { throw .kind(problem) }
      return use.call(name, gives: .boolean) { values in .boolean(values[0].equals(values[1]) == isEqual) }
    }
  }

  private static func order(
    _ name: String, _ isInOrder: @escaping @Sendable (ExactDecimal, ExactDecimal) -> Bool
  ) -> Helper {
    Helper(name: name, usage: "(\(name) a b)", count: 2...2) { use throws(HelperProblem) in
      let (one, other) = (use.arguments[0], use.arguments[1])
      if one.literal != nil, other.literal != nil {
        throw .kind("both are values of the template, so the result is always the same")
      }
      if one.shape.isNumeric, other.shape.isNumeric {
        return use.call(name, gives: .boolean) { values in
          guard let left = values[0].number, let right = values[1].number else { return nil }
          return .boolean(isInOrder(left, right))
        }
      }
      guard one.isDate, other.isDate else {
        throw .kind("it compares two numbers, or two dates; the schema gives a date “\"format\": \"date\"”")
      }
      return use.call(name, gives: .boolean) { values in
        guard let left = values[0].day, let right = values[1].day else { return nil }
        return .boolean(isInOrder(ExactDecimal(left.dayNumber), ExactDecimal(right.dayNumber)))
      }
    }
  }
}

extension HelperUse.Argument {
  /// Whether it is always a date.
  fileprivate var isDate: Bool {
    if case .text(let text)? = literal { return CalendarDate(iso: text) != nil }
    return literal == nil && shape.alternatives.allSatisfy(\.isDate)
  }
}

extension MergeValue {
  fileprivate var day: CalendarDate? { string.flatMap(CalendarDate.init(iso:)) }

  /// Whether two values have the same type and the same value. Texts are compared character by character.
  fileprivate func equals(_ other: MergeValue) -> Bool {
    if let left = number, let right = other.number { return left == right }
    if let left = flag, let right = other.flag { return left == right }
    guard number == nil, other.number == nil, let left = string, let right = other.string else { return false }
    return left.isSame(as: right)
  }
}
