import JSONText
import LetterDocument

/// A place of a template that reads the data.
package struct FieldUse: Sendable, Hashable {
  /// What happens with the value there.
  package enum Kind: String, Sendable, Hashable {
    /// It is printed, as it is or by a helper.
    case printed
    /// It decides whether something is printed, or how often.
    case condition
  }

  /// The place in the data: keys with dots between them, and `[]` for each element of a list.
  package let path: String
  /// What happens with the value.
  package let kind: Kind
  /// The source text, as an index in ``TemplateSet/sources``.
  package let source: Int
  /// The place in it.
  package let range: Range<Int>
}

extension TemplateSet {
  /// Every place of the template that reads the data, in the order of the letter.
  package var fieldUses: [FieldUse] {
    var collector = FieldUseCollector()
    collector.collect(title)
    collector.collect(program)
    var seen: Set<FieldUse> = []
    return collector.uses.filter { seen.insert($0).inserted }
  }
}

/// Walks a template with the paths of its contexts in place of values.
struct FieldUseCollector {
  private(set) var uses: [FieldUse] = []
  /// The values with which places are compared.
  private(set) var compared: [String: [JSONValue.Content]] = [:]
  /// What a context or a parameter is.
  private struct Given {
    /// The place of the data that it is; nil if it is none, such as the text of a helper.
    var own: String?
    /// The places that it was made of.
    var paths: [String] = []
    /// Its value, if it is always true or always false.
    var flag: Bool?
  }

  /// The contexts, from the outside to the inside.
  private var frames = [Given(own: "")]
  /// The parameters of the partial.
  private var parameters: [Given] = []

  mutating func collect(_ instructions: [Instruction]) { for instruction in instructions { collect(instruction) } }

  private mutating func collect(_ instruction: Instruction) {
    switch instruction {
    case .value(let operand, let place): add(operand, .printed, place)
    case .conditional(let branches, let otherwise, _):
      for branch in branches {
        compare(branch.condition)
        add(branch.condition, .condition, branch.place)
        collect(branch.body ?? [])
      }
      collect(otherwise ?? [])
    case .each(let list, let body, let otherwise, _, let place):
      add(list, .condition, place)
      enterElement(of: list)
      collect(body)
      leaveContext()
      collect(otherwise)
    case .with(let operand, let body, let otherwise, let place):
      add(operand, .condition, place)
      enter(operand)
      collect(body ?? [])
      leaveContext()
      collect(otherwise ?? [])
    case .partial(let context, let values, let body):
      let outer = (frames, parameters)
      enterPartial(context, values)
      collect(body)
      (frames, parameters) = outer
    case .image(_, let parts): collect(parts)
    case .link(let parts, _, _, let children):
      collect(parts)
      collect(children)
    default: collect(instruction.children)
    }
  }

  mutating func note(_ values: [JSONValue.Content], at path: String) {
    if !values.isEmpty { compared[path, default: []] += values }
  }

  /// Enters the context that an operand is.
  mutating func enter(_ operand: Operand) { frames.append(given(operand)) }

  /// Enters the context of the elements of a list.
  mutating func enterElement(of list: Operand) {
    frames.append(Given(own: path(of: list).map { $0 + "[]" }, paths: paths(of: list)))
  }

  mutating func leaveContext() { frames.removeLast() }

  mutating func enterPartial(_ context: Operand?, _ values: [(name: String, value: Operand)]) {
    let inner = context.map { given($0) } ?? frames.last ?? Given()
    let values = values.map { given($0.value) }
    (frames, parameters) = ([inner], values)
  }

  private func given(_ operand: Operand) -> Given {
    Given(own: path(of: operand), paths: paths(of: operand), flag: flag(of: operand))
  }

  private mutating func collect(_ parts: [AttributePart]) {
    for part in parts {
      if case .value(let operand, let place) = part { add(operand, .printed, place) }
    }
  }

  private mutating func add(_ operand: Operand, _ kind: FieldUse.Kind, _ place: Place) {
    for path in paths(of: operand) {
      uses.append(FieldUse(path: path, kind: kind, source: place.source, range: place.range))
    }
  }

  /// What an operand always is, if it is always true or always false.
  func flag(of operand: Operand) -> Bool? {
    switch operand {
    case .constant(.boolean(let flag)): flag
    case .parameter(let index, let keys, _) where keys.isEmpty: parameters[index].flag
    default: nil
    }
  }

  // MARK: Paths

  /// The places that an operand reads.
  func paths(of operand: Operand) -> [String] {
    switch operand {
    case .path, .parameter:
      if let path = path(of: operand) { return path.isEmpty ? [] : [path] }
      return maker(of: operand)?.paths ?? []
    case .literal, .constant: return []
    case .call(let call):
      let paths = call.arguments.flatMap { self.paths(of: $0) }
      // The helper prints the elements.
      return call.name == Helper.list.name ? paths.map { $0 + "[]" } : paths
    case .and(let operands), .or(let operands): return operands.flatMap { paths(of: $0) }
    case .not(let operand): return paths(of: operand)
    }
  }

  /// The place of an operand that is a place of the data.
  func path(of operand: Operand) -> String? {
    switch operand {
    case .path(let path):
      switch path.start {
      case .root: Self.join("", path.keys[...])
      case .context(let up):
        frame(up)?.own.map { Self.join($0, path.keys[...]) }
      case .loop, .page: nil
      }
    case .parameter(let index, let keys, _): parameters[index].own.map { Self.join($0, keys) }
    case .literal, .constant, .call, .and, .or, .not: nil
    }
  }

  private func frame(_ up: Int) -> Given? { up < frames.count ? frames[frames.count - 1 - up] : nil }

  /// The context or the parameter that an operand starts from.
  private func maker(of operand: Operand) -> Given? {
    switch operand {
    case .parameter(let index, _, _): parameters[index]
    case .path(let path): if case .context(let up) = path.start { frame(up) } else { nil }
    case .literal, .constant, .call, .and, .or, .not: nil
    }
  }

  private static func join(_ base: String, _ keys: ArraySlice<String>) -> String {
    ((base.isEmpty ? [] : [base]) + keys).joined(separator: ".")
  }
}
