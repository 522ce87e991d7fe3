import JSONText

/// What a value can look like in a valid case file, according to the schema: one or more alternatives. The static check walks a template
/// with shapes instead of values.
struct Shape: Sendable {
  /// One form that a value can have.
  struct Alternative: Sendable {
    var type: JSONType
    /// The value cannot be empty: Handlebars counts it as true.
    var isTruthy = false
    /// A text that is a date.
    var isDate = false
    /// How many decimal places a number has at most; nil if the schema does not say it.
    var decimals: Int?
    /// The only values that it can have; nil if the schema does not list them.
    var values: [Literal]?
    /// The subschemas that the value must satisfy.
    var schemas: [Schema.ID] = []
    /// Members of an object.
    var properties: [(key: String, property: Property)] = []
    /// Elements of a list.
    var items: Source?

    /// Keeps only some values.
    mutating func narrow(to values: [Literal]) {
      self.values = values
      isTruthy = isTruthy || values.allSatisfy(\.isTrue)
      let numbers = values.compactMap { value in if case .number(let number) = value { number.decimals } else { nil } }
      if numbers.count == values.count { decimals = numbers.max() }
    }

    func property(_ key: String) -> Property? { properties.first { $0.key == key }?.property }
  }

  struct Property: Sendable {
    enum Presence: Sendable { case required, optional, absent }

    var presence: Presence
    var source: Source
  }

  /// The origin of a shape. Schemas may be recursive, so they are unfolded only when needed.
  enum Source: Sendable {
    /// A value must satisfy all of these schemas.
    case schemas([Schema.ID])
    case shape(Shape)
  }

  var alternatives: [Alternative]

  /// The types of values that can be printed.
  static let printable: Set<JSONType> = [.string, .number, .integer]

  static let text = Shape(alternatives: [Alternative(type: .string)])
  static let integer = Shape(alternatives: [Alternative(type: .integer, decimals: 0)])
  static let boolean = Shape(alternatives: [Alternative(type: .boolean)])

  /// The shape of a literal.
  init(_ literal: Literal) {
    var alternative: Alternative
    switch literal {
    case .text: alternative = Alternative(type: .string)
    case .number(let number):
      alternative = Alternative(type: number.isInteger ? .integer : .number, decimals: number.decimals)
    case .boolean: alternative = Alternative(type: .boolean)
    }
    alternative.isTruthy = literal.isTrue
    alternative.values = [literal]
    self.init(alternatives: [alternative])
  }

  init(alternatives: [Alternative]) {
    self.alternatives = alternatives
  }

  var types: Set<JSONType> { Set(alternatives.map(\.type)) }

  /// Whether it is always a number.
  var isNumeric: Bool { !alternatives.isEmpty && types.isSubset(of: [.number, .integer]) }

  /// How many decimal places its numbers have at most; nil if the schema does not say it.
  var decimals: Int? {
    let all = alternatives.map(\.decimals)
    return all.contains(nil) ? nil : all.compactMap(\.self).max()
  }

  /// Whether it is always a whole number.
  var isInteger: Bool { isNumeric && decimals == 0 }

  /// Every key that at least one of the alternatives can have.
  var keys: [String] {
    var seen: Set<String> = []
    return alternatives.flatMap(\.properties).filter { $0.property.presence != .absent }.map(\.key)
      .filter { seen.insert($0).inserted }
  }
}

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
    for alternative in shape.alternatives {
      switch alternative.property(key) {
      case nil: canBeAbsent = true
      case let property?:
        if property.presence != .required { canBeAbsent = true }
        if property.presence == .absent { continue }
        isKnown = true
        found += self.shape(property.source).alternatives
      }
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
    var required: Set<String> = []
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
      if let types = other.types { result.types = result.types?.intersection(types) ?? types }
      if result.types?.isEmpty == true { return nil }
      for (key, ids) in other.properties {
        if let index = result.properties.firstIndex(where: { $0.key == key }) {
          result.properties[index].ids += ids
        } else {
          result.properties.append((key, ids))
        }
      }
      result.required.formUnion(other.required)
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
    own.required = Set(node.required)
    own.items = node.items.map { [$0] } ?? []
    (own.minLength, own.minItems, own.minimum) = (node.minLength, node.minItems, node.minimum)
    own.decimals = node.multipleOf?.decimals
    own.isDate = node.format == .date
    own.values = node.enumeration
    own.schemas = [id]
    if own.types == nil, let values = node.enumeration, values.allSatisfy({ $0.string != nil }) {
      own.types = [.string]
    }
    if node.enumeration?.allSatisfy({ $0.string?.isEmpty == false }) == true { own.minLength = max(1, own.minLength) }
    var result = [own]
    for part in [node.reference].compactMap({ $0 }) + node.allOf { result = product(result, constraints(part)) }
    for forms in [node.anyOf, node.oneOf] where !forms.isEmpty { result = product(result, forms.flatMap(constraints)) }
    return result
  }

  private func alternatives(_ constraint: Constraint) -> [Shape.Alternative] {
    (constraint.types ?? Set(JSONType.allCases)).sorted { $0.rawValue < $1.rawValue }.map { type in
      var alternative = Shape.Alternative(type: type)
      alternative.schemas = constraint.schemas
      alternative.values = constraint.values?.filter(type.matches).compactMap { Literal($0) }
      switch type {
      case .string:
        alternative.isTruthy = constraint.minLength > 0 || constraint.isDate
        alternative.isDate = constraint.isDate
      case .array:
        alternative.isTruthy = constraint.minItems > 0
        alternative.items = .schemas(constraint.items)
      case .object:
        alternative.isTruthy = true
        alternative.properties = constraint.properties.map { ($0.key, property($0.ids, $0.key, constraint)) }
      case .number, .integer:
        alternative.isTruthy = constraint.minimum.map { $0 > .zero } ?? false
        alternative.decimals = type == .integer ? 0 : constraint.decimals
      case .boolean, .null: break
      }
      if let values = alternative.values, !values.isEmpty { alternative.narrow(to: values) }
      return alternative
    }
  }

  private func property(_ ids: [Schema.ID], _ key: String, _ constraint: Constraint) -> Shape.Property {
    let isNever = ids.contains { schema.isNever($0) }
    return Shape.Property(
      presence: isNever ? .absent : constraint.required.contains(key) ? .required : .optional, source: .schemas(ids))
  }
}
