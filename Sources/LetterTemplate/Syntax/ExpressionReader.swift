import Diagnostics
import LetterDocument
import JSONText

/// Reads the text between `{{` and `}}`: paths, literals, helpers with arguments, subexpressions in parentheses.
struct ExpressionReader {
  var scanner: SourceScanner
  /// How many parentheses are open.
  private var depth = 0

  /// Reads a part of the text of another scanner.
  init(_ outer: SourceScanner, range: Range<Int>) {
    scanner = SourceScanner(outer.source, range: range, room: outer.room)
  }

  /// The condition of a block, or what it repeats: one value. As in Handlebars, a helper with arguments stands in parentheses.
  mutating func readCondition() -> Expression? {
    guard let first = readOperand() else { return nil }
    scanner.skipSpace()
    if scanner.reported == 0, !scanner.isAtEnd {
      let rest = scanner.text(scanner.position..<scanner.end)
      if rest.hasPrefix("as |") {
        return fail("there are no names for elements here", at: scanner.position..<scanner.end, fix: "use this and ../")
      }
      return fail(
        "one value is expected here", at: first.range,
        fix: "put a helper and its arguments into parentheses, such as (eq a \"x\")")
    }
    return finished(first)
  }

  /// A path, literal or helper call that fills the rest of the tag; nil (and a finding) if there is none.
  mutating func readWhole() -> Expression? {
    let start = scanner.position
    guard let first = readOperand() else { return nil }
    let (arguments, named) = readArguments()
    guard !arguments.isEmpty || !named.isEmpty else { return finished(first) }
    guard case .path(let path) = first.kind, path.start == .context(up: 0), path.keys.count == 1 else {
      return fail("a helper's name is expected before the arguments", at: first.range)
    }
    let call = Expression.Kind.call(helper: path.keys[0], arguments: arguments, named: named)
    return finished(Expression(kind: call, range: start..<scanner.position))
  }

  /// `name`, then an optional context and parameters: the inside of `{{> name context key=value}}`.
  mutating func readPartial() -> MarkupNode.Partial? {
    scanner.skipSpace()
    let start = scanner.position
    var name = scanner.read { $0.isNameCharacter }
    // A folder of the set, such as es/appeal-rights.
    if !name.isEmpty, scanner.take("/") {
      let file = scanner.read { $0.isNameCharacter }
      name = file.isEmpty ? "" : name + "/" + file
    }
    guard !name.isEmpty else {
      _ = fail("the name of a partial is expected here", at: start..<max(start + 1, scanner.position))
      return nil
    }
    let (arguments, named) = readArguments()
    guard arguments.count <= 1 else {
      _ = fail("a partial takes at most one context", at: arguments[1].range)
      return nil
    }
    guard scanner.reported == 0 else { return nil }
    guard scanner.isAtEnd else {
      _ = fail("this is not allowed here", at: scanner.position..<scanner.position + 1)
      return nil
    }
    return MarkupNode.Partial(name: name, context: arguments.first, parameters: named)
  }

  private mutating func finished(_ expression: Expression) -> Expression? {
    scanner.skipSpace()
    guard scanner.reported == 0 else { return nil }
    if scanner.isAtEnd { return expression }
    return fail("this is not allowed here", at: scanner.position..<scanner.position + 1)
  }

  private mutating func readArguments() -> ([Expression], [Argument]) {
    var arguments: [Expression] = []
    var named: [Argument] = []
    while true {
      scanner.skipSpace()
      guard let next = scanner.peek, next != ")" else { break }
      let start = scanner.position
      let name = scanner.read { $0.isNameCharacter }
      if !name.isEmpty, scanner.take("=") {
        guard let value = readOperand() else { break }
        named.append(Argument(name: name, value: value))
      } else {
        scanner.position = start
        guard let value = readOperand() else { break }
        arguments.append(value)
      }
    }
    return (arguments, named)
  }

  private mutating func readOperand() -> Expression? {
    scanner.skipSpace()
    let start = scanner.position
    switch scanner.peek {
    case "\"", "'": return readString()
    case "(": return readSubexpression()
    case let digit? where ("0"..."9" as ClosedRange<Unicode.Scalar>).contains(digit) || digit == "-":
      return readNumber()
    case nil: return fail("a path, a text or a helper is expected here", at: start..<start + 1)
    default: return readPath()
    }
  }

  private mutating func readString() -> Expression? {
    let start = scanner.position
    let quote = scanner.peek
    scanner.position += 1
    let text = scanner.read { $0 != quote }
    guard scanner.peek == quote else { return fail("this text does not end", at: start..<start + 1) }
    scanner.position += 1
    return Expression(kind: .string(text), range: start..<scanner.position)
  }

  /// A whole or a decimal number, such as `-0.5`.
  private mutating func readNumber() -> Expression? {
    let start = scanner.position
    let text = scanner.read { ("0"..."9").contains($0) || $0 == "." || $0 == "-" }
    guard let number = ExactDecimal(text), scanner.peek?.isNameCharacter != true else {
      return fail("this is not a number", at: start..<max(start + 1, scanner.position), fix: "write it as 12 or -0.5")
    }
    return Expression(kind: .number(number), range: start..<scanner.position)
  }

  private mutating func readSubexpression() -> Expression? {
    let start = scanner.position
    guard depth < 20 else { return fail("parentheses nested more than 20 levels deep", at: start..<start + 1) }
    depth += 1
    defer { depth -= 1 }
    scanner.position += 1
    scanner.skipSpace()
    let nameStart = scanner.position
    let name = scanner.read { $0.isNameCharacter }
    guard !name.isEmpty else {
      return fail(
        "a helper's name is expected here", at: nameStart..<nameStart + 1,
        fix: "write it first, such as (eq a \"x\") or (gt a 0)")
    }
    let (arguments, named) = readArguments()
    scanner.skipSpace()
    guard scanner.take(")") else { return fail("this parenthesis is not closed", at: start..<start + 1) }
    return Expression(
      kind: .call(helper: name, arguments: arguments, named: named), range: start..<scanner.position)
  }

  private mutating func readPath() -> Expression? {
    let start = scanner.position
    var up = 0
    while scanner.take("../") { up += 1 }
    var origin = Path.Start.context(up: up)
    var isExplicit = false
    var keys: [String] = []
    if scanner.looksAt("..") {
      scanner.position += 2
      return Expression(kind: .path(Path(start: .context(up: up + 1), keys: [])), range: start..<scanner.position)
    }
    if up == 0, scanner.take("@") {
      guard let special = readSpecial(at: start) else { return nil }
      origin = special
      if !scanner.take(".") {
        return Expression(kind: .path(Path(start: origin, keys: [])), range: start..<scanner.position)
      }
    } else {
      isExplicit = scanner.take("./")
    }
    repeat {
      let key = scanner.read { $0.isNameCharacter }
      guard !key.isEmpty else {
        let mark = scanner.position..<scanner.position + 1
        if scanner.isAtMarkup {
          return fail("“}}” is missing before this", at: mark, fix: "close the tag with “}}”")
        }
        let isOperator = scanner.peek.map { "=<>!&|+*".unicodeScalars.contains($0) } ?? false
        return fail(
          scanner.isAtEnd ? "the path ends in a dot" : "this is not allowed in a path", at: mark,
          fix: isOperator
            ? "write a helper, such as (eq a \"x\"), (gt a 0), (not a), (and a b) or (add a 1); inside {{#each}}, this is the element"
            : scanner.peek == "}" ? "close the tag with }}" : keys.isEmpty && scanner.peek == "." ? "write this" : nil)
      }
      guard keys.count < 50 else { return fail("a path of more than 50 keys", at: start..<scanner.position) }
      keys.append(key)
    } while scanner.take(".")
    if scanner.looksAt("/") {
      return fail(
        "this is not allowed in a path", at: scanner.position..<scanner.position + 1, fix: "write a dot, such as a.b")
    }
    if keys.count == 1, origin == .context(up: 0), !isExplicit, Self.words.contains(keys[0]) {
      return readWord(keys[0], start..<scanner.position)
    }
    if keys.first == "this" { keys.removeFirst() }
    return Expression(kind: .path(Path(start: origin, keys: keys)), range: start..<scanner.position)
  }

  /// Words that are no names, as in Handlebars. `./true` is a name.
  private static let words: Set = ["true", "false", "null", "undefined"]

  private mutating func readWord(_ word: String, _ range: Range<Int>) -> Expression? {
    if word == "true" || word == "false" { return Expression(kind: .boolean(word == "true"), range: range) }
    return fail(
      "“\(word)” is no value here", at: range,
      fix: "{{#if x}} and {{else}} tell whether a value is there; 0 and false count as absent")
  }

  private mutating func readSpecial(at start: Int) -> Path.Start? {
    let name = scanner.read { $0.isNameCharacter }
    if name == "root" { return .root }
    if let variable = Path.LoopVariable(rawValue: name) { return .loop(variable) }
    if let counter = PageCounter(rawValue: name) { return .page(counter) }
    let near = NearMiss.of(name, among: ["root"] + Path.LoopVariable.allCases.map(\.rawValue))
    _ = fail(
      "there is no “@\(name)”", at: start..<scanner.position,
      fix: near.map { "did you mean “@\($0)”?" } ?? "use @index, @first, @last or @root")
    return nil
  }

  private mutating func fail(_ message: String, at range: Range<Int>, fix: String? = nil) -> Expression? {
    scanner.report(.tagSyntax, message, at: range.lowerBound, length: range.count, fix: fix)
    return nil
  }
}
