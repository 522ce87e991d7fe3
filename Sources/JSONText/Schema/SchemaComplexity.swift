/// What a schema needs to be checked in a stated time: subschemas that apply to the same value (`$ref`, `allOf`, `anyOf`, `oneOf`,
/// `dependentSchemas`) must not lead back to themselves, must not form long chains, and must not give a value too many forms.
struct SchemaComplexity {
  struct Problem {
    let id: Schema.ID
    let message: String
    let fix: String
  }

  private let nodes: [Schema.Node]
  /// For each subschema that was visited: how long its longest chain is, and how many forms it gives a value.
  private var found: [(height: Int, forms: Int)?]
  private var isOpen: [Bool]
  private var problem: Problem?

  /// The longest chain, and the most forms. Schemas of letters have chains of three and values of four forms.
  private static let (longest, mostForms) = (100, 200)

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

  private mutating func visit(_ id: Schema.ID, depth: Int) -> (height: Int, forms: Int) {
    if let known = found[id.index] { return known }
    if isOpen[id.index] {
      problem = Problem(
        id: id, message: "refers to itself without looking into the value",
        fix: "a cycle of $ref must lead through properties or items")
    }
    guard problem == nil, depth <= Self.longest else { return (Self.longest, 1) }
    isOpen[id.index] = true
    defer { isOpen[id.index] = false }
    let node = nodes[id.index]
    var (height, forms) = (0, 1)
    func add(_ parts: [Schema.ID], _ visitor: inout SchemaComplexity) -> [Int] {
      parts.map { part in
        let below = visitor.visit(part, depth: depth + 1)
        height = max(height, below.height + 1)
        return below.forms
      }
    }
    for count in add([node.reference].compactMap(\.self) + node.allOf, &self) { forms = min(forms * count, .max >> 32) }
    for choice in [node.anyOf, node.oneOf] where !choice.isEmpty {
      forms = min(forms * add(choice, &self).reduce(0) { min($0 + $1, .max >> 32) }, .max >> 32)
    }
    _ = add(node.dependentSchemas.map(\.schema), &self)
    if problem == nil, height >= Self.longest {
      problem = Problem(
        id: id, message: "has a chain of more than \(Self.longest) subschemas for the same value",
        fix: "make it simpler")
    }
    if problem == nil, forms > Self.mostForms {
      problem = Problem(
        id: id, message: "gives a value more than \(Self.mostForms) forms",
        fix: "use fewer alternatives in anyOf and oneOf")
    }
    found[id.index] = (height, forms)
    return (height, forms)
  }
}
