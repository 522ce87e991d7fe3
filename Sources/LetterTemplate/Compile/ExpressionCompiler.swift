import Diagnostics
import JSONText
import LetterDocument

/// Resolves names and checks that values can be used in the way the template uses them.
extension TemplateCompiler {
  /// The operand of an expression and its shape; nil (and a finding) if it cannot be used.
  mutating func operand(_ expression: Expression, _ scope: Scope) -> (operand: Operand, shape: OperandShape)? {
    switch expression.kind {
    case .invalid: return nil
    case .string(let text), .number(let text):
      return (.literal(Text(text, origin: origin(expression.range))), OperandShape(shape: .text, literal: text))
    case .path(let path): return pathOperand(path, expression, scope)
    case .call(let name, let arguments, let named): return callOperand(name, arguments, named, expression, scope)
    }
  }

  /// An operand that must be present, because it is printed, repeated or entered.
  mutating func presentOperand(_ expression: Expression, _ scope: Scope) -> (operand: Operand, shape: Shape)? {
    guard let (operand, shape) = operand(expression, scope) else { return nil }
    if shape.canBeAbsent {
      report(
        .unguardedValue, "“\(text(expression.range))” may be absent from a valid case file", expression.range,
        fix: "put it inside {{#if \(text(expression.range))}}, or use {{default \(text(expression.range)) \"…\"}}")
      return nil
    }
    return (operand, shape.shape)
  }

  private mutating func pathOperand(
    _ path: Path, _ expression: Expression, _ scope: Scope
  ) -> (operand: Operand, shape: OperandShape)? {
    if let index = scope.parameters.firstIndex(where: { [$0.name] == path.keys }), scope.parameter(path) != nil {
      return (.parameter(index), OperandShape(shape: scope.parameters[index].shape))
    }
    guard let start = startShape(path, expression, scope) else { return nil }
    var shape = start
    var canBeAbsent = false
    for (depth, key) in path.keys.enumerated() {
      guard let member = shapes.member(key, of: shape) else {
        reportUnknown(key, path, depth, shape, expression, scope)
        return nil
      }
      shape = member.shape
      if member.canBeAbsent { canBeAbsent = true }
    }
    return (.path(path), OperandShape(shape: shape, canBeAbsent: canBeAbsent))
  }

  private mutating func startShape(_ path: Path, _ expression: Expression, _ scope: Scope) -> Shape? {
    switch path.start {
    case .root: return scope.root
    case .context(let up):
      if up < scope.frames.count { return scope.frames[scope.frames.count - 1 - up].context }
      report(.unknownPath, "“../” leads out of the data", expression.range)
      return nil
    case .page(let counter):
      report(
        .unknownPath, "“@\(counter.rawValue)” can only be printed, in a running element", expression.range)
      return nil
    case .loop(let variable):
      guard scope.frames.last?.isLoop == true else {
        report(.unknownPath, "“@\(variable.rawValue)” has a meaning only directly inside {{#each}}", expression.range)
        return nil
      }
      return variable == .index ? .number : .boolean
    }
  }

  private mutating func reportUnknown(
    _ key: String, _ path: Path, _ depth: Int, _ shape: Shape, _ expression: Expression, _ scope: Scope
  ) {
    let parent = path.keys[..<depth].joined(separator: ".")
    let known = shape.keys + (depth == 0 ? scope.parameters.map(\.name) : [])
    let whole = text(expression.range)
    if known.isEmpty {
      return report(
        .unknownPath, "“\(parent.isEmpty ? whole : parent)” has no parts here, so there is no “\(key)”",
        expression.range)
    }
    let fix: String
    if let near = NearMiss.of(key, among: known) {
      fix = "did you mean “\(near)”?"
    } else if let outside = scope.frames.dropLast().lastIndex(where: { $0.context.keys.contains(path.keys[0]) }),
      depth == 0
    {
      fix = "did you mean “\(String(repeating: "../", count: scope.frames.count - 1 - outside))\(whole)”?"
    } else {
      fix = "use one of \(known.joined(separator: ", "))"
    }
    report(
      .unknownPath, "the schema has no “\(key)” \(parent.isEmpty ? "here" : "in “\(parent)”")", expression.range,
      fix: fix)
  }

  private mutating func callOperand(
    _ name: String, _ arguments: [Expression], _ named: [Argument], _ expression: Expression, _ scope: Scope
  ) -> (operand: Operand, shape: OperandShape)? {
    guard let helper = Helper(rawValue: name) else {
      let known = Helper.allCases.map(\.rawValue)
      report(
        .unknownHelper, "there is no helper “\(name)”", expression.range,
        fix: NearMiss.of(name, among: known).map { "did you mean “\($0)”?" }
          ?? "use one of \(known.joined(separator: ", "))")
      return nil
    }
    let positional = arguments.map { operand($0, scope) }
    let parameters = named.map { (name: $0.name, value: operand($0.value, scope)) }
    let values = positional.compactMap { $0 }
    let namedValues = parameters.compactMap { parameter in parameter.value.map { (name: parameter.name, value: $0) } }
    guard values.count == positional.count, namedValues.count == parameters.count else { return nil }
    switch helper.check(values.map(\.shape), namedValues.map { ($0.name, $0.value.shape) }, shapes) {
    case .success(let shape):
      if helper == .date, let pattern = values[1].shape.literal.flatMap(DatePattern.init) {
        return (.date(values[0].operand, pattern), OperandShape(shape: shape))
      }
      let call = Operand.call(helper, values.map(\.operand), namedValues.map { ($0.name, $0.value.operand) })
      return (call, OperandShape(shape: shape))
    case .failure(let problem):
      report(problem, of: helper, expression.range)
      return nil
    }
  }

  private mutating func report(_ problem: HelperProblem, of helper: Helper, _ range: Range<Int>) {
    switch problem {
    case .usage:
      report(.helperArguments, "these arguments do not fit “\(helper.rawValue)”", range, fix: "write \(helper.usage)")
    case .unknownParameter(let name):
      report(.helperArguments, "“\(helper.rawValue)” has no parameter “\(name)”", range, fix: "write \(helper.usage)")
    case .absent:
      report(.unguardedValue, "the value may be absent from a valid case file", range, fix: "put it inside {{#if}}")
    case .kind(let reason): report(.wrongKindOfValue, "“\(helper.rawValue)” cannot take this: \(reason)", range)
    }
  }

  // MARK: Conditions

  /// The scope if a condition is true (or false); nil if that can never be the case.
  func narrow(_ scope: Scope, by condition: Expression, isTrue: Bool) -> Scope? {
    switch condition.kind {
    case .path(let path):
      return narrow(scope, at: path) { shapes.narrow($0, at: path.keys[...], isTrue: isTrue) }
    case .call(Helper.isString.rawValue, let arguments, _):
      guard let path = arguments.first?.path else { return scope }
      return narrow(scope, at: path) { shapes.narrowToText($0, at: path.keys[...], isText: isTrue) }
    default: return scope
    }
  }

  private func narrow(_ scope: Scope, at path: Path, _ change: (Shape) -> Shape?) -> Scope? {
    if scope.parameter(path) != nil { return scope }
    var scope = scope
    switch path.start {
    case .loop, .page: return scope
    case .root:
      guard let root = change(scope.root) else { return nil }
      scope.root = root
      return scope
    case .context(let up):
      guard up < scope.frames.count else { return scope }
      let index = scope.frames.count - 1 - up
      guard let context = change(scope.frames[index].context) else { return nil }
      scope.frames[index].context = context
      return scope
    }
  }
}
