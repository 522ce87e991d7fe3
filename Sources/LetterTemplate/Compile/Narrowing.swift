/// What a condition says about the values inside its block. Inside `{{#if a.b}}`, the value `a.b` exists. In its `{{else}}`, the value is
/// absent or empty. Truth is as in Handlebars: absent, null, false, 0, "" and [] are false.
extension ShapeReader {
  /// What is known about a value.
  enum Knowledge {
    /// It is true, or it is not.
    case truth(Bool)
    /// It is equal to a literal, or it is not. A case file has a value there in both cases.
    case equality(Literal, Bool)
    /// It is a text, or it is none.
    case isText(Bool)

    /// Whether the value must be there.
    var needsValue: Bool {
      switch self {
      case .truth(let isTrue): isTrue
      case .equality: true
      case .isText(let isText): isText
      }
    }
  }

  /// How many alternatives are looked at. What is not narrowed is still correct: the check then only knows less.
  private static let mostAlternatives = 1_000

  /// The shape if that is known of the value at `keys`; nil if it cannot be.
  func narrow(_ shape: Shape, at keys: ArraySlice<String>, _ knowledge: Knowledge, width: Int = 1) -> Shape? {
    // Each key of the path multiplies the alternatives.
    let width = width * max(1, shape.alternatives.count)
    guard width <= Self.mostAlternatives else { return shape }
    let kept = shape.alternatives.compactMap { narrow($0, at: keys, knowledge, width) }
    return kept.isEmpty ? nil : Shape(alternatives: kept)
  }

  private func narrow(
    _ alternative: Shape.Alternative, at keys: ArraySlice<String>, _ knowledge: Knowledge, _ width: Int
  ) -> Shape.Alternative? {
    guard let key = keys.first else { return narrowWhole(alternative, knowledge) }
    guard let property = alternative.property(key), property.presence != .absent else {
      return knowledge.needsValue ? nil : alternative
    }
    let inner = narrow(shape(property.source), at: keys.dropFirst(), knowledge, width: width)
    var result = alternative
    if knowledge.needsValue {
      guard let inner else { return nil }
      result.set(key, Shape.Property(presence: .required, source: .shape(inner)))
    } else if let inner {
      result.set(key, Shape.Property(presence: property.presence, source: .shape(inner)))
    } else if property.presence == .required {
      return nil
    } else {
      result.set(key, Shape.Property(presence: .absent, source: property.source))
    }
    return result
  }

  private func narrowWhole(_ alternative: Shape.Alternative, _ knowledge: Knowledge) -> Shape.Alternative? {
    switch knowledge {
    case .truth(let isTrue): narrowWhole(alternative, isTrue: isTrue)
    case .equality(let literal, let isEqual): narrowWhole(alternative, to: literal, isEqual: isEqual)
    case .isText(let isText): (alternative.type == .string) == isText ? alternative : nil
    }
  }

  private func narrowWhole(_ alternative: Shape.Alternative, isTrue: Bool) -> Shape.Alternative? {
    switch alternative.type {
    case .null: return isTrue ? nil : alternative
    case .object: return isTrue ? alternative : nil
    default:
      guard isTrue ? !alternative.isFalsy : !alternative.isTruthy else { return nil }
      var result = alternative
      if isTrue { result.isTruthy = true } else { result.isFalsy = true }
      return result
    }
  }

  private func narrowWhole(
    _ alternative: Shape.Alternative, to literal: Literal, isEqual: Bool
  ) -> Shape.Alternative? {
    var result = alternative
    if isEqual {
      guard alternative.mayEqual(literal, schema) else { return nil }
      result.narrow(to: [literal])
    } else if let values = alternative.values {
      let others = values.filter { !$0.isSame(as: literal) }
      if others.isEmpty { return nil }
      result.narrow(to: others)
    } else if !literal.isTrue, literal.types == [alternative.type] {
      // Of texts and of truth values, only one is false.
      result.isTruthy = true
    }
    return result
  }
}
