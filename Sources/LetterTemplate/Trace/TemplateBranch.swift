import LetterDocument

/// A way that a letter can take through a template: one of the parts of an `{{#if}}`, the elements of an `{{#each}}`, or the part for an
/// empty list. A partial that is used in several places has its branches once.
package struct TemplateBranch: Sendable, Hashable {
  /// Which part.
  package enum Part: Int, Sendable, Hashable, Comparable {
    /// `{{#if}}`, `{{else if}}`, `{{#unless}}` or `{{#with}}`: the condition holds.
    case taken
    /// No condition holds.
    case otherwise
    /// `{{#each}}`: the list has elements.
    case elements
    /// `{{#each}}`: the list is empty.
    case empty

    /// The order in the template.
    package static func < (one: Part, other: Part) -> Bool { one.rawValue < other.rawValue }
  }

  /// The source text, as an index in ``TemplateSet/sources``.
  package let source: Int
  /// The place of the condition or of the list in it.
  package let range: Range<Int>
  /// Which part.
  package let part: Part

  init(_ place: Place, _ part: Part) {
    (source, range, self.part) = (place.source, place.range, part)
  }
}

extension TemplateSet {
  /// The branches of the set, in the order of the letter, each with whether a valid case file can take it.
  package var branches: [(branch: TemplateBranch, isReachable: Bool)] {
    var collector = BranchCollector()
    collector.collect(title)
    collector.collect(program)
    return collector.order.map { ($0, collector.reachable.contains($0)) }
  }
}

/// Collects branches. A partial is compiled at each place that uses it, and a branch can be taken if it can at one of them.
private struct BranchCollector {
  var order: [TemplateBranch] = []
  var reachable: Set<TemplateBranch> = []
  private var known: Set<TemplateBranch> = []

  mutating func collect(_ instructions: [Instruction]) {
    for instruction in instructions {
      switch instruction {
      case .conditional(let branches, let otherwise, let place):
        for branch in branches { add(TemplateBranch(branch.place, .taken), branch.body) }
        add(TemplateBranch(place, .otherwise), otherwise)
      case .with(_, let body, let otherwise, let place):
        add(TemplateBranch(place, .taken), body)
        // `{{#with}}` also names a context that is always there.
        if let otherwise { add(TemplateBranch(place, .otherwise), otherwise) }
      case .each(_, let body, let otherwise, let mayBeEmpty, let place):
        add(TemplateBranch(place, .elements), body)
        if mayBeEmpty || !otherwise.isEmpty { add(TemplateBranch(place, .empty), mayBeEmpty ? otherwise : nil) }
      case .partial(_, _, let body): collect(body)
      default: collect(instruction.children)
      }
    }
  }

  private mutating func add(_ branch: TemplateBranch, _ body: [Instruction]?) {
    if known.insert(branch).inserted { order.append(branch) }
    guard let body else { return }
    reachable.insert(branch)
    collect(body)
  }
}
