import Diagnostics
import JSONText

/// Finds comparisons whose result is the same in every letter. Most likely, a word in them is misspelled.
struct EqualityProof {
  private let one, other: HelperUse.Argument
  private let shapes: ShapeReader

  init(_ one: HelperUse.Argument, _ other: HelperUse.Argument, _ shapes: ShapeReader) {
    (self.one, self.other, self.shapes) = (one, other, shapes)
  }

  /// What is wrong with the comparison; nil if it has a purpose.
  var problem: String? {
    if one.literal != nil, other.literal != nil {
      return "both are values of the template, so the result is always the same"
    }
    guard !one.classes.isDisjoint(with: other.classes) else {
      return one.classes.isEmpty || other.classes.isEmpty
        ? "lists and objects cannot be compared" : "the values have different types, so they are never equal"
    }
    // A partial may switch on its parameter, whose value is known at each place that uses it.
    if one.isParameter || other.isParameter { return nil }
    if let literal = other.literal { return neverEqual(one, literal) }
    if let literal = one.literal { return neverEqual(other, literal) }
    return disjointValues
  }

  /// Why a value can never equal a literal; nil if it may.
  private func neverEqual(_ value: HelperUse.Argument, _ literal: Literal) -> String? {
    if value.shape.alternatives.contains(where: { $0.mayEqual(literal, shapes.schema) }) { return nil }
    let values = value.shape.alternatives.compactMap(\.values).flatMap(\.self)
    guard !values.isEmpty else { return "the value is never \(literal.phrase)" }
    var near = ""
    if case .text(let text) = literal {
      let texts = values.compactMap { value in if case .text(let text) = value { text } else { nil } }
      near = NearMiss.of(text, among: texts).map { "; did you mean “\($0)”?" } ?? ""
    }
    return "the value is never \(literal.phrase), but one of \(values.map(\.phrase).joined(separator: ", "))\(near)"
  }

  /// What is wrong if the two have no value in common; nil if they may have one.
  private var disjointValues: String? {
    for (listed, free) in [(one, other), (other, one)]
    where listed.shape.alternatives.allSatisfy({ $0.values != nil }) {
      let values = listed.shape.alternatives.compactMap(\.values).flatMap(\.self)
      let mayMeet = values.contains { value in
        free.shape.alternatives.contains { $0.mayEqual(value, shapes.schema) }
      }
      if !mayMeet { return "the schema gives the two no value in common, so they are never equal" }
    }
    return nil
  }
}

extension HelperUse.Argument {
  /// Whether it is a parameter of the partial, which each place gives another value.
  var isParameter: Bool { if case .parameter = operand { true } else { false } }

  /// The kinds of values that can be compared.
  fileprivate var classes: Set<JSONType> {
    Set(shape.types.map { $0 == .integer ? .number : $0 }).intersection([.string, .number, .boolean])
  }
}

extension Shape.Alternative {
  /// Whether a value of this form can be a literal.
  func mayEqual(_ literal: Literal, _ schema: Schema) -> Bool {
    guard literal.types.contains(type) else { return false }
    if let values { return values.contains { $0.isSame(as: literal) } }
    switch literal {
    case .text(let text):
      return (!isDate || CalendarDate(iso: text) != nil) && (!isTruthy || !text.isEmpty)
        && schemas.allSatisfy { schema[$0].mayBe(text) }
    case .number(let number): return schemas.allSatisfy { schema[$0].mayBe(number) }
    case .boolean: return true
    }
  }
}
