import Diagnostics
import JSONText
import LetterDocument

/// The values of operands at the current place of the walk.
extension Merger {
  func value(_ operand: Operand) throws(Findings) -> MergeValue {
    switch operand {
    case .literal(let text): return .texts([text])
    case .parameter(let index): return parameters[index]
    case .path(let path): return value(path)
    case .date(let date, let pattern):
      guard let result = Helper.date(try value(date), pattern) else { throw invalid("a text that is not a date") }
      return result
    case .call(let helper, let arguments, let named):
      var values: [MergeValue] = []
      for argument in arguments { values.append(try value(argument)) }
      var namedValues: [(name: String, value: MergeValue)] = []
      for argument in named { namedValues.append((argument.name, try value(argument.value))) }
      guard let result = helper.evaluate(values, namedValues) else {
        throw invalid("a value that “\(helper.rawValue)” cannot take")
      }
      return result
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
      case .index: return .integer(frame.index)
      case .first: return .boolean(frame.index == 0)
      case .last: return .boolean(frame.index == frame.count - 1)
      }
    }
    var value = start
    for key in path.keys {
      guard let member = value[key] else { return .absent }
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
