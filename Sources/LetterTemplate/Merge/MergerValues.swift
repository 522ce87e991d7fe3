import Diagnostics
import JSONText
import LetterDocument

/// The values of operands at the current place of the walk.
extension Merger {
  mutating func value(_ operand: Operand) throws(Findings) -> MergeValue {
    switch operand {
    case .literal(let text): return .text(text)
    case .constant(let value): return value
    case .parameter(let index, let keys, _):
      if keys.isEmpty {
        recorder?.readParameter(index)
        return parameters[index]
      }
      guard case .data(let data) = parameters[index] else { return .absent }
      recorder?.read(keys, in: data)
      return Self.value(keys, in: data)
    case .path(let path): return value(path)
    case .call(let call):
      var values: [MergeValue] = []
      values.reserveCapacity(call.arguments.count)
      for argument in call.arguments {
        values.append(try value(argument))
        recorder?.readElements(of: values[values.count - 1])
        // A helper may read all of a long list or text, and it may stand in a loop.
        try spend(values[values.count - 1].size)
      }
      guard let result = call.evaluate(values) else { throw invalid("a value that “\(call.name)” cannot take") }
      return result
    case .and(let operands):
      for operand in operands where try !value(operand).isTrue { return .boolean(false) }
      return .boolean(true)
    case .or(let operands):
      for operand in operands where try value(operand).isTrue { return .boolean(true) }
      return .boolean(false)
    case .not(let operand): return .boolean(try !value(operand).isTrue)
    }
  }

  private func value(_ path: Path) -> MergeValue {
    let start: JSONValue
    switch path.start {
    case .root: start = root
    case .context(let up): start = frames[frames.count - 1 - up].context
    case .page: return .absent  // the compiler turns it into a counter
    case .loop(let variable):
      let frame = frames[frames.count - 1]
      switch variable {
      case .index: return .number(ExactDecimal(frame.index))
      case .first: return .boolean(frame.index == 0)
      case .last: return .boolean(frame.index == frame.count - 1)
      }
    }
    recorder?.read(path.keys[...], in: start)
    return Self.value(path.keys, in: start)
  }

  private static func value(_ keys: some Collection<String>, in start: JSONValue) -> MergeValue {
    var value = start
    for index in keys.indices {
      guard let member = value[keys[index]] else { return .absent }
      value = member
    }
    return .data(value)
  }

  /// With valid data this cannot happen. So the data are not valid, or the check has a gap.
  func invalid(_ what: String) -> Findings {
    Findings(
      Finding(.wrongKindOfValue, "the template met \(what)", fix: "check the case file against the schema first"))
  }
}
