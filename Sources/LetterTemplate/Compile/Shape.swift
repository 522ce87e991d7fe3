import JSONText

/// What a value can look like in a valid case file, according to the schema: one or more alternatives. The static check walks a template
/// with shapes instead of values.
struct Shape: Sendable {
  /// One form that a value can have.
  struct Alternative: Sendable {
    var type: JSONType
    /// The value cannot be empty: Handlebars counts it as true.
    var isTruthy = false
    /// The value is always empty: Handlebars counts it as false.
    var isFalsy = false
    /// A text that is a date.
    var isDate = false
    /// How many decimal places a number has at most; nil if the schema does not say it.
    var decimals: Int?
    /// The only values that it can have; nil if the schema does not list them.
    var values: [Literal]?
    /// The subschemas that the value must satisfy.
    var schemas: [Schema.ID] = []
    /// A text that always has a visible character.
    var isVisible = false
    /// Members of an object.
    var properties: [(key: String, property: Property)] = []
    /// What members that are not in `properties` can be; nil if there can be none.
    var others: Source?
    /// Elements of a list.
    var items: Source?

    /// Keeps only some values.
    mutating func narrow(to values: [Literal]) {
      self.values = values
      isTruthy = isTruthy || values.allSatisfy(\.isTrue)
      isVisible = isVisible || values.allSatisfy(\.isVisible)
      let numbers = values.compactMap { value in if case .number(let number) = value { number.decimals } else { nil } }
      if numbers.count == values.count { decimals = numbers.max() }
    }

    /// The member with that name, declared or not; nil if there can be none.
    func property(_ key: String) -> Property? {
      properties.first { $0.key.isSame(as: key) }?.property ?? others.map { Property(presence: .optional, source: $0) }
    }

    /// Replaces a member, declared or not.
    mutating func set(_ key: String, _ property: Property) {
      if let index = properties.firstIndex(where: { $0.key.isSame(as: key) }) {
        properties[index].property = property
      } else {
        properties.append((key, property))
      }
    }
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

  static let integer = Shape(alternatives: [Alternative(type: .integer, decimals: 0)])
  static let boolean = Shape(alternatives: [Alternative(type: .boolean)])

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

  /// Whether it always prints at least one character, if it can be printed.
  var isNeverEmptyText: Bool {
    alternatives.allSatisfy { $0.type != .string || $0.isTruthy || $0.isVisible }
  }

  /// Every key that at least one of the alternatives can have.
  var keys: [String] {
    var seen: Set<ExactText> = []
    return alternatives.flatMap(\.properties).filter { $0.property.presence != .absent }.map(\.key)
      .filter { seen.insert(ExactText($0)).inserted }
  }
}

extension Shape {
  /// The shape of a literal.
  init(_ literal: Literal) {
    let type: JSONType =
      switch literal {
      case .text: .string
      case .number(let number): number.isInteger ? .integer : .number
      case .boolean: .boolean
      }
    var alternative = Alternative(type: type)
    alternative.narrow(to: [literal])
    self.init(alternatives: [alternative])
  }
}
