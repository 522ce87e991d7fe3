import JSONText

/// Unfolds a schema into shapes.
struct ShapeReader: Sendable {
  let schema: Schema

  func shape(_ source: Shape.Source) -> Shape {
    switch source {
    case .shape(let shape): shape
    case .schemas(let ids): Shape(alternatives: constraints(all: ids).flatMap(alternatives))
    }
  }

  /// The shape of `key`, and whether it can be absent; nil if no alternative has it.
  func member(_ key: String, of shape: Shape) -> (shape: Shape, canBeAbsent: Bool)? {
    var found: [Shape.Alternative] = []
    var isKnown = false
    var canBeAbsent = false
    // Alternatives often share a subschema, and a recursive one would unfold to twice as many for each key of a path.
    var unfolded: Set<[Schema.ID]> = []
    for alternative in shape.alternatives {
      guard let property = alternative.property(key) else {
        canBeAbsent = true
        continue
      }
      if property.presence != .required { canBeAbsent = true }
      if property.presence == .absent { continue }
      if alternative.properties.contains(where: { $0.key.isSame(as: key) }) { isKnown = true }
      if case .schemas(let ids) = property.source, !unfolded.insert(ids).inserted { continue }
      found += self.shape(property.source).alternatives
    }
    return isKnown ? (Shape(alternatives: found), canBeAbsent) : nil
  }

  /// The elements of all lists that the shape allows.
  func elements(of shape: Shape) -> Shape {
    Shape(alternatives: shape.alternatives.flatMap { $0.items.map { self.shape($0).alternatives } ?? [] })
  }

  // MARK: Unfolding

  /// The requirements of several schemas together. A schema with `oneOf` unfolds into several constraints.
  private struct Constraint {
    var types: Set<JSONType>?
    var properties: [(key: String, ids: [Schema.ID])] = []
    var required: Set<ExactText> = []
    /// `additionalProperties` of the subschemas that have it.
    var others: [Schema.ID] = []
    var isClosed = false
    var items: [Schema.ID] = []
    var minLength = 0
    var minItems = 0
    var minimum: ExactDecimal?
    var decimals: Int?
    var isDate = false
    /// `enum` and `const`.
    var values: [JSONValue]?
    var schemas: [Schema.ID] = []

    func merged(with other: Constraint) -> Constraint? {
      var result = self
      if let types = other.types { result.types = result.types.map { ShapeReader.both($0, types) } ?? types }
      if result.types?.isEmpty == true { return nil }
      for (key, ids) in other.properties {
        if let index = result.properties.firstIndex(where: { $0.key.isSame(as: key) }) {
          result.properties[index].ids += ids
        } else {
          result.properties.append((key, ids))
        }
      }
      result.required.formUnion(other.required)
      result.others += other.others
      result.isClosed = isClosed || other.isClosed
      result.items += other.items
      result.minLength = max(minLength, other.minLength)
      result.minItems = max(minItems, other.minItems)
      result.minimum = [minimum, other.minimum].compactMap(\.self).max()
      result.decimals = [decimals, other.decimals].compactMap(\.self).min()
      result.isDate = isDate || other.isDate
      result.schemas += other.schemas
      if let others = other.values {
        result.values = result.values?.filter { value in others.contains { $0.equals(value) } } ?? others
      }
      return result
    }
  }

  /// What is allowed by both: a whole number is a number.
  fileprivate static func both(_ one: Set<JSONType>, _ other: Set<JSONType>) -> Set<JSONType> {
    var result = one.intersection(other)
    if one.contains(.number), other.contains(.integer) { result.insert(.integer) }
    if one.contains(.integer), other.contains(.number) { result.insert(.integer) }
    return result
  }

  private func constraints(all ids: [Schema.ID]) -> [Constraint] {
    ids.reduce([Constraint()]) { product($0, constraints($1)) }
  }

  private func product(_ some: [Constraint], _ others: [Constraint]) -> [Constraint] {
    some.flatMap { one in others.compactMap { one.merged(with: $0) } }
  }

  private func constraints(_ id: Schema.ID) -> [Constraint] {
    let node = schema[id]
    if node.isNever { return [] }
    var own = Constraint()
    own.types = node.types
    own.properties = node.properties.map { ($0.key, [$0.schema]) }
    own.required = Set(node.required.map(ExactText.init))
    if let others = node.additionalProperties {
      own.isClosed = schema.isNever(others)
      if !own.isClosed { own.others = [others] }
    }
    own.items = node.items.map { [$0] } ?? []
    (own.minLength, own.minItems, own.minimum) = (node.minLength, node.minItems, node.minimum)
    own.decimals = node.multipleOf?.decimals
    own.isDate = node.format == .date
    own.values = node.enumeration
    own.schemas = [id]
    var result = [own]
    for part in [node.reference].compactMap({ $0 }) + node.allOf { result = product(result, constraints(part)) }
    for forms in [node.anyOf, node.oneOf] where !forms.isEmpty { result = product(result, forms.flatMap(constraints)) }
    return result
  }

  private func alternatives(_ constraint: Constraint) -> [Shape.Alternative] {
    (constraint.types ?? Set(JSONType.allCases)).sorted { $0.rawValue < $1.rawValue }.compactMap { type in
      let allowed = constraint.values?.filter(type.matches)
      // No value of an enum has this type.
      if allowed?.isEmpty == true { return nil }
      var alternative = Shape.Alternative(type: type)
      alternative.schemas = constraint.schemas
      switch type {
      case .string:
        alternative.isTruthy = constraint.minLength > 0 || constraint.isDate
        alternative.isDate = constraint.isDate
        alternative.isVisible = constraint.isDate || constraint.schemas.contains { schema[$0].forbidsBlank }
      case .array:
        alternative.isTruthy = constraint.minItems > 0
        alternative.items = .schemas(constraint.items)
      case .object:
        alternative.isTruthy = true
        alternative.properties = constraint.properties.map { ($0.key, property($0.ids, $0.key, constraint)) }
        alternative.others = constraint.isClosed ? nil : .schemas(constraint.others)
      case .number, .integer:
        alternative.isTruthy = constraint.minimum.map { $0 > .zero } ?? false
        alternative.isVisible = true
        alternative.decimals = type == .integer ? 0 : constraint.decimals
      case .boolean, .null: break
      }
      let literals = (allowed ?? []).compactMap { Literal($0) }
      // Null, lists and objects are equal to no literal.
      if !literals.isEmpty { alternative.narrow(to: literals) }
      return alternative
    }
  }

  private func property(_ ids: [Schema.ID], _ key: String, _ constraint: Constraint) -> Shape.Property {
    let isNever = ids.contains { schema.isNever($0) }
    return Shape.Property(
      presence: isNever ? .absent : constraint.required.contains(ExactText(key)) ? .required : .optional,
      source: .schemas(ids))
  }
}
