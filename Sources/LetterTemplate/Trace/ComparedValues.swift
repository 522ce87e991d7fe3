import JSONText

extension TemplateSet {
  /// The values with which the template compares each place of the data: `{{#if (gt case.points 10)}}`.
  package var comparedValues: [String: [JSONValue.Content]] {
    var collector = FieldUseCollector()
    collector.collect(title)
    collector.collect(program)
    return collector.compared
  }
}

extension FieldUseCollector {
  /// Notes the literals beside places in the calls of a condition.
  mutating func compare(_ operand: Operand) {
    switch operand {
    case .and(let operands), .or(let operands): for operand in operands { compare(operand) }
    case .not(let operand): compare(operand)
    case .call(let call):
      let literals = call.arguments.compactMap(\.literalContent)
      for argument in call.arguments {
        if let path = path(of: argument) { note(literals, at: path) }
        // The number of elements is compared.
        if case .call(let inner) = argument, inner.name == Helper.count.name, let list = inner.arguments.first,
          let path = path(of: list)
        {
          note(literals, at: path)
        }
        compare(argument)
      }
    case .path, .parameter, .literal, .constant: break
    }
  }
}

extension Operand {
  /// The value that the template writes.
  fileprivate var literalContent: JSONValue.Content? {
    switch self {
    case .literal(let text): .string(text.string)
    case .constant(.number(let number)): .number(number.shortest)
    case .constant(.boolean(let flag)): .boolean(flag)
    default: nil
    }
  }
}
