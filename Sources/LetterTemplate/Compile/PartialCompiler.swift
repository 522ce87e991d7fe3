import Diagnostics

/// Compiles the use of a partial: its nodes are inserted at the place that uses it, and checked with the data that they get there.
extension TemplateCompiler {
  mutating func compile(
    _ partial: MarkupNode.Partial, _ node: MarkupNode, _ content: ContentModel, _ scope: Scope, _ around: Surroundings
  ) -> Instruction? {
    guard !openPartials.contains(partial.name) else {
      report(.unknownPartial, "the partial “\(partial.name)” includes itself", node.range)
      return nil
    }
    guard let (index, nodes) = loadPartial(partial.name, node.range) else { return nil }
    var context: (operand: Operand, shape: Shape)?
    if let expression = partial.context {
      guard let given = presentOperand(expression, scope) else { return nil }
      context = given
    }
    var parameters: [(name: String, value: Operand, shape: Shape)] = []
    let names = names(in: partial.name, nodes)
    for parameter in partial.parameters where !names.contains(parameter.name) {
      report(
        .unused, "the partial “\(partial.name)” has no use for the parameter “\(parameter.name)”",
        parameter.value.range,
        fix: NearMiss.of(parameter.name, among: names.sorted()).map { "did you mean “\($0)”?" } ?? "remove it")
    }
    for (index, parameter) in partial.parameters.enumerated() {
      if partial.parameters[..<index].contains(where: { $0.name == parameter.name }) {
        report(.unused, "the parameter “\(parameter.name)” occurs twice", parameter.value.range, fix: "remove one")
      }
      guard let (operand, shape) = presentOperand(parameter.value, scope) else { return nil }
      parameters.append((parameter.name, operand, shape))
    }
    let inside = scope.enteringPartial(
      context?.shape ?? scope.frames[scope.frames.count - 1].context,
      parameters: parameters.map { Scope.Parameter(name: $0.name, shape: $0.shape, words: $0.value.printedTexts) }
    )
    let outer = source
    source = index
    openPartials.append(partial.name)
    let body = compile(nodes, content, inside, around)
    openPartials.removeLast()
    source = outer
    return .partial(context: context?.operand, parameters: parameters.map { ($0.name, $0.value) }, body)
  }
}
