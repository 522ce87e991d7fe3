import Diagnostics
import JSONText
import LetterDocument

/// What an operand can be, as far as the check knows.
struct OperandShape {
  var shape: Shape
  var canBeAbsent = false
  /// Its value, if the template names it.
  var literal: Literal?

  init(shape: Shape, canBeAbsent: Bool = false) {
    (self.shape, self.canBeAbsent) = (shape, canBeAbsent)
  }

  init(_ literal: Literal) {
    shape = Shape(literal)
    self.literal = literal
  }
}

/// Resolves names and checks that values can be used in the way the template uses them.
extension TemplateCompiler {
  /// The operand of an expression and its shape; nil (and a finding) if it cannot be used.
  mutating func operand(_ expression: Expression, _ scope: Scope) -> (operand: Operand, shape: OperandShape)? {
    switch expression.kind {
    case .invalid: return nil
    case .string(let text):
      return (.literal(Text(text, origin: origin(expression.range))), OperandShape(.text(text)))
    case .number(let number): return (.constant(.number(number)), OperandShape(.number(number)))
    case .boolean(let flag): return (.constant(.boolean(flag)), OperandShape(.boolean(flag)))
    case .path(let path): return pathOperand(path, expression, scope)
    case .call(let name, let arguments, let named):
      if let logic = Logic(rawValue: name) { return logicOperand(logic, arguments, named, expression, scope) }
      return callOperand(name, arguments, named, expression, scope)
    }
  }

  /// An operand that must be present, because it is printed, repeated or entered.
  mutating func presentOperand(_ expression: Expression, _ scope: Scope) -> (operand: Operand, shape: Shape)? {
    guard let (operand, shape) = operand(expression, scope) else { return nil }
    if shape.canBeAbsent {
      let what = text(expression.range)
      let isPrintable = shape.shape.types.isSubset(of: Shape.printable)
      report(
        .unguardedValue, "“\(what)” may be absent from a valid case file", expression.range,
        fix: "put it inside {{#if \(what)}}, "
          + (isPrintable ? "or use {{default \(what) \"…\"}}" : "or require it in the schema"))
      return nil
    }
    return (operand, shape.shape)
  }

  /// An operand that decides something. A value that the template writes there itself would decide the same in every letter.
  mutating func decidingOperand(_ expression: Expression, _ scope: Scope) -> Operand? {
    switch expression.kind {
    case .string, .number, .boolean:
      report(
        .wrongKindOfValue, "“\(text(expression.range))” is a value of the template, so the result is always the same",
        expression.range, fix: "name a value of the case, or remove the condition")
      return nil
    case .invalid, .path, .call: return operand(expression, scope)?.operand
    }
  }

  private mutating func pathOperand(
    _ path: Path, _ expression: Expression, _ scope: Scope
  ) -> (operand: Operand, shape: OperandShape)? {
    let parameter = scope.parameter(path)
    guard let start = parameter.map({ scope.parameters[$0].shape }) ?? startShape(path, expression, scope) else {
      return nil
    }
    var shape = start
    var canBeAbsent = false
    for (depth, key) in path.keys.enumerated().dropFirst(parameter == nil ? 0 : 1) {
      guard let member = shapes.member(key, of: shape) else {
        reportUnknown(key, path, depth, shape, expression, scope)
        return nil
      }
      shape = member.shape
      if member.canBeAbsent { canBeAbsent = true }
    }
    guard !shape.alternatives.isEmpty else {
      report(
        .wrongKindOfValue, "no valid case file has a value at “\(text(expression.range))”", expression.range,
        fix: "the schema contradicts itself there; correct it")
      return nil
    }
    let result = OperandShape(shape: shape, canBeAbsent: canBeAbsent)
    guard let parameter else { return (.path(path), result) }
    let words = path.keys.count == 1 ? scope.parameters[parameter].words : []
    return (.parameter(parameter, path.keys.dropFirst(), words: words), result)
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
      return variable == .index ? .integer : .boolean
    }
  }

  private mutating func reportUnknown(
    _ key: String, _ path: Path, _ depth: Int, _ shape: Shape, _ expression: Expression, _ scope: Scope
  ) {
    let parent = path.keys[..<depth].joined(separator: ".")
    let known = shape.keys + (depth == 0 ? scope.parameters.map(\.name) : [])
    let whole = text(expression.range)
    if key == "length", shape.types.contains(.array) {
      let list = parent.isEmpty ? "this" : parent
      return report(
        .unknownPath, "a list has no “length” here", expression.range,
        fix: "write {{count \(list)}}, or (count \(list)) in a condition")
    }
    if shape.types.contains(.array), known.isEmpty, !parent.isEmpty {
      let isPart = shapes.elements(of: shape).keys.contains { $0.isSame(as: key) }
      return report(
        .unknownPath, "“\(parent)” is a list, so it has no “\(key)”", expression.range,
        fix: isPart
          ? "write {{#each \(parent)}}…{{\(key)}}…{{/each}}"
          : "{{#each \(parent)}} visits all elements, {{this}} is the element, and {{#if @first}} is true for the first"
      )
    }
    if shape.alternatives.contains(where: { $0.property(key)?.presence == .absent }) {
      return report(
        .unknownPath,
        "“\(whole)” is absent here in every valid case file, because of the conditions around or before it",
        expression.range, fix: "remove it, or correct the condition")
    }
    let outwards = String(repeating: "../", count: scope.frames.count - 1)
    if depth == 0, scope.frames.count > 1, scope.parameters.contains(where: { $0.name == key }) {
      return report(
        .unknownPath, "“\(key)” is a parameter of the partial, and does not exist in here", expression.range,
        fix: "write “\(outwards)\(whole)”")
    }
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
      fix =
        "use one of \(known.joined(separator: ", "))"
        + (depth == 0 && !openPartials.isEmpty ? "; or give it to the partial as \(key)=…" : "")
    }
    report(
      .unknownPath, "the schema has no “\(key)” \(parent.isEmpty ? "here" : "in “\(parent)”")", expression.range,
      fix: fix)
  }
}
