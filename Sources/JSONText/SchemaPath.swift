import Diagnostics

/// A place in the data that a manifest, a rule or an option names, such as `case.number` or `items[].decision`. It is checked against the
/// schema once. After that, it finds values in any case file.
///
/// Keys are separated by dots, and `[]` stands for each element of a list. This is the only reader of such paths.
package struct SchemaPath: Sendable, Hashable, CustomStringConvertible {
  /// A step from a value to values inside it.
  package enum Step: Sendable, Hashable {
    case key(String)
    case elements
  }

  /// The path as it was written.
  package let description: String
  /// Its steps from the root.
  package let steps: [Step]
  /// Whether a number at the path is a whole number, so that `2004.0` is another spelling of `2004`.
  private let hasWholeNumbers: Bool

  /// Why a text is not a path of a schema.
  package struct Problem: Error {
    /// What is wrong, without the path.
    package let message: String
    /// What to do.
    package let fix: String?
  }

  /// What the value at a path must be.
  package enum Kind: Sendable {
    /// A text.
    case text
    /// A text or a whole number, which can be part of a name.
    case textOrInteger
    /// A text with `format: date`.
    case date
    /// A text with a fixed set of values.
    case enumeration
    /// A number.
    case number
    /// A text, a number, true or false.
    case scalar
    /// The elements of a list, or an object.
    case object
    /// Anything.
    case any

    /// The kind in words, for messages.
    var phrase: String {
      switch self {
      case .text: "a text"
      case .textOrInteger: "a text or a whole number"
      case .date: "a date"
      case .enumeration: "a text with an enum"
      case .number: "a number"
      case .scalar: "a text, a number, true or false"
      case .object: "an object"
      case .any: "a value"
      }
    }
  }

  /// Reads a path and checks it against a schema.
  /// - Parameters:
  ///   - isList: whether the path may contain `[]` and so lead to more than one value.
  ///   - base: a place where the path starts, such as the elements of a list; nil for the root.
  /// - Throws: what is wrong with the path, with the most similar key of the schema.
  package init(
    _ text: String, of kind: Kind, isList: Bool = false, in schema: Schema, from base: SchemaPath? = nil
  ) throws(Problem) {
    steps = try Self.steps(of: text)
    description = text
    if !isList, steps.contains(.elements) {
      throw Problem(message: "leads to more than one value", fix: "name a single value, without []")
    }
    var nodes = SchemaNodes(schema, at: [schema.root])
    for step in (base?.steps ?? []) + steps {
      if let next = nodes.next(step) {
        nodes = next
        continue
      }
      switch step {
      case .key(let key):
        let near = NearMiss.of(key, among: nodes.keys)
        throw Problem(
          message: "has no place in the schema",
          fix: near.map { "did you mean “\($0)”?" }
            ?? (nodes.elements != nil ? Self.elementAdvice : Self.advice(nodes.keys)))
      case .elements: throw Problem(message: "has [] after a value that is not a list", fix: "remove the []")
      }
    }
    guard nodes.are(kind) else {
      throw Problem(
        message: "is not \(kind.phrase)",
        fix: nodes.elements != nil ? Self.elementAdvice : nil)
    }
    hasWholeNumbers = nodes.are(.textOrInteger)
  }

  private static func advice(_ keys: [String]) -> String? {
    keys.isEmpty ? nil : "use one of \(keys.sorted().joined(separator: ", "))"
  }

  private static let elementAdvice = "write [] after a list to name its elements"

  private static func steps(of text: String) throws(Problem) -> [Step] {
    var steps: [Step] = []
    // By bytes, which is faster, and because Swift takes a dot with a combining accent after it for one character.
    for part in text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      var key = part
      var lists = 0
      while key.suffix(2).elementsEqual("[]".utf8) {
        key = key.dropLast(2)
        lists += 1
      }
      guard !key.isEmpty, !key.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }) else {
        throw Problem(message: "is not a path", fix: "write keys with dots between them, and [] after a list")
      }
      steps.append(.key(String(Substring(key))))
      for _ in 0..<lists { steps.append(.elements) }
    }
    return steps
  }

  /// The values of an enumeration that the path leads to.
  package func enumeration(in schema: Schema, from base: SchemaPath? = nil) -> [String] {
    ((base?.steps ?? []) + steps).reduce(SchemaNodes(schema, at: [schema.root])) { $0?.next($1) }?.enumeration ?? []
  }

  // MARK: Values

  /// The value at a path without `[]`; nil if a case file does not have it.
  package func value(in root: JSONValue) -> JSONValue? {
    var value = root
    for case .key(let key) in steps {
      guard let next = value[key] else { return nil }
      value = next
    }
    return value
  }

  /// The text or number at a path without `[]`; nil if a case file does not have it.
  package func text(in root: JSONValue) -> String? {
    switch value(in: root)?.content {
    case .string(let text): text
    case .number(let digits): spelling(ofNumber: digits)
    default: nil
    }
  }

  /// A number at the path as people write it: all spellings of a whole number are one, and amounts stay as they are.
  package func spelling(ofNumber digits: String) -> String { hasWholeNumbers ? ExactDecimal.shortest(digits) : digits }

  /// All values at the path. A single value counts as a list of one, because values are looked for in invalid data too.
  package func values(in root: JSONValue) -> [JSONValue] {
    var found: [JSONValue] = []
    visitValues(in: root) { found.append($0) }
    return found
  }

  /// Visits all values at the path, in the order of the text.
  package func visitValues(in root: JSONValue, _ visit: (JSONValue) -> Void) {
    walk(root, 0, findsDuplicates: false) { if let value = $0 { visit(value) } }
  }

  /// All values at the path, and those of members that their object has twice. Other lookups find the first of them only.
  package func valuesOfDuplicatesToo(in root: JSONValue) -> [JSONValue] {
    var found: [JSONValue] = []
    walk(root, 0, findsDuplicates: true) { if let value = $0 { found.append(value) } }
    return found
  }

  /// The values at the path, in the order of the text: one for each element of its lists, and nil where an element does not have it. So the
  /// values of two paths through the same list belong together.
  package func places(in root: JSONValue) -> [JSONValue?] {
    var found: [JSONValue?] = []
    walk(root, 0, findsDuplicates: false) { found.append($0) }
    return found
  }

  /// Visits what the steps from a number on lead to.
  private func walk(_ value: JSONValue?, _ step: Int, findsDuplicates: Bool, _ visit: (JSONValue?) -> Void) {
    guard step < steps.count else { return visit(value) }
    switch steps[step] {
    case .key(let key) where findsDuplicates:
      for member in value?.object?.members ?? [] where member.key.isSame(as: key) {
        walk(member.value, step + 1, findsDuplicates: true, visit)
      }
    case .key(let key): walk(value?[key], step + 1, findsDuplicates: false, visit)
    case .elements:
      // A single value counts as a list of one. A list that is absent has no elements.
      guard let elements = value?.array else {
        if value != nil { walk(value, step + 1, findsDuplicates: findsDuplicates, visit) }
        return
      }
      for element in elements { walk(element, step + 1, findsDuplicates: findsDuplicates, visit) }
    }
  }
}
