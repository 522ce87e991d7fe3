import JSONText
import LetterDocument

/// Turns a compiled template into nodes for reading.
struct TemplateReader {
  /// The places of the data.
  let schema: [String: SchemaField]
  let name: (String) -> String
  private(set) var collector = FieldUseCollector()

  init(schema: [String: SchemaField], name: @escaping (String) -> String) {
    (self.schema, self.name) = (schema, name)
  }

  mutating func nodes(_ instructions: [Instruction]) -> [ReadingNode] {
    var found: [ReadingNode] = []
    for instruction in instructions { found += nodes(instruction) }
    return found
  }

  private mutating func nodes(_ instruction: Instruction) -> [ReadingNode] {
    var found = nodesWithoutLanguage(instruction)
    // What follows a link, its address, is not in its language.
    if let language = instruction.marks?.language, !found.isEmpty { found[0] = found[0].spoken(in: language) }
    return found
  }

  private mutating func nodesWithoutLanguage(_ instruction: Instruction) -> [ReadingNode] {
    switch instruction {
    case .text(let text): return [.text(text.string)]
    case .value(let operand, _):
      // A parameter of a partial can be words of the template.
      if case .parameter(_, _, let words) = operand, words.count == 1, collector.paths(of: operand).isEmpty {
        return [.text(words[0].string)]
      }
      return [.field(phrase(operand) + form(of: operand))]
    case .counter(let counter): return [.field(counter == .page ? "number of the page" : "number of pages")]
    case .element(.br, _, _): return [.lineBreak]
    case .image(_, let alternateText): return [.element("figure", [.text(words(of: alternateText))])]
    case .constant(.image(let image), _):
      return [.element("figure", [.text(image.alternateText ?? "it only decorates")])]
    case .constant(.rule, _): return [.element("hr", [])]
    case .conditional(let branches, let otherwise, _): return choice(branches, otherwise)
    case .each(let list, let body, let otherwise, let mayBeEmpty, _):
      let path = collector.path(of: list)
      let inner = inside(body) { $0.enterElement(of: list) }
      let repeated = ReadingNode.each(path.map(name) ?? phrase(list), inner)
      let empty = mayBeEmpty ? nodes(otherwise) : []
      guard !empty.isEmpty else { return [repeated] }
      let listed = phrase(list)
      return [.choice([("\(listed) has elements", [repeated]), ("\(listed) is empty", empty)])]
    case .with(let operand, let body, let otherwise, _):
      let given = inside(body ?? []) { $0.enter(operand) }
      let absent = otherwise.map { nodes($0) } ?? []
      // What every valid case file has needs no condition.
      guard otherwise != nil else { return given }
      var parts = [(condition: condition(operand, isTrue: true), nodes: given)]
      if !absent.isEmpty { parts.append((condition(operand, isTrue: false), absent)) }
      return [.choice(parts)]
    case .partial(let context, let values, let body):
      let outer = collector
      collector.enterPartial(context, values)
      let inner = nodes(body)
      collector = outer
      return inner
    case .running(_, let children, _): return [.element("aside", nodes(children))]
    case .link(let target, _, _, let children):
      let address = target.map { part -> ReadingNode in
        switch part {
        case .text(let text): .text(text)
        case .value(let operand, _): .field(phrase(operand))
        }
      }
      return [.element("a", nodes(children)), .text(" (link to ")] + address + [.text(")")]
    case .cell(let cell, let children, _):
      return [.cell(isHeader: cell.isHeader, columns: cell.columnSpan, rows: cell.rowSpan, nodes(children))]
    case .marked(_, let inner): return nodes(inner)
    default: return [.element(Self.name(of: instruction), nodes(instruction.children))]
    }
  }

  /// What stands inside of a context.
  private mutating func inside(
    _ body: [Instruction], _ enter: (inout FieldUseCollector) -> Void
  ) -> [ReadingNode] {
    enter(&collector)
    defer { collector.leaveContext() }
    return nodes(body)
  }

  /// An alternate text, with its values in words.
  private func words(of alternateText: [AttributePart]) -> String {
    alternateText.map { part in
      switch part {
      case .text(let text): text
      case .value(let operand, _): "‹\(phrase(operand))›"
      }
    }.joined()
  }

  private static func name(of instruction: Instruction) -> String {
    switch instruction {
    case .element(let name, _, _): name.rawValue
    case .heading(let level, _, _, _): "h\(level)"
    case .list(let list, _): list.numbering.isNumbered ? "ol" : "ul"
    case .item: "li"
    case .table: "table"
    case .caption: "caption"
    case .group(let isHead, _, _, _): isHead ? "thead" : "tbody"
    case .row: "tr"
    default: "div"
    }
  }

  // MARK: Conditions

  private static let (always, never) = ("always", "never")

  private mutating func choice(_ branches: [Instruction.Branch], _ otherwise: [Instruction]?) -> [ReadingNode] {
    var parts: [(condition: String, nodes: [ReadingNode])] = []
    // A condition that always holds needs no words, and neither does one that never holds.
    let branches = branches.filter { condition($0.condition, isTrue: !$0.isNegated) != Self.never }
    for branch in branches {
      let words = condition(branch.condition, isTrue: !branch.isNegated)
      let inner = nodes(branch.body ?? [])
      if otherwise == nil, branches.count == 1 { return inner }
      if words == Self.always, parts.isEmpty { return inner }
      parts.append((parts.isEmpty ? words : "otherwise, if " + words, inner))
    }
    let rest = nodes(otherwise ?? [])
    if parts.isEmpty { return rest }
    if !rest.isEmpty { parts.append((remainder(of: branches), rest)) }
    // The condition of what follows a single condition stands by itself. “Otherwise” needs all that come before it, also those of empty parts.
    if branches.count == 1 { return [.choice(parts.filter { !$0.nodes.isEmpty })] }
    while parts.last?.nodes.isEmpty ?? false { parts.removeLast() }
    return parts.isEmpty ? [] : [.choice(parts)]
  }

  /// When the last part is printed, in words.
  private func remainder(of branches: [Instruction.Branch]) -> String {
    if branches.count == 1 { return condition(branches[0].condition, isTrue: branches[0].isNegated) }
    // Comparisons of one field with some of its values leave the others.
    var path: String?
    var taken: Set<String> = []
    for branch in branches {
      guard !branch.isNegated, case .call(let call) = branch.condition, call.name == "eq", call.arguments.count == 2,
        let own = collector.path(of: call.arguments[0]), path == nil || path == own,
        case .literal(let text) = call.arguments[1]
      else { return "otherwise" }
      path = own
      taken.insert(text.string)
    }
    return path.flatMap { others($0, than: taken) }.map { "otherwise (\($0))" } ?? "otherwise"
  }

  /// A condition in words.
  private func condition(_ operand: Operand, isTrue: Bool) -> String {
    switch operand {
    case .not(let inner): return condition(inner, isTrue: !isTrue)
    case .and(let operands):
      return operands.map { grouped($0, isTrue) }.joined(separator: isTrue ? " and " : " or ")
    case .or(let operands):
      return operands.map { grouped($0, isTrue) }.joined(separator: isTrue ? " or " : " and ")
    case .call(let call):
      if [Helper.count.name, Helper.add.name].contains(call.name) {
        return "\(phrase(operand)) is \(isTrue ? "not 0" : "0")"
      }
      return comparison(call, isTrue: isTrue)
    case .path(let path) where path.start == .loop(.index):
      return isTrue ? "it is not the first" : "it is the first"
    case _ where collector.flag(of: operand) != nil:
      return collector.flag(of: operand) == isTrue ? Self.always : Self.never
    case .path(let path) where path.start == .loop(.first): return isTrue ? "it is the first" : "it is not the first"
    case .path(let path) where path.start == .loop(.last): return isTrue ? "it is the last" : "it is not the last"
    case .path, .parameter, .literal, .constant:
      let field = collector.path(of: operand).flatMap { schema[$0] }
      let what = phrase(operand)
      // A null counts as absent.
      let types = field.map { Set($0.types).subtracting([.null]) } ?? []
      let mayBeAbsent = field.map { $0.mayBeAbsent || Set($0.types).contains(.null) } ?? false
      switch types {
      case [.boolean]:
        return "\(what) is \(isTrue ? "true" : "false")" + (mayBeAbsent && !isTrue ? " or not given" : "")
      case [.array]: return isTrue ? "there are \(what)" : "there are no \(what)"
      case [.integer], [.number]:
        if field?.isNeverZero == true { return isTrue ? "\(what) is given" : "\(what) is not given" }
        return isTrue ? "\(what) is given and not 0" : "\(what) is not given, or 0"
      default:
        if types.isSubset(of: [.string, .object]) { return isTrue ? "\(what) is given" : "\(what) is not given" }
        return isTrue
          ? "\(what) is given, and neither false, 0 nor empty" : "\(what) is not given, or it is false, 0 or empty"
      }
    }
  }

  private func grouped(_ operand: Operand, _ isTrue: Bool) -> String {
    switch operand {
    case .not(let inner): grouped(inner, !isTrue)
    case .and, .or: "(\(condition(operand, isTrue: isTrue)))"
    default: condition(operand, isTrue: isTrue)
    }
  }

  /// How a date or a number is printed, as the template says it: ` (“USD”)`; empty for other values.
  private func form(of operand: Operand) -> String {
    guard case .call(let call) = operand, [Helper.date, .money, .number].contains(where: { $0.name == call.name })
    else { return "" }
    let forms = call.arguments.dropFirst().map { phrase($0) }
    return forms.isEmpty ? "" : " (\(forms.joined(separator: ", ")))"
  }

  /// A value in words.
  func phrase(_ operand: Operand) -> String {
    if let path = collector.path(of: operand), !path.isEmpty { return name(path) }
    switch operand {
    case .literal(let text): return "“\(text.string)”"
    case .constant(.number(let number)): return number.shortest
    case .constant(.boolean(let flag)): return flag ? "true" : "false"
    case .constant: return "a constant"
    case .path(let path):
      switch path.start {
      case .loop(.index): return "its number in the list, counted from 0,"
      case .loop(.first), .loop(.last): return "its place in the list"
      default: return "the value"
      }
    case .parameter(_, _, let words):
      return words.isEmpty ? "the value" : words.map { "“\($0.string)”" }.joined(separator: " or ")
    case .call(let call):
      let parts = call.arguments.map { phrase($0) }
      switch call.name {
      case "count": return "the number of \(parts.first ?? "")"
      case "default": return "\(parts.first ?? ""), or \(parts.last ?? "") if it is not given"
      case "plural":
        let forms = parts.dropFirst().map { $0 == "“”" ? "nothing" : $0 }
        let different = forms.enumerated().filter { !forms[..<$0.offset].contains($0.element) }.map(\.element)
        return "\(different.joined(separator: " or ")) (depends on \(parts.first ?? ""))"
      case "add": return parts.joined(separator: " + ")
      default: return parts.first ?? call.name
      }
    case .and, .or, .not: return condition(operand, isTrue: true)
    }
  }
}
