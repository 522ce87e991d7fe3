/// What a schema needs to be checked in a stated time: subschemas that apply to the same value (`$ref`, `allOf`, `anyOf`, `oneOf`,
/// `dependentSchemas`) must not lead back to themselves, must not form long chains, and must not give a value too many forms.
struct SchemaComplexity {
  struct Problem {
    let id: Schema.ID
    let message: String
    let fix: String
  }

  private let nodes: [Schema.Node]
  /// What a subschema needs.
  fileprivate struct Cost {
    /// How long its longest chain is.
    var height = 0
    /// How many forms it gives a value.
    var forms = 1
    /// How many subschemas are looked at for a value, shared ones as often as they are reached.
    var parts = 1
  }

  /// The costs of the subschemas that were visited.
  private var found: [Cost?]
  private var isOpen: [Bool]
  private var problem: Problem?

  /// The longest chain, the most forms and the most parts. Schemas of letters have chains of three, and values of four forms and ten parts.
  private static let (longest, mostForms, mostParts) = (100, 200, 2_000)

  /// The first problem of the subschemas; empty if there is none.
  static func problems(of nodes: [Schema.Node]) -> [Problem] {
    var forms = SchemaComplexity(nodes)
    for index in nodes.indices where forms.problem == nil { _ = forms.visit(Schema.ID(index: index), depth: 0) }
    return [forms.problem].compactMap(\.self)
  }

  private init(_ nodes: [Schema.Node]) {
    self.nodes = nodes
    found = Array(repeating: nil, count: nodes.count)
    isOpen = Array(repeating: false, count: nodes.count)
  }

  private mutating func visit(_ id: Schema.ID, depth: Int) -> Cost {
    if let known = found[id.index] { return known }
    if isOpen[id.index] {
      problem = Problem(
        id: id, message: "refers to itself without looking into the value",
        fix: "a cycle of $ref must lead through properties or items")
    }
    guard problem == nil, depth <= Self.longest else { return Cost(height: Self.longest) }
    isOpen[id.index] = true
    defer { isOpen[id.index] = false }
    var cost = Cost()
    let node = nodes[id.index]
    for part in [node.reference].compactMap(\.self) + node.allOf { cost.forms *= add(part, to: &cost, depth) }
    for choice in [node.anyOf, node.oneOf] where !choice.isEmpty {
      var forms = 0
      for part in choice { forms += add(part, to: &cost, depth) }
      cost.forms *= forms
      cost.limit()
    }
    for part in node.dependentSchemas { _ = add(part.schema, to: &cost, depth) }
    cost.limit()
    if problem == nil { problem = Self.problem(of: cost).map { Problem(id: id, message: $0, fix: "make it simpler") } }
    found[id.index] = cost
    return cost
  }

  /// Adds the cost of a part and returns its forms.
  private mutating func add(_ part: Schema.ID, to cost: inout Cost, _ depth: Int) -> Int {
    let below = visit(part, depth: depth + 1)
    cost.height = max(cost.height, below.height + 1)
    cost.parts += below.parts
    cost.limit()
    return below.forms
  }

  private static func problem(of cost: Cost) -> String? {
    if cost.height >= longest { return "has a chain of more than \(longest) subschemas for the same value" }
    if cost.forms > mostForms { return "gives a value more than \(mostForms) forms" }
    return cost.parts > mostParts ? "applies more than \(mostParts) subschemas to a value" : nil
  }
}

extension SchemaComplexity.Cost {
  /// Keeps the numbers small enough to be multiplied.
  fileprivate mutating func limit() {
    forms = min(forms, 1 << 20)
    parts = min(parts, 1 << 20)
  }
}
