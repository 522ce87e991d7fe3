import Diagnostics
import JSONText
import LetterDocument

/// The helpers that the compiler knows: each argument is checked under what the earlier ones tell.
enum Logic: String, CaseIterable {
  case and, or, not

  var usage: String { self == .not ? "(not a)" : "(\(rawValue) a b)" }
}

/// Calls of helpers.
extension TemplateCompiler {
  mutating func callOperand(
    _ name: String, _ arguments: [Expression], _ named: [Argument], _ expression: Expression, _ scope: Scope
  ) -> (operand: Operand, shape: OperandShape)? {
    guard let helper = Helper.byName[name] else {
      reportUnknownHelper(name, expression)
      return nil
    }
    let positional = arguments.map { argument($0, scope) }
    let parameters = named.map { (name: $0.name, value: argument($0.value, scope)) }
    var use = HelperUse(
      arguments: positional.compactMap(\.self),
      named: parameters.compactMap { parameter in parameter.value.map { (parameter.name, $0) } }, shapes: shapes,
      language: scope.language, origin: origin(expression.range), languages: languages)
    guard use.arguments.count == positional.count, use.named.count == parameters.count else { return nil }
    do throws(HelperProblem) {
      try helper.check(use)
      let call = try helper.prepare(&use)
      languages = use.languages
      return (call.operand, OperandShape(shape: call.shape))
    } catch {
      languages = use.languages
      report(error, of: helper, expression.range)
      return nil
    }
  }

  private mutating func argument(_ expression: Expression, _ scope: Scope) -> HelperUse.Argument? {
    operand(expression, scope).map {
      HelperUse.Argument(
        operand: $0.operand, shape: $0.shape.shape, canBeAbsent: $0.shape.canBeAbsent, literal: $0.shape.literal)
    }
  }

  private mutating func reportUnknownHelper(_ name: String, _ expression: Expression) {
    let known = (Helper.all.map(\.name) + Logic.allCases.map(\.rawValue)).sorted()
    let replacement = Helper.replacements[name].map { "use \($0)" }
    report(
      .unknownHelper, "there is no helper “\(name)”", expression.range,
      fix: replacement ?? NearMiss.of(name, among: known).map { "did you mean “\($0)”?" }
        ?? "use one of \(known.joined(separator: ", "))")
  }

  private mutating func report(_ problem: HelperProblem, of helper: Helper, _ range: Range<Int>) {
    switch problem {
    case .usage:
      report(.helperArguments, "these arguments do not fit “\(helper.name)”", range, fix: "write \(helper.usage)")
    case .names(let reason, let fix):
      report(
        .helperArguments, "these forms do not fit “\(helper.name)”: \(reason)", range,
        fix: fix ?? "write \(helper.usage)")
    case .unknownParameter(let name):
      report(.helperArguments, "“\(helper.name)” has no parameter “\(name)”", range, fix: "write \(helper.usage)")
    case .absent:
      report(.unguardedValue, "the value may be absent from a valid case file", range, fix: "put it inside {{#if}}")
    case .kind(let reason, let fix):
      report(.wrongKindOfValue, "“\(helper.name)” cannot take this: \(reason)", range, fix: fix)
    case .language(let reason, let fix):
      // The first place is enough: a letter can print a hundred dates.
      guard !findings.contains(where: { $0.code == .languageData && $0.message.isSame(as: reason) }) else { return }
      report(.languageData, reason, range, fix: fix)
    case .reported: break
    }
  }

  // MARK: and, or, not

  mutating func logicOperand(
    _ logic: Logic, _ arguments: [Expression], _ named: [Argument], _ expression: Expression, _ scope: Scope
  ) -> (operand: Operand, shape: OperandShape)? {
    guard named.isEmpty, logic == .not ? arguments.count == 1 : arguments.count > 1 else {
      report(
        .helperArguments, "these arguments do not fit “\(logic.rawValue)”", expression.range,
        fix: "write \(logic.usage)")
      return nil
    }
    var operands: [Operand] = []
    var current: Scope? = scope
    for argument in arguments {
      guard let known = current else {
        report(
          .wrongKindOfValue, "after what stands before it, “\(text(argument.range))” is never looked at",
          argument.range,
          fix: "remove it, or correct what stands before it")
        return nil
      }
      guard let operand = decidingOperand(argument, known) else { return nil }
      operands.append(operand)
      current = narrow(known, by: argument, isTrue: logic == .and)
    }
    let operand: Operand =
      switch logic {
      case .and: .and(operands)
      case .or: .or(operands)
      case .not: .not(operands[0])
      }
    return (operand, OperandShape(shape: .boolean))
  }
}

extension Helper {
  /// The names of similar helpers elsewhere, and what to use here.
  static let replacements = [
    "currency": "{{money x \"USD\"}}", "formatCurrency": "{{money x \"USD\"}}", "formatDate": "{{date x \"long\"}}",
    "formatNumber": "{{number x}}", "moment": "{{date x \"long\"}}", "dateFormat": "{{date x \"long\"}}",
    "lookup": "a path, or {{#each}}", "length": "{{count xs}}", "size": "{{count xs}}", "join": "{{list xs}}",
    "uppercase": "{{upper x}}", "toUpperCase": "{{upper x}}", "capitalize": "{{title x}}",
    "pluralize": "{{plural n one=\"…\" other=\"…\"}}", "neq": "(ne a b)", "gte": "(ge a b)", "lte": "(le a b)",
    "equals": "(eq a b)", "sum": "a value of the case, which the rule “sum” checks", "inc": "{{add x 1}}",
  ]

  /// Checks what all helpers have in common: how many arguments they take, their names, and values that may be absent.
  func check(_ use: HelperUse) throws(HelperProblem) {
    guard count.contains(use.arguments.count) else { throw .usage }
    if let names {
      for (name, _) in use.named where !names.contains(name) { throw .unknownParameter(name) }
    }
    guard Set(use.named.map(\.name)).count == use.named.count else { throw .usage }
    if use.arguments.contains(where: \.canBeAbsent), !acceptsAbsent { throw .absent }
    if use.named.contains(where: \.value.canBeAbsent) { throw .absent }
  }
}
