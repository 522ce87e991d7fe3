/// What a condition says about the values inside its block. Inside `{{#if a.b}}`, the value `a.b` exists. In its `{{else}}`, the value is
/// absent or empty. Truth is as in Handlebars: absent, null, false, 0, "" and [] are false.
extension ShapeReader {
  /// The shape if the value at `keys` is true (or false); nil if that cannot be.
  func narrow(_ shape: Shape, at keys: ArraySlice<String>, isTrue: Bool) -> Shape? {
    let kept = shape.alternatives.compactMap { narrow($0, at: keys, isTrue: isTrue) }
    return kept.isEmpty ? nil : Shape(alternatives: kept)
  }

  private func narrow(_ alternative: Shape.Alternative, at keys: ArraySlice<String>, isTrue: Bool) -> Shape.Alternative?
  {
    guard let key = keys.first else { return narrowWhole(alternative, isTrue: isTrue) }
    guard let index = alternative.properties.firstIndex(where: { $0.key == key }),
      alternative.properties[index].property.presence != .absent
    else { return isTrue ? nil : alternative }
    let property = alternative.properties[index].property
    let inner = narrow(shape(property.source), at: keys.dropFirst(), isTrue: isTrue)
    var result = alternative
    if isTrue {
      guard let inner else { return nil }
      result.properties[index].property = Shape.Property(presence: .required, source: .shape(inner))
    } else if let inner {
      result.properties[index].property.source = .shape(inner)
    } else if property.presence == .required {
      return nil
    } else {
      result.properties[index].property.presence = .absent
    }
    return result
  }

  private func narrowWhole(_ alternative: Shape.Alternative, isTrue: Bool) -> Shape.Alternative? {
    switch alternative.type {
    case .null: return isTrue ? nil : alternative
    case .object: return isTrue ? alternative : nil
    default:
      if !isTrue { return alternative.isTruthy ? nil : alternative }
      var result = alternative
      result.isTruthy = true
      return result
    }
  }

  /// The shape if the value at `keys` is (or is not) that one; nil if that cannot be.
  func narrow(_ shape: Shape, at keys: ArraySlice<String>, to literal: Literal, isEqual: Bool) -> Shape? {
    let kept = shape.alternatives.compactMap { alternative -> Shape.Alternative? in
      guard let key = keys.first else { return narrowWhole(alternative, to: literal, isEqual: isEqual) }
      guard let index = alternative.properties.firstIndex(where: { $0.key == key }),
        alternative.properties[index].property.presence != .absent
      else { return nil }
      let property = alternative.properties[index].property
      guard
        let inner = narrow(self.shape(property.source), at: keys.dropFirst(), to: literal, isEqual: isEqual)
      else { return nil }
      var result = alternative
      // A comparison needs a value that is there.
      result.properties[index].property = Shape.Property(presence: .required, source: .shape(inner))
      return result
    }
    return kept.isEmpty ? nil : Shape(alternatives: kept)
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
    } else if !literal.isTrue, alternative.type == .string || alternative.type == .boolean {
      result.isTruthy = true
    }
    return result
  }

  /// The shape if the value at `keys` is (or is not) a text; nil if that cannot be.
  func narrowToText(_ shape: Shape, at keys: ArraySlice<String>, isText: Bool) -> Shape? {
    guard let key = keys.first else {
      let kept = shape.alternatives.filter { ($0.type == .string) == isText }
      return kept.isEmpty ? nil : Shape(alternatives: kept)
    }
    let kept = shape.alternatives.compactMap { alternative -> Shape.Alternative? in
      guard let index = alternative.properties.firstIndex(where: { $0.key == key }) else { return nil }
      let inner = narrowToText(
        self.shape(alternative.properties[index].property.source), at: keys.dropFirst(), isText: isText)
      guard let inner else { return nil }
      var result = alternative
      result.properties[index].property.source = .shape(inner)
      return result
    }
    return kept.isEmpty ? nil : Shape(alternatives: kept)
  }
}
