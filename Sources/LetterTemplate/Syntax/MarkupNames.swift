extension [MarkupNode] {
  /// The names with which paths start anywhere in these nodes, such as `a` for `a.b` and `../a`.
  var names: Set<String> {
    var names: Set<String> = []
    for node in self { node.collect(&names) }
    return names
  }
}

extension MarkupNode {
  fileprivate func collect(_ names: inout Set<String>) {
    func add(_ nodes: [MarkupNode]) { for node in nodes { node.collect(&names) } }
    switch kind {
    case .text: break
    case .element(let element):
      for expression in element.attributes.flatMap(\.expressions) { expression.collect(&names) }
      add(element.children)
    case .value(let expression): expression.collect(&names)
    case .conditional(let branches, let otherwise):
      for branch in branches {
        branch.condition.collect(&names)
        add(branch.body)
      }
      add(otherwise)
    case .each(let value, let body, let otherwise), .with(let value, let body, let otherwise):
      value.collect(&names)
      add(body)
      add(otherwise)
    case .partial(let partial):
      partial.context?.collect(&names)
      for parameter in partial.parameters { parameter.value.collect(&names) }
    }
  }
}

extension Expression {
  fileprivate func collect(_ names: inout Set<String>) {
    switch kind {
    case .path(let path): if let first = path.keys.first { names.insert(first) }
    case .call(_, let arguments, let named):
      for argument in arguments { argument.collect(&names) }
      for argument in named { argument.value.collect(&names) }
    case .string, .number, .boolean, .invalid: break
    }
  }
}
