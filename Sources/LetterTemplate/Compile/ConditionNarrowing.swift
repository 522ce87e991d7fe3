import JSONText

/// What conditions tell about the values behind them.
extension TemplateCompiler {
  /// The scope if a condition is true (or false); nil if that can never be the case.
  func narrow(_ scope: Scope, by condition: Expression, isTrue: Bool, depth: Int = 0) -> Scope? {
    // Each level looks at its arguments in both ways. What is not narrowed is still correct.
    guard depth <= Self.deepestLogic else { return scope }
    switch condition.kind {
    case .path(let path): return narrow(scope, at: path, .truth(isTrue))
    case .boolean(let flag): return flag == isTrue ? scope : nil
    case .call(let name, let arguments, _):
      if let logic = Logic(rawValue: name) { return narrow(scope, by: logic, arguments, isTrue: isTrue, depth + 1) }
      return narrow(scope, byHelper: name, arguments, isTrue: isTrue)
    case .string, .number, .invalid: return scope
    }
  }

  private static let deepestLogic = 6

  private func narrow(
    _ scope: Scope, by logic: Logic, _ arguments: [Expression], isTrue: Bool, _ depth: Int
  ) -> Scope? {
    switch (logic, isTrue) {
    case (.not, _): return arguments.first.map { narrow(scope, by: $0, isTrue: !isTrue, depth: depth) } ?? scope
    case (.and, true), (.or, false):
      // All are true, or all are false.
      return arguments.reduce(scope as Scope?) { known, argument in
        known.flatMap { narrow($0, by: argument, isTrue: isTrue, depth: depth) }
      }
    case (.and, false), (.or, true):
      // One of them is, and those before it are not. If only one can be, it is that one.
      var possible: [Scope] = []
      var before: Scope? = scope
      for argument in arguments {
        guard let known = before else { break }
        if let found = narrow(known, by: argument, isTrue: isTrue, depth: depth) { possible.append(found) }
        before = narrow(known, by: argument, isTrue: !isTrue, depth: depth)
      }
      return possible.count > 1 ? scope : possible.first
    }
  }

  private func narrow(_ scope: Scope, byHelper name: String, _ arguments: [Expression], isTrue: Bool) -> Scope? {
    switch name {
    case Helper.isString.name:
      guard let path = arguments.first?.path else { return scope }
      return narrow(scope, at: path, .isText(isTrue))
    case Helper.count.name:
      guard let path = arguments.first?.path else { return scope }
      return narrow(scope, at: path, .truth(isTrue))
    case Helper.eq.name, Helper.ne.name:
      guard arguments.count == 2 else { return scope }
      let isEqual = (name == Helper.eq.name) == isTrue
      for (one, other) in [(arguments[0], arguments[1]), (arguments[1], arguments[0])] {
        if let path = one.path, let literal = other.literal {
          return narrow(scope, at: path, .equality(literal, isEqual))
        }
      }
      return narrow(scope, byCount: name, arguments, isTrue: isTrue)
    default: return narrow(scope, byCount: name, arguments, isTrue: isTrue)
    }
  }

  /// `(gt (count xs) 0)` and the like tell whether a list is empty.
  private func narrow(_ scope: Scope, byCount name: String, _ arguments: [Expression], isTrue: Bool) -> Scope? {
    guard arguments.count == 2, let literal = arguments[1].literal, case .number(let number) = literal,
      case .call(Helper.count.name, let lists, _) = arguments[0].kind, let path = lists.first?.path,
      let isFilled = Self.isFilled(name, number, isTrue: isTrue)
    else { return scope }
    return narrow(scope, at: path, .truth(isFilled))
  }

  /// Whether a list has elements if the comparison of their number is true (or false); nil if it may or may not.
  private static func isFilled(_ comparison: String, _ number: ExactDecimal, isTrue: Bool) -> Bool? {
    let holds: (ExactDecimal) -> Bool
    switch comparison {
    case Helper.eq.name: holds = { ($0 == number) == isTrue }
    case Helper.ne.name: holds = { ($0 != number) == isTrue }
    case Helper.gt.name: holds = { ($0 > number) == isTrue }
    case Helper.ge.name: holds = { ($0 >= number) == isTrue }
    case Helper.lt.name: holds = { ($0 < number) == isTrue }
    case Helper.le.name: holds = { ($0 <= number) == isTrue }
    default: return nil
    }
    if !holds(.zero) { return true }
    // For counts from 1 on, a comparison can only change its result at the number and beside it.
    let others = [ExactDecimal(1), number, number + ExactDecimal(1), number + ExactDecimal(-1)].filter { $0 > .zero }
    return others.contains { $0.isInteger && holds($0) } ? nil : false
  }

  private func narrow(_ scope: Scope, at path: Path, _ knowledge: ShapeReader.Knowledge) -> Scope? {
    var scope = scope
    if let index = scope.parameter(path) {
      let shape = scope.parameters[index].shape
      guard let narrowed = shapes.narrow(shape, at: path.keys.dropFirst(), knowledge) else { return nil }
      scope.parameters[index].shape = narrowed
      return scope
    }
    switch path.start {
    case .loop, .page: return scope
    case .root:
      guard let root = shapes.narrow(scope.root, at: path.keys[...], knowledge) else { return nil }
      scope.root = root
      return scope
    case .context(let up):
      guard up < scope.frames.count else { return scope }
      let index = scope.frames.count - 1 - up
      guard let context = shapes.narrow(scope.frames[index].context, at: path.keys[...], knowledge) else { return nil }
      scope.frames[index].context = context
      return scope
    }
  }
}

extension Expression {
  /// Its value, if the template names it.
  fileprivate var literal: Literal? {
    switch kind {
    case .string(let text): .text(text)
    case .number(let number): .number(number)
    case .boolean(let flag): .boolean(flag)
    case .path, .call, .invalid: nil
    }
  }
}
